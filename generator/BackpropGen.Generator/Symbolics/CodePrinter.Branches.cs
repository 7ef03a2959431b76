using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics.Branches;

namespace BackpropGen.Generator.Symbolics;

internal sealed partial class CodePrinter
{
    private readonly Dictionary<Expression, string> _targets = [];

    // Their locals are assigned in a guard inside a branch: the compiler cannot know that they are read only where that runs.
    private HashSet<Expression>? _assignedInGuards;

    /// <summary>Writes the selections of one condition: an expression each where their branches are expressions, else one <c>if</c>.</summary>
    private void WriteFork(Fork fork)
    {
        if (fork.IsGuard)
        {
            WriteGuard(fork);
            return;
        }

        var condition = ConditionText(fork.Condition, Binding.Or);
        if (fork.Then.Statements.Count == 0 && fork.Else.Statements.Count == 0 && AreExpressions(fork, condition))
        {
            foreach (var selection in Enumerable.Reverse(fork.Selections))
            {
                var branching = _placement.BranchingOf(selection)!;
                var text = $"{condition} ? {Text(branching.Then, Binding.Sum, fork.Then)} : {Text(branching.Else, Binding.Sum, fork.Else)}";
                _texts.Add(selection, _uses.CountOf(selection) > 1 ? (Local(selection, text), Binding.Atom) : (text, Binding.Conditional));
            }

            return;
        }

        foreach (var selection in Enumerable.Reverse(fork.Selections))
        {
            Assign(fork, selection);
        }

        fork.Region.Statements.AddRange(fork.Declarations.Select(static declaration => new Statement(declaration)));
        fork.Region.Statements.Add(new Statement($"if ({condition})", fork.Then.Statements, fork.Else.Statements));
    }

    /// <summary>Writes an <c>if</c> around what is needed in one case; nothing where others name all of that as expressions.</summary>
    private void WriteGuard(Fork fork)
    {
        fork.Region.Statements.AddRange(fork.Declarations.Select(static declaration => new Statement(declaration)));
        var (then, otherwise) = (fork.Then.Statements, fork.Else.Statements);
        if (then.Count > 0)
        {
            fork.Region.Statements.Add(new Statement($"if ({ConditionText(fork.Condition, Binding.Or)})", then, otherwise));
        }
        else if (otherwise.Count > 0)
        {
            fork.Region.Statements.Add(new Statement($"if (!({ConditionText(fork.Condition, Binding.Or)}))", otherwise));
        }
    }

    /// <summary>One selection is an expression while it is short; several only where nothing is left to compute in them.</summary>
    private bool AreExpressions(Fork fork, string condition)
    {
        var branches = fork.Selections.Select(selection => _placement.BranchingOf(selection)!)
            .SelectMany(branching => new[] { Text(branching.Then, Binding.Sign, fork.Then), Text(branching.Else, Binding.Sign, fork.Else) }).ToList();
        return fork.Selections.Count == 1
            ? condition.Length + branches.Sum(static text => text.Length) <= LongestExpression
            : fork.Condition.Operands.Select(operand => Text(operand, Binding.Sign)).Concat(branches).All(static text => text.IndexOf('(') < 0);
    }

    private void Assign(Fork fork, Expression selection)
    {
        var branching = _placement.BranchingOf(selection)!;
        var name = Target(selection);
        if (ReferenceEquals(Owner(selection), selection))
        {
            var home = _uses.ForkBeforeWhichToDeclare(selection);
            _assignedInGuards ??= [.. _uses.SelectionsWithGuardedBranches.Select(Owner)];
            (home ?? fork).Declarations.Add(home is null && !_assignedInGuards.Contains(selection) ? $"{Type} {name};" : $"{Type} {name} = 0;");
        }

        Assign(fork.Then, name, branching.Then);
        Assign(fork.Else, name, branching.Else);
        _texts.Add(selection, (name, Binding.Atom));
    }

    private void Assign(Region region, string name, Expression value)
    {
        var text = Text(value, Binding.Conditional, region);
        if (text != name)
        {
            region.Statements.Add(new Statement($"{name} = {text};"));
        }
    }

    /// <summary>The local of a selection.</summary>
    private string Target(Expression selection)
    {
        var owner = Owner(selection);
        if (!_targets.TryGetValue(owner, out var name))
        {
            _targets.Add(owner, name = NewName());
        }

        return name;
    }

    /// <summary>The selection whose local another one assigns: the one around it where it is but a branch of that, else itself.</summary>
    private Expression Owner(Expression selection)
    {
        while (_uses.SelectionOfWhichItIsABranch(selection) is { } around)
        {
            selection = around;
        }

        return selection;
    }

    private string ConditionText(Condition condition, Binding least)
    {
        if (condition is not { Left: { } left, Right: { } right })
        {
            return Comparison(condition.Comparison, condition.A!, condition.B!);
        }

        var isAnd = condition.Kind is ConditionKind.And or ConditionKind.AndNot;
        var isNegated = condition.Kind is ConditionKind.AndNot or ConditionKind.OrNot;
        var binding = isAnd ? Binding.And : Binding.Or;
        var second = isNegated ? $"!({ConditionText(right, Binding.Or)})" : ConditionText(right, binding);
        var text = $"{ConditionText(left, binding)} {(isAnd ? "&&" : "||")} {second}";
        return binding < least ? $"({text})" : text;
    }

    private string Comparison(Comparison comparison, Expression a, Expression b)
    {
        if (ReferenceEquals(a, b))
        {
            // x == x is how an expression asks for NaN; the compiler warns of it.
            return $"!{Type}.IsNaN({Text(a, Binding.Sum)})";
        }

        var isFlipped = a.Opcode == Opcode.Number;
        var sign = comparison switch
        {
            Symbolics.Comparison.Less => isFlipped ? ">" : "<",
            Symbolics.Comparison.LessOrEqual => isFlipped ? ">=" : "<=",
            _ => "==",
        };
        (a, b) = isFlipped ? (b, a) : (a, b);
        return $"{Text(a, Binding.Sum)} {sign} {Text(b, Binding.Sum)}";
    }
}
