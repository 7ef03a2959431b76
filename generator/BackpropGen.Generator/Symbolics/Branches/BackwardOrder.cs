using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>The order in which values are placed, from the results to the arguments: each after all that use it, selections as late as
/// possible, and those of one condition when all are ready if that can be, so that they stand in one <c>if</c>.</summary>
internal sealed class BackwardOrder
{
    private readonly Dictionary<Expression, int> _pendingUses = [];
    private readonly Dictionary<Expression, int> _indexes = [];
    private readonly Dictionary<Condition, Group> _groups = [];
    private readonly SortedSet<long> _ready = [];
    private readonly IReadOnlyList<Expression> _nodes;
    private readonly Dictionary<Expression, Branching> _branchings;

    private readonly Demands? _demands;
    private int _count;

    /// <param name="nodes">All values that the results need, each after its operands.</param>
    /// <param name="roots">The results.</param>
    /// <param name="branchings">How the selections fork; a selection not among them is computed from all its operands.</param>
    /// <param name="demands">When values are needed, if what is compared to find that out is to come before them.</param>
    public BackwardOrder(IReadOnlyList<Expression> nodes, IReadOnlyList<Expression> roots, Dictionary<Expression, Branching> branchings, Demands? demands = null)
    {
        (_nodes, _branchings, _demands) = (nodes, branchings, demands);
        if (branchings.Count > 0)
        {
            CountUses(roots);
        }
    }

    /// <summary>When a value that is ready is placed: the highest first.</summary>
    private enum Rank
    {
        Selection,
        SelectionOfReadyGroup,
        Other,
    }

    /// <summary>Whether all values are in the order: those that depend on one another in a circle are not. For the end of the run.</summary>
    public bool IsWhole => _indexes.Count == _count;

    /// <summary>The values that are not in the order: those in circles, and all that they are computed from. For the end of the run.</summary>
    public IReadOnlyCollection<Expression> Left => [.. _indexes.Keys.Where(node => _pendingUses[node] > 0)];

    private void CountUses(IReadOnlyList<Expression> roots)
    {
        foreach (var root in roots)
        {
            _pendingUses[root] = 0;
        }

        for (var i = _nodes.Count - 1; i >= 0; i--)
        {
            // What nothing uses is left out: the inner half of a joined condition.
            var node = _nodes[i];
            if (!_pendingUses.ContainsKey(node))
            {
                continue;
            }

            _indexes.Add(node, i);
            if (GroupOf(node) is { } group)
            {
                group.Waiting++;
            }

            foreach (var operand in Operands(node))
            {
                _pendingUses.TryGetValue(operand, out var uses);
                _pendingUses[operand] = uses + 1;
            }
        }
    }

    /// <summary>The values in order.</summary>
    public IEnumerable<Expression> Run()
    {
        if (_branchings.Count == 0)
        {
            // The last of all that are left is always ready: what uses it comes behind it.
            foreach (var node in _nodes.Reverse())
            {
                yield return node;
            }
        }

        foreach (var pair in _indexes)
        {
            if (_pendingUses[pair.Key] == 0)
            {
                Enqueue(pair.Key);
            }
        }

        while (_ready.Count > 0)
        {
            var next = _ready.Max;
            _ready.Remove(next);
            var node = _nodes[(int)(next & int.MaxValue)];
            GroupOf(node)?.Ready.Remove(node);
            _count++;
            yield return node;
            foreach (var operand in Operands(node))
            {
                if (--_pendingUses[operand] == 0)
                {
                    Enqueue(operand);
                }
            }
        }
    }

    private void Enqueue(Expression node)
    {
        if (GroupOf(node) is not { } group)
        {
            _ready.Add(Key(node, Rank.Other));
            return;
        }

        group.Waiting--;
        group.Ready.Add(node);
        _ready.Add(Key(node, Rank.Selection));
        if (group.Waiting == 0)
        {
            foreach (var selection in group.Ready)
            {
                _ready.Remove(Key(selection, Rank.Selection));
                _ready.Add(Key(selection, Rank.SelectionOfReadyGroup));
            }
        }
    }

    private long Key(Expression node, Rank rank) => ((long)rank << 32) | (uint)_indexes[node];

    private IEnumerable<Expression> Operands(Expression node) =>
        _demands is null ? Branching.Operands(node, _branchings) : Branching.Operands(node, _branchings).Concat(_demands.AskedFor(node));

    private Group? GroupOf(Expression node)
    {
        if (!_branchings.TryGetValue(node, out var branching))
        {
            return null;
        }

        if (!_groups.TryGetValue(branching.Condition, out var group))
        {
            _groups.Add(branching.Condition, group = new Group());
        }

        return group;
    }

    /// <summary>The selections of one condition.</summary>
    private sealed class Group
    {
        public int Waiting { get; set; }

        public HashSet<Expression> Ready { get; } = [];
    }
}
