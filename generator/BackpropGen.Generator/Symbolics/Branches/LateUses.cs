using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>Cuts the circle in which a comparison depends on a value that may be needed for it, and that is else needed where the comparison decides:
/// <c>y = a ? f(v) : 0; z = y > 1 ? v : 0</c>. There is no place for v before y > 1 that runs only where v is needed. So behind the comparison the
/// value becomes <c>a ? v : v′</c>, where v′ is v once more.</summary>
internal sealed class LateUses
{
    private readonly Dictionary<Expression, Expression> _early = [];
    private readonly Dictionary<Expression, Expression> _late = [];
    private readonly Dictionary<Expression, Decision> _demands = [];
    private readonly Dictionary<Expression, Branching> _branchings;
    private readonly Demands _given;
    private readonly HashSet<Expression> _before;
    private readonly HashSet<Expression> _split = [];
    private readonly Condition _comparison;
    private readonly int _known;
    private int _copies;
    private bool _isLost;

    private LateUses(Dictionary<Expression, Branching> branchings, Demands demands, HashSet<Expression> before, Condition comparison, int known, int copies) =>
        (_branchings, _given, _before, _comparison, _known, _copies) = (branchings, demands, before, comparison, known, copies);

    /// <summary>The selections between a value and itself once more.</summary>
    public Dictionary<Expression, Branching> Selections { get; } = [];

    /// <summary>The results with one circle cut; null where none can be.</summary>
    /// <param name="nodes">The values, each after its operands.</param>
    /// <param name="roots">The results.</param>
    /// <param name="branchings">How the selections fork.</param>
    /// <param name="demands">When the values are needed.</param>
    /// <param name="left">The values that depend on one another in circles, and all that they are computed from.</param>
    /// <param name="copies">The number of values made once more; raised.</param>
    public static (Expression[] Roots, Dictionary<Expression, Branching> Selections)? Cut(
        List<Expression> nodes, Expression[] roots, Dictionary<Expression, Branching> branchings, Demands demands, IReadOnlyCollection<Expression> left, ref int copies)
    {
        var circles = new Circles(left, branchings, demands);
        foreach (var (comparison, known) in circles.Cuts())
        {
            var uses = new LateUses(branchings, demands, circles.Before(comparison), demands.Decisions.Comparison(comparison), known, copies);
            uses.FindDemands(nodes);
            if (uses._split.Count == 0)
            {
                continue;
            }

            nodes.ForEach(uses.BuildEarly);
            uses.BuildLate(roots);
            if (!uses._isLost)
            {
                copies = uses._copies;
                return ([.. roots.Select(root => uses._late[root])], uses.Selections);
            }
        }

        return null;
    }

