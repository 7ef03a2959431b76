using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>Which values are placed where they may not be needed: before two branches of different conditions that both need them.
/// Each is known with the arms that need it, outside which its value is never used.</summary>
/// <remarks>One pass from the results to the arguments. Sums and products without a call are not followed: to ask whether they are
/// needed costs more than they do, and nothing but time could tell.</remarks>
internal sealed class Demands
{
    // More arms than that make a condition that nobody reads.
    private const int MostArms = 4;

    private readonly Dictionary<Expression, HashSet<Arm>> _arms = [];
    private readonly HashSet<Expression> _calling = [];
    private readonly Placement _placement;

    private Demands(Placement placement) => _placement = placement;

    /// <summary>The arms that need each value that is placed where it may not be needed.</summary>
    /// <param name="placement">Where the values are.</param>
    /// <param name="nodes">The values, each after its operands.</param>
    /// <param name="roots">The results.</param>
    public static Dictionary<Expression, List<Arm>> Of(Placement placement, IReadOnlyList<Expression> nodes, IReadOnlyList<Expression> roots)
    {
        var demands = new Demands(placement);
        foreach (var node in nodes)
        {
            if (node.Opcode == Opcode.Call || node.Operands.Any(demands._calling.Contains))
            {
                demands._calling.Add(node);
            }
        }

        foreach (var root in roots)
        {
            demands.Need(root, [placement.Body.Arm]);
        }

        return demands.Run(nodes);
    }

    private Dictionary<Expression, List<Arm>> Run(IReadOnlyList<Expression> nodes)
    {
        var sometimes = new Dictionary<Expression, List<Arm>>();
        var forks = new Dictionary<Expression, Fork>();
        foreach (var fork in _placement.Forks)
        {
            foreach (var selection in fork.Selections)
            {
                forks.Add(selection, fork);
            }
        }

        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            var node = nodes[i];
            if (!_arms.TryGetValue(node, out var arms))
            {
                continue;
            }

            var home = _placement.RegionOf(node).Arm;
            var isAlways = arms.Count > MostArms || Covers(arms, home);
            if (!isAlways)
            {
                sometimes.Add(node, [.. arms]);
            }

            if (forks.TryGetValue(node, out var decided))
            {
                var branching = _placement.BranchingOf(node)!;
                Need(branching.Then, [decided.Then.Arm]);
                Need(branching.Else, [decided.Else.Arm]);
                foreach (var operand in decided.Condition.Operands)
                {
                    Need(operand, [decided.Region.Arm]);
                }
            }
            else
            {
                foreach (var operand in node.Operands)
                {
                    Need(operand, isAlways ? [home] : arms);
                }
            }
        }

        return sometimes;
    }

    private void Need(Expression node, IEnumerable<Arm> arms)
    {
        foreach (var arm in arms)
        {
            var needed = _placement.Resolve(node, arm);
            if (!_calling.Contains(needed))
            {
                continue;
            }

            if (!_arms.TryGetValue(needed, out var all))
            {
                _arms.Add(needed, all = []);
            }

            all.Add(arm);
        }
    }

    /// <summary>Whether one of some arms is reached from an arm in any case: it is itself among them, or both branches of one condition in it are covered.</summary>
    private static bool Covers(HashSet<Arm> arms, Arm home)
    {
        // Both branches of a condition are as good as the arm around them.
        var covered = new HashSet<Arm>(arms);
        var pending = new Queue<Arm>(arms);
        while (pending.Count > 0)
        {
            var arm = pending.Dequeue();
            if (ReferenceEquals(arm, home))
            {
                return true;
            }

            if (arm.Outer is { } outer && outer.Inner.TryGetValue((arm.Condition!, !arm.Holds), out var other) && covered.Contains(other) && covered.Add(outer))
            {
                pending.Enqueue(outer);
            }
        }

        return false;
    }
}
