using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics.Branches;

namespace BackpropGen.Generator.Symbolics;

/// <summary>How often the code of placed values names each of them, and from where.</summary>
internal sealed class UseTable
{
    private readonly Placement _placement;
    private readonly bool _isVector;
    private readonly Dictionary<Expression, int> _counts = [];
    private readonly Dictionary<Expression, Region> _declared = [];
    private readonly Dictionary<Expression, (Expression Selection, Region Branch)> _selections = [];

    /// <summary>Counts the uses.</summary>
    public UseTable(Placement placement, bool isVector)
    {
        _placement = placement;
        _isVector = isVector;
        foreach (var root in placement.Roots)
        {
            Use(root, placement.Body, 1);
        }

        foreach (var fork in placement.Forks)
        {
            foreach (var operand in fork.Condition.Operands)
            {
                // What is asked before it is needed elsewhere is computed by itself, not in the question.
                Use(operand, fork.Region, fork.IsGuard ? 2 : 1);
            }

            foreach (var selection in fork.Selections)
            {
                var branching = placement.BranchingOf(selection)!;
                UseAsBranch(branching.Then, selection, fork.Then);
                UseAsBranch(branching.Else, selection, fork.Else);
            }
        }

        foreach (var node in placement.Nodes)
        {
            if (placement.IsPlaced(node) && placement.BranchingOf(node) is null)
            {
                UseOperands(node);
            }
        }
    }

    /// <summary>The number of uses.</summary>
    public int CountOf(Expression node) => _counts.TryGetValue(node, out var count) ? count : 0;

    /// <summary>The selection that a value is a branch of, and of nothing else.</summary>
    public Expression? SelectionOfWhichItIsABranch(Expression node) =>
        CountOf(node) == 1 && _selections.TryGetValue(node, out var use) ? use.Selection : null;

    /// <summary>The selections of which a branch is itself a selection, and of nothing else, that is only computed where a guard finds it needed.</summary>
    public IEnumerable<Expression> SelectionsWithGuardedBranches => _selections
        .Where(pair => _placement.BranchingOf(pair.Key) is not null && CountOf(pair.Key) == 1 && !ReferenceEquals(pair.Value.Branch, _placement.RegionOf(pair.Key)))
        .Select(static pair => pair.Value.Selection);

    /// <summary>The selection that a value is a branch of, where it is computed in that branch and needed nowhere that the selection is not known.</summary>
    public Expression? SelectionItIsComputedFor(Expression node)
    {
        if (!_selections.TryGetValue(node, out var use) || !ReferenceEquals(use.Branch, _placement.RegionOf(node)))
        {
            return null;
        }

        return _declared.TryGetValue(node, out var region) && region.Depth < use.Branch.Depth - 1 ? null : use.Selection;
    }

    /// <summary>The fork whose branch computes a value that is needed behind it, if that is so.</summary>
    public Fork? ForkBeforeWhichToDeclare(Expression node) =>
        _declared.TryGetValue(node, out var region) ? _placement.RegionOf(node).Ancestor(region.Depth + 1).Fork : null;

    private void UseAsBranch(Expression branch, Expression selection, Region region)
    {
        Use(branch, region, 1);
        _selections[_placement.Resolve(branch, region)] = (selection, region);
    }

    private void UseOperands(Expression node)
    {
        var region = _placement.RegionOf(node);
        for (var i = 0; i < node.Operands.Length; i++)
        {
            var isRepeated = (node.Opcode == Opcode.Monomial && Math.Abs(node.Numbers[i]) > 1) || (node.Function is { RepeatsArguments: true } && !_isVector);
            Use(node.Operands[i], region, isRepeated ? 2 : 1);
        }
    }

    private void Use(Expression operand, Region region, int times)
    {
        operand = _placement.Resolve(operand, region);
        _counts[operand] = CountOf(operand) + times;
        if (operand.Opcode is Opcode.Number or Opcode.Argument)
        {
            return;
        }

        var home = _placement.RegionOf(operand);
        if (!ReferenceEquals(region.Ancestor(home.Depth), home))
        {
            _declared[operand] = Region.Common(_declared.TryGetValue(operand, out var declared) ? declared : home, region);
        }
    }
}