    /// <summary>When each value before the comparison is needed for it, and which of them are to be split.</summary>
    private void FindDemands(List<Expression> nodes)
    {
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            var node = nodes[i];
            _branchings.TryGetValue(node, out var branching);
            if (!_before.Contains(node))
            {
                foreach (var operand in branching is null || branching.IsAskedAgain ? [] : branching.Condition.Comparisons.Where(_comparison.Equals).SelectMany(static cut => cut.Operands))
                {
                    Use(operand, _given.Of(node));
                }

                continue;
            }

            if (IsSplit(node))
            {
                _split.Add(node);
            }
            else
            {
                _demands[node] = _given.Of(node);
            }

            if (_demands.TryGetValue(node, out var demand))
            {
                UseOperands(node, branching, demand);
            }
        }
    }

    private void UseOperands(Expression node, Branching? branching, Decision demand)
    {
        if (branching is null)
        {
            foreach (var operand in node.Operands)
            {
                Use(operand, demand);
            }

            return;
        }

        foreach (var operand in branching.IsAskedAgain ? [] : branching.Condition.Operands)
        {
            Use(operand, demand);
        }

        var decisions = _given.Decisions;
        var holds = decisions.Of(branching.Condition);
        Use(branching.Then, decisions.And(demand, holds));
        Use(branching.Else, decisions.And(demand, decisions.Not(holds)));
    }

    private void Use(Expression node, Decision where) => _demands[node] = _demands.TryGetValue(node, out var demand) ? _given.Decisions.Or(demand, where) : where;

    /// <summary>Whether what is to be known decides if a value is needed, but not if it is needed for the comparison.</summary>
    private bool IsSplit(Expression node) => _given.IsCostly(node) && IsDecided(_given.Of(node)) && !(_demands.TryGetValue(node, out var demand) && IsDecided(demand));

    private bool IsDecided(Decision demand) => _given.Decisions.Comparisons(demand).Contains(_known);

    private void BuildEarly(Expression node)
    {
        if (_before.Contains(node) && _demands.ContainsKey(node))
        {
            _early.Add(node, Built(node, isEarly: true, node.Index));
        }
    }

    /// <summary>What is used behind the comparison, after what it is made of and what decides between the two of a split value.</summary>
    private void BuildLate(IReadOnlyList<Expression> roots)
    {
        var entered = new HashSet<Expression>();
        var pending = new Stack<Expression>(roots);
        while (pending.Count > 0)
        {
            var node = pending.Peek();
            if (!_late.ContainsKey(node) && entered.Add(node))
            {
                foreach (var operand in MadeOf(node).Where(operand => !_late.ContainsKey(operand)))
                {
                    _isLost |= entered.Contains(operand) && pending.Contains(operand);
                    pending.Push(operand);
                }

                if (!_isLost)
                {
                    continue;
                }

                return;
            }

            pending.Pop();
            if (!_late.ContainsKey(node))
            {
                _late.Add(node, Late(node));
            }
        }
    }

    private IEnumerable<Expression> MadeOf(Expression node) => IsOnceMore(node)
        ? node.Operands.Concat(_given.Decisions.Comparisons(_demands[node]).SelectMany(number => _given.Decisions.Comparison(number).Operands).Where(operand => !_early.ContainsKey(operand)))
        : node.Operands;

    private bool IsOnceMore(Expression node) => _split.Contains(node) && _early.ContainsKey(node) && !ReferenceEquals(_demands[node], _given.Decisions.Never);

    private Expression Late(Expression node) => IsOnceMore(node) ? OnceMore(node, _early[node], _demands[node])
        : _early.TryGetValue(node, out var early) && !_split.Contains(node) ? early
        : Built(node, isEarly: false, node.Index);

    /// <summary>The value where it was needed for the comparison, else the value once more.</summary>
    private Expression OnceMore(Expression node, Expression early, Decision demand)
    {
        if (ReferenceEquals(demand, _given.Decisions.Always) || _given.Decisions.Written(demand, int.MaxValue) is not var (condition, holds))
        {
            _isLost = true;
            return early;
        }

        var copy = Built(node, isEarly: false, ++_copies);
        return Selection(new Branching(AskedAgain(condition), holds ? early : copy, holds ? copy : early, IsAskedAgain: true));
    }

    private Expression Selection(Branching branching)
    {
        var node = branching.Then.Pool.Rebuilt(Opcode.Select, [.. branching.Condition.Operands, branching.Then, branching.Else], ++_copies);
        Selections.Add(node, branching);
        return node;
    }

    private Expression Built(Expression node, bool isEarly, int index)
    {
        if (node.Operands.Length == 0)
        {
            return node;
        }

        if (_branchings.TryGetValue(node, out var branching) && branching.IsAskedAgain)
        {
            return Selection(new Branching(Asked(branching.Condition, isEarly), Version(branching.Then, isEarly), Version(branching.Else, isEarly), IsAskedAgain: true));
        }

        var asksCut = node.Opcode == Opcode.Select && _comparison.Equals(Condition.Of(node.Comparison, node.Operands[0], node.Operands[1]));
        return node.Pool.Rebuilt(node, [.. node.Operands.Select((operand, i) => Version(operand, isEarly || (asksCut && i < 2)))], index);
    }

    private Condition Asked(Condition condition, bool isEarly) => condition is { Left: { } left, Right: { } right }
        ? Condition.Of(condition.Kind, Asked(left, isEarly), Asked(right, isEarly))
        : Condition.Of(condition.Comparison, Version(condition.A!, isEarly || _comparison.Equals(condition)), Version(condition.B!, isEarly || _comparison.Equals(condition)));

    private Condition AskedAgain(Condition condition) => condition is { Left: { } left, Right: { } right }
        ? Condition.Of(condition.Kind, AskedAgain(left), AskedAgain(right))
        : Condition.Of(condition.Comparison, Version(condition.A!, _early.ContainsKey(condition.A!)), Version(condition.B!, _early.ContainsKey(condition.B!)));

    private Expression Version(Expression operand, bool isEarly)
    {
        var isThere = (isEarly ? _early : _late).TryGetValue(operand, out var version);
        _isLost |= !isThere;
        return isThere ? version : operand;
    }
}
