using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>Which comparisons have to be known before which others: those that decide whether a costly value is needed, before a comparison of what is
/// computed from it. Where that goes round in a circle no order of the values is lazy.</summary>
internal sealed class Circles
{
    private readonly SortedDictionary<int, HashSet<Expression>> _before = [];
    private readonly SortedDictionary<int, SortedSet<int>> _knownFirst = [];

    /// <param name="left">The values that depend on one another in circles, and all that they are computed from.</param>
    /// <param name="branchings">How the selections fork.</param>
    /// <param name="demands">When the values are needed.</param>
    public Circles(IReadOnlyCollection<Expression> left, Dictionary<Expression, Branching> branchings, Demands demands)
    {
        foreach (var comparison in left.SelectMany(Deciding).Distinct())
        {
            var before = Before(demands.Decisions.Comparison(comparison), branchings);
            _before.Add(comparison, before);
            _knownFirst.Add(comparison, [.. before.SelectMany(Deciding)]);
        }

        IEnumerable<int> Deciding(Expression node) => demands.IsCostly(node) ? demands.Decisions.Comparisons(demands.Of(node)) : [];
    }

    /// <summary>All that a comparison is computed from.</summary>
    public HashSet<Expression> Before(int comparison) => _before[comparison];

    /// <summary>Where a circle may be cut: a comparison, and one that is to be known before it and is known after it. Those that need themselves come first, the last
    /// of them first: what decides whether their values are needed is then known, or has no part in a circle.</summary>
    public IEnumerable<(int Comparison, int Known)> Cuts() =>
        _knownFirst.Keys.Reverse().Where(comparison => _knownFirst[comparison].Contains(comparison)).Select(static comparison => (comparison, comparison))
            .Concat(_knownFirst.Keys.Reverse().SelectMany(comparison => _knownFirst[comparison]
                .Where(known => known != comparison && IsKnownFirst(known, comparison)).Select(known => (comparison, known))));

    /// <summary>Whether a comparison needs another one, be it for others between them.</summary>
    private bool IsKnownFirst(int comparison, int needed)
    {
        var found = new HashSet<int> { comparison };
        var pending = new Stack<int>(found);
        while (pending.Count > 0)
        {
            foreach (var known in _knownFirst.TryGetValue(pending.Pop(), out var all) ? all : [])
            {
                if (known == needed)
                {
                    return true;
                }

                if (found.Add(known))
                {
                    pending.Push(known);
                }
            }
        }

        return false;
    }

    private static HashSet<Expression> Before(Condition comparison, Dictionary<Expression, Branching> branchings)
    {
        var found = new HashSet<Expression>(comparison.Operands);
        var pending = new Stack<Expression>(found);
        while (pending.Count > 0)
        {
            // The inner half of a joined condition is not computed, but rebuilt with the whole.
            var node = pending.Pop();
            foreach (var operand in Branching.Operands(node, branchings).Concat(node.Operands))
            {
                if (found.Add(operand))
                {
                    pending.Push(operand);
                }
            }
        }

        return found;
    }
}
