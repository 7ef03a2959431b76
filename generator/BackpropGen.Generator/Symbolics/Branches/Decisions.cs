using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>Makes <see cref="Decision"/>s of some comparisons, in the order in which these are asked.</summary>
internal sealed class Decisions
{
    // What takes more steps is given up: diagrams may grow with the number of outcomes.
    private const int MostSteps = 200_000;

    private const int SetOperationsPerStep = 8;

    private readonly Dictionary<(int, int, int), Decision> _nodes = [];
    private readonly Dictionary<(int, int, int), Decision> _chosen = [];
    private readonly Dictionary<(int, int), Decision> _simplified = [];
    private readonly Dictionary<Decision, HashSet<int>> _comparisons = [];
    private readonly Dictionary<Condition, int> _numbers = [];
    private readonly List<Condition> _asked = [];
    private int _most = MostSteps;

    /// <param name="comparisons">All comparisons, the first to be asked first.</param>
    public Decisions(IEnumerable<Condition> comparisons)
    {
        Never = new Decision(0, int.MaxValue, null, null);
        Always = new Decision(1, int.MaxValue, null, null);
        foreach (var comparison in comparisons)
        {
            if (!_numbers.ContainsKey(comparison))
            {
                _numbers.Add(comparison, _asked.Count);
                _asked.Add(comparison);
            }
        }
    }

    /// <summary>False.</summary>
    public Decision Never { get; }

    /// <summary>True.</summary>
    public Decision Always { get; }

    /// <summary>The steps taken.</summary>
    public int Steps { get; private set; }

    /// <summary>Whether too many were taken: then nothing made here has a meaning.</summary>
    public bool IsGivenUp => Steps > _most;

    /// <summary>Counts what others do for each of some comparisons.</summary>
    public void Count(int comparisons) => Steps += comparisons / SetOperationsPerStep;

    /// <summary>Takes as many steps as are needed from now on: what is asked has been asked before, or is as simple.</summary>
    public void Settle() => _most = int.MaxValue;

    /// <summary>A comparison by its number.</summary>
    public Condition Comparison(int number) => _asked[number];

    /// <summary>Whether a condition holds.</summary>
    public Decision Of(Condition condition) => condition is not { Left: { } left, Right: { } right } ? Node(_numbers[condition], Always, Never)
        : condition.Kind switch
        {
            ConditionKind.And => And(Of(left), Of(right)),
            ConditionKind.AndNot => And(Of(left), Not(Of(right))),
            ConditionKind.Or => Or(Of(left), Of(right)),
            _ => Or(Of(left), Not(Of(right))),
        };

    /// <summary>Both.</summary>
    public Decision And(Decision left, Decision right) => Choose(left, right, Never);

    /// <summary>One or the other.</summary>
    public Decision Or(Decision left, Decision right) => Choose(left, Always, right);

    /// <summary>Its opposite.</summary>
    public Decision Not(Decision decision) => Choose(decision, Never, Always);

    /// <summary>Whether one holds wherever another does.</summary>
    public bool Implies(Decision decision, Decision implied) => ReferenceEquals(And(decision, implied), decision);

    /// <summary>The comparisons that it depends on, by number.</summary>
    public HashSet<int> Comparisons(Decision decision)
    {
        if (!_comparisons.TryGetValue(decision, out var found))
        {
            found = [];
            if (decision.Asked != int.MaxValue && !IsGivenUp)
            {
                found.Add(decision.Asked);
                found.UnionWith(Comparisons(decision.Holds));
                found.UnionWith(Comparisons(decision.Fails));
                Count(found.Count);
            }

            _comparisons.Add(decision, found);
        }

        return found;
    }

