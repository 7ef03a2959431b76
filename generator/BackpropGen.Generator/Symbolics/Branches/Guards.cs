using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>Puts a value that two branches of different conditions need under the disjunction of these: v becomes
/// <c>a || b ? v : 0</c>, where the 0 is never used. So a value is computed once, and only where it is needed.</summary>
/// <remarks>An arm inside another is asked for by a flag, 1 in that arm and else 0, so that the inner condition stays inside the outer.
/// Where the second condition depends on the value itself there is no such order, and the value is computed before both.</remarks>
internal sealed class Guards
{
    // A condition of more comparisons does not read well, and would make the code's size quadratic.
    private const int LargestGuard = 8;

    private readonly Dictionary<Expression, List<IReadOnlyList<Arm>>> _paths;
    private readonly Dictionary<Expression, Expression> _built = [];
    private readonly HashSet<Expression> _entered = [];
    private readonly Stack<Entry> _stack = new();
    private readonly ExpressionPool _pool;

    private Guards(ExpressionPool pool, Dictionary<Expression, List<IReadOnlyList<Arm>>> paths) => (_pool, _paths) = (pool, paths);

    /// <summary>The same results, every value in them computed only where it is needed.</summary>
    public static Expression[] Apply(Expression[] roots)
    {
        var nodes = ScalarFunction.PostOrder(roots);
        if (nodes.All(static node => node.Opcode != Opcode.Select))
        {
            return roots;
        }

        var placement = new Placement(nodes, roots, forks: true);
        var paths = new Dictionary<Expression, List<IReadOnlyList<Arm>>>();
        foreach (var pair in Demands.Of(placement, nodes, roots))
        {
            var home = placement.RegionOf(pair.Key).Arm;
            var found = Distinct(pair.Value.Select(arm => Path(arm, home)));
            if (found.Sum(static path => path.Sum(static arm => arm.Condition!.Size)) <= LargestGuard)
            {
                paths.Add(pair.Key, found);
            }
        }

        if (paths.Count == 0)
        {
            return roots;
        }

        var guards = new Guards(roots[0].Pool, paths);
        foreach (var root in roots)
        {
            guards.Build(root);
        }

        return [.. roots.Select(root => guards._built[root])];
    }

    /// <summary>The arms from one inside another to that one, the outermost first.</summary>
    private static List<Arm> Path(Arm arm, Arm home)
    {
        var path = new List<Arm>();
        for (var at = arm; !ReferenceEquals(at, home); at = at.Outer!)
        {
            path.Insert(0, at);
        }

        return path;
    }

    /// <summary>The paths, without those that go on where another ends; those of conditions that hold first.</summary>
    private static List<IReadOnlyList<Arm>> Distinct(IEnumerable<List<Arm>> paths)
    {
        var ordered = paths.OrderBy(static path => path.Count).ToList();
        var ends = new HashSet<Arm>();
        var distinct = new List<IReadOnlyList<Arm>>();
        foreach (var path in ordered)
        {
            if (!path.Any(ends.Contains))
            {
                ends.Add(path[path.Count - 1]);
                distinct.Add(path);
            }
        }

        return [.. distinct.OrderBy(static path => path[0].Holds || path.Count > 1 ? 0 : 1)];
    }

    private void Build(Expression root)
    {
        Enter(root);
        while (_stack.Count > 0)
        {
            var entry = _stack.Peek();
            if (entry.Next == entry.Needs.Count)
            {
                _stack.Pop();
                _entered.Remove(entry.Node);
                _built[entry.Node] = Guarded(entry.Node);
                continue;
            }

            var needed = entry.Needs[entry.Next++];
            if (_entered.Contains(needed))
            {
                DropGuard();
            }
            else
            {
                Enter(needed);
            }
        }
    }

    private void Enter(Expression node)
    {
        if (_built.ContainsKey(node))
        {
            return;
        }

        _entered.Add(node);
        var needs = new List<Expression>(node.Operands);
        if (_paths.TryGetValue(node, out var paths))
        {
            needs.AddRange(paths.SelectMany(static path => path).SelectMany(static arm => arm.Condition!.Operands));
        }

        _stack.Push(new Entry(node, needs));
    }

    /// <summary>A condition needs what it is to guard: the last guard on the way is given up.</summary>
    private void DropGuard()
    {
        while (_stack.Peek() is var entry && entry.Next <= entry.Node.Operands.Length)
        {
            _stack.Pop();
            _entered.Remove(entry.Node);
        }

        var guarded = _stack.Peek();
        _paths.Remove(guarded.Node);
        guarded.Next = guarded.Needs.Count;
    }

    private Expression Guarded(Expression node)
    {
        var value = node.Operands.Length == 0 ? node : _pool.WithOperands(node, [.. node.Operands.Select(operand => _built[operand])]);
        if (!_paths.TryGetValue(node, out var paths))
        {
            return value;
        }

        var guarded = _pool.Number(0);
        foreach (var path in Enumerable.Reverse(paths))
        {
            guarded = path.Count == 1
                ? Where(path[0], value, guarded)
                : _pool.SelectAsWritten(Comparison.Equal, Flag(path), _pool.Number(1), value, guarded);
        }

        return guarded;
    }

    /// <summary>1 in the last arm of a path, else 0.</summary>
    private Expression Flag(IReadOnlyList<Arm> path) =>
        path.Reverse().Aggregate(_pool.Number(1), (inner, arm) => Where(arm, inner, _pool.Number(0)));

    private Expression Where(Arm arm, Expression inside, Expression outside) =>
        arm.Holds ? Where(arm.Condition!, inside, outside) : Where(arm.Condition!, outside, inside);

    private Expression Where(Condition condition, Expression holds, Expression fails)
    {
        if (condition is not { Left: { } left, Right: { } right })
        {
            return _pool.SelectAsWritten(condition.Comparison, _built[condition.A!], _built[condition.B!], holds, fails);
        }

        return condition.Kind switch
        {
            ConditionKind.And => Where(left, Where(right, holds, fails), fails),
            ConditionKind.AndNot => Where(left, Where(right, fails, holds), fails),
            ConditionKind.Or => Where(left, holds, Where(right, holds, fails)),
            _ => Where(left, holds, Where(right, fails, holds)),
        };
    }

    /// <summary>A value being built, and what it needs: first its operands, then what its guard compares.</summary>
    private sealed class Entry(Expression node, List<Expression> needs)
    {
        public Expression Node { get; } = node;

        public List<Expression> Needs { get; } = needs;

        public int Next { get; set; }
    }
}
