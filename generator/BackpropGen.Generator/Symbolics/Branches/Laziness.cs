using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>Places the values of an expression so that each runs only where a taken branch needs it. Most expressions are so by their plain placement; where branches
/// of different conditions share what costs more than a question, their values are placed once more, with guards.</summary>
internal static class Laziness
{
    // Circles of comparisons are cut while the code does not grow more than that.
    private const int MostTimesTheSize = 3;
    private const int MostNodes = 500;
    private const int MostCuts = 200;

    /// <summary>The placement of the values under some results.</summary>
    public static Placement Place(Expression[] roots)
    {
        var nodes = ScalarFunction.PostOrder(roots);
        var plain = Placement.Of(nodes, roots, Branching.Of(nodes));
        if (plain.Forks.Count == 0)
        {
            return plain;
        }

        return IsLazy(plain, Costs(nodes)) ? plain : Guarded(nodes, roots) ?? plain;
    }

    /// <summary>The placement with guards; null where none is worth its question, the comparisons have too many outcomes, or the code would grow too much.</summary>
    private static Placement? Guarded(List<Expression> nodes, Expression[] roots)
    {
        var most = (MostTimesTheSize * nodes.Count) + MostNodes;
        var selections = new Dictionary<Expression, Branching>();
        var copies = 0;
        for (var cuts = 0; cuts <= MostCuts && nodes.Count <= most; cuts++)
        {
            var costs = Costs(nodes);
            var branchings = Branching.Of(nodes, selections, node => costs[node] < Demands.CostOfQuestion);
            if (Demands.Of(nodes, roots, branchings) is not { } demands)
            {
                return null;
            }

            var order = new BackwardOrder(nodes, roots, branchings, demands);
            var ordered = order.Run().ToList();
            if (demands.Decisions.IsGivenUp)
            {
                return null;
            }

            if (order.IsWhole)
            {
                var placement = new Placement(nodes, roots, branchings, ordered, demands);
                var isOther = cuts > 0 || placement.IsGuarded || Branching.Of(nodes).Any(pair => pair.Value != branchings[pair.Key]);
                if (demands.Decisions.IsGivenUp || !isOther)
                {
                    return null;
                }

                demands.Decisions.Settle();
                return placement;
            }

            if (LateUses.Cut(nodes, roots, branchings, demands, order.Left, ref copies) is not var (cut, added))
            {
                return null;
            }

            (roots, selections) = (cut, added);
            nodes = ScalarFunction.PostOrder(roots);
        }

        return null;
    }

    /// <summary>The cost of each value and all that it is computed from, as far as that matters.</summary>
    private static Dictionary<Expression, int> Costs(List<Expression> nodes)
    {
        var costs = new Dictionary<Expression, int>();
        foreach (var node in nodes)
        {
            var cost = Instruction.CostOf(node.Opcode, node.Numbers, node.Function);
            foreach (var operand in node.Operands)
            {
                cost = Math.Min(cost + costs[operand], Demands.CostOfQuestion);
            }

            costs.Add(node, cost);
        }

        return costs;
    }

    /// <summary>Whether each value that costs more than a question is needed wherever it is computed.</summary>
    private static bool IsLazy(Placement placement, Dictionary<Expression, int> costs)
    {
        // The arms of a value's uses: mostly one or two.
        var uses = new Dictionary<Expression, (Arm First, Arm? Second, HashSet<Arm>? All)>();
        foreach (var (used, region, isAskedSecond) in Uses(placement))
        {
            var node = placement.Resolve(used, region);
            if (costs[node] < Demands.CostOfQuestion)
            {
                continue;
            }

            if (isAskedSecond)
            {
                return false;
            }

            var arm = region.Arm;
            if (!uses.TryGetValue(node, out var arms))
            {
                uses.Add(node, (arm, null, null));
            }
            else if (arms.All is not null)
            {
                arms.All.Add(arm);
            }
            else if (!ReferenceEquals(arm, arms.First) && !ReferenceEquals(arm, arms.Second))
            {
                uses[node] = arms.Second is null ? (arms.First, arm, null) : (arms.First, arms.Second, [arms.First, arms.Second, arm]);
            }
        }

        return uses.All(use => use.Value.Second is not { } second || IsWhere(
            use.Value.All is { } all ? Need.Any(all) : Need.Any([use.Value.First.Alone, second.Alone]), placement.RegionOf(use.Key).Arm));

        static bool IsWhere(Need need, Arm arm) => need.Arms.Length == 1 && ReferenceEquals(need.Arms[0], arm);
    }

    /// <summary>Each use of a value, the region it is in, and whether it is compared only where a first comparison does not decide.</summary>
    private static IEnumerable<(Expression Used, Region Region, bool IsAskedSecond)> Uses(Placement placement)
    {
        foreach (var fork in placement.Forks)
        {
            var isAskedSecond = false;
            foreach (var comparison in fork.Condition.Comparisons)
            {
                yield return (comparison.A!, fork.Region, isAskedSecond);
                yield return (comparison.B!, fork.Region, isAskedSecond);
                isAskedSecond = true;
            }

            foreach (var selection in fork.Selections)
            {
                var branching = placement.BranchingOf(selection)!;
                yield return (branching.Then, fork.Then, false);
                yield return (branching.Else, fork.Else, false);
            }
        }

        foreach (var node in placement.Nodes)
        {
            if (placement.IsPlaced(node) && placement.BranchingOf(node) is null)
            {
                var region = placement.RegionOf(node);
                foreach (var operand in node.Operands)
                {
                    yield return (operand, region, false);
                }
            }
        }

        foreach (var root in placement.Roots)
        {
            yield return (root, placement.Body, false);
        }
    }
}