    /// <summary>A shorter decision that is the same wherever something is known to hold.</summary>
    /// <remarks>Source: Coudert and Madre, A unified framework for the formal verification of sequential circuits, ICCAD 1990 (the operator "restrict").</remarks>
    public Decision Simplify(Decision decision, Decision known)
    {
        if (decision.Asked == int.MaxValue || known.Asked == int.MaxValue)
        {
            return decision;
        }

        var key = (decision.Number, known.Number);
        if (_simplified.TryGetValue(key, out var found))
        {
            return found;
        }

        Steps++;
        found = known.Asked < decision.Asked ? Simplify(decision, Or(known.Holds, known.Fails))
            : known.Asked > decision.Asked ? Node(decision.Asked, Simplify(decision.Holds, known), Simplify(decision.Fails, known))
            : ReferenceEquals(known.Holds, Never) ? Simplify(decision.Fails, known.Fails)
            : ReferenceEquals(known.Fails, Never) ? Simplify(decision.Holds, known.Holds)
            : Node(decision.Asked, Simplify(decision.Holds, known.Holds), Simplify(decision.Fails, known.Fails));
        _simplified.Add(key, found);
        return found;
    }

    /// <summary>A decision as C# asks it: the condition, and whether that must hold or fail; null for what is longer than so many comparisons.</summary>
    public (Condition Condition, bool Holds)? Written(Decision decision, int longest)
    {
        var left = longest;
        return Write(decision);

        (Condition, bool)? Write(Decision written)
        {
            if (--left < 0)
            {
                return null;
            }

            var first = (Comparison(written.Asked), true);
            if (ReferenceEquals(written.Holds, Always) || ReferenceEquals(written.Fails, Never))
            {
                var isOr = ReferenceEquals(written.Holds, Always);
                var rest = isOr ? written.Fails : written.Holds;
                return rest.Asked == int.MaxValue ? first : Write(rest) is { } second ? Join(first, second, isOr) : null;
            }

            if (ReferenceEquals(written.Holds, Never) || ReferenceEquals(written.Fails, Always))
            {
                var isOr = ReferenceEquals(written.Fails, Always);
                var rest = isOr ? written.Holds : written.Fails;
                return rest.Asked == int.MaxValue ? Opposite(first) : Write(rest) is { } second ? Join(Opposite(first), second, isOr) : null;
            }

            return Write(written.Holds) is { } holds && Write(written.Fails) is { } fails ? Join(Join(first, holds, false), Join(Opposite(first), fails, false), true) : null;
        }
    }

    private static (Condition Condition, bool Holds) Opposite((Condition Condition, bool Holds) one) => (one.Condition, !one.Holds);

    /// <summary>Both, or one of two. What must fail is put first by the rule of De Morgan.</summary>
    private static (Condition Condition, bool Holds) Join((Condition Condition, bool Holds) first, (Condition Condition, bool Holds) second, bool isOr)
    {
        var isOrOfFirst = isOr == first.Holds;
        var isSame = first.Holds == second.Holds;
        var kind = isOrOfFirst ? (isSame ? ConditionKind.Or : ConditionKind.OrNot) : isSame ? ConditionKind.And : ConditionKind.AndNot;
        return (Condition.Of(kind, first.Condition, second.Condition), first.Holds);
    }

    private Decision Choose(Decision asked, Decision holds, Decision fails)
    {
        if (ReferenceEquals(asked, Always) || ReferenceEquals(holds, fails) || IsGivenUp)
        {
            return holds;
        }

        if (ReferenceEquals(asked, Never))
        {
            return fails;
        }

        if (ReferenceEquals(holds, Always) && ReferenceEquals(fails, Never))
        {
            return asked;
        }

        var key = (asked.Number, holds.Number, fails.Number);
        if (_chosen.TryGetValue(key, out var found))
        {
            return found;
        }

        Steps++;
        var first = Math.Min(asked.Asked, Math.Min(holds.Asked, fails.Asked));
        found = Node(first, Choose(Part(asked, true), Part(holds, true), Part(fails, true)), Choose(Part(asked, false), Part(holds, false), Part(fails, false)));
        _chosen[key] = found;
        return found;

        Decision Part(Decision decision, bool isHeld) => decision.Asked != first ? decision : isHeld ? decision.Holds : decision.Fails;
    }

    private Decision Node(int asked, Decision holds, Decision fails)
    {
        if (ReferenceEquals(holds, fails))
        {
            return holds;
        }

        if (!_nodes.TryGetValue((asked, holds.Number, fails.Number), out var node))
        {
            _nodes.Add((asked, holds.Number, fails.Number), node = new Decision(_nodes.Count + 2, asked, holds, fails));
        }

        return node;
    }
}
