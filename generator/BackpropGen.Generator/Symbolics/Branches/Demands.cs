using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>When each value of an expression is needed, as a function of all comparisons: a result always, a branch of a selection where that is needed and its
/// condition decides for it, an operand where what is computed from it is needed.</summary>
internal sealed class Demands
{
    /// <summary>What costs less, in additions, is computed rather than asked for.</summary>
    public const int CostOfQuestion = 8;

    // Diagrams are as deep as there are comparisons.
    private const int MostComparisons = 1000;

    private readonly Dictionary<Expression, Decision> _demands = [];
    private readonly Dictionary<Expression, Decision> _askedAgain = [];
    private readonly Dictionary<Expression, int> _costs = [];
    private readonly HashSet<Expression> _costly = [];
    private readonly Dictionary<Expression, Branching> _branchings;

    private Demands(Decisions decisions, Dictionary<Expression, Branching> branchings) => (Decisions, _branchings) = (decisions, branchings);

    /// <summary>The functions of the comparisons.</summary>
    public Decisions Decisions { get; }

    /// <summary>The demands of all values; null where there are too many comparisons, or too many outcomes.</summary>
    /// <param name="nodes">The values, each after its operands.</param>
    /// <param name="roots">The results.</param>
    /// <param name="branchings">How the selections fork.</param>
    public static Demands? Of(IReadOnlyList<Expression> nodes, IReadOnlyList<Expression> roots, Dictionary<Expression, Branching> branchings)
    {
        var comparisons = Comparisons(nodes, branchings);
        if (comparisons.Count > MostComparisons)
        {
            return null;
        }

        var demands = new Demands(new Decisions(comparisons), branchings);
        foreach (var root in roots)
        {
            demands.Use(root, demands.Decisions.Always);
        }

        for (var i = nodes.Count - 1; i >= 0 && !demands.Decisions.IsGivenUp; i--)
        {
            demands.UseOperands(nodes[i]);
        }

        if (demands.Decisions.IsGivenUp)
        {
            return null;
        }

        foreach (var node in nodes)
        {
            demands.AddCost(node);
        }

        return demands;
    }

    /// <summary>When a value is needed.</summary>
    public Decision Of(Expression node) => _demands.TryGetValue(node, out var demand) ? demand : Decisions.Never;

    /// <summary>Whether a value is not always needed, and costs more than to ask for that, by itself or by what is computed for it alone.</summary>
    public bool IsCostly(Expression node) => _costly.Contains(node);

    /// <summary>The values compared to find out whether a costly value is needed.</summary>
    public IEnumerable<Expression> AskedFor(Expression node)
    {
        if (!IsCostly(node) || Decisions.IsGivenUp)
        {
            return [];
        }

        var comparisons = Decisions.Comparisons(Of(node));
        Decisions.Count(comparisons.Count);
        return comparisons.SelectMany(number => Decisions.Comparison(number).Operands);
    }

    /// <summary>Whether a value may as well be computed somewhere where it is not always needed: it costs little, and nothing costly is computed for it.</summary>
    public bool MayBeComputed(Expression node, Decision where) => _costs[node] < CostOfQuestion
        && Branching.Operands(node, _branchings).All(operand => !IsCostly(operand) || Decisions.Implies(where, Of(operand)));

    /// <summary>All comparisons; one that depends on another comes after it.</summary>
    private static List<Condition> Comparisons(IReadOnlyList<Expression> nodes, Dictionary<Expression, Branching> branchings)
    {
        var indexes = new Dictionary<Expression, int>();
        var comparisons = new List<Condition>();
        for (var i = 0; i < nodes.Count; i++)
        {
            indexes.Add(nodes[i], i);
            if (branchings.TryGetValue(nodes[i], out var branching))
            {
                comparisons.AddRange(branching.Condition.Comparisons);
            }
        }

        return [.. comparisons.Distinct().OrderBy(comparison => comparison.Operands.Max(operand => indexes[operand]))];
    }

    private void UseOperands(Expression node)
    {
        if (!_demands.TryGetValue(node, out var demand))
        {
            if (!_askedAgain.TryGetValue(node, out demand))
            {
                return;
            }

            _demands.Add(node, demand);
        }

        if (!_branchings.TryGetValue(node, out var branching))
        {
            foreach (var operand in node.Operands)
            {
                Use(operand, demand);
            }

            return;
        }

        foreach (var operand in branching.Condition.Operands)
        {
            if (branching.IsAskedAgain)
            {
                _askedAgain[operand] = _askedAgain.TryGetValue(operand, out var asked) ? Decisions.Or(asked, demand) : demand;
            }
            else
            {
                Use(operand, demand);
            }
        }

        var holds = Decisions.Of(branching.Condition);
        Use(branching.Then, Decisions.And(demand, holds));
        Use(branching.Else, Decisions.And(demand, Decisions.Not(holds)));
    }

    private void Use(Expression node, Decision where) => _demands[node] = _demands.TryGetValue(node, out var demand) ? Decisions.Or(demand, where) : where;

    private void AddCost(Expression node)
    {
        var cost = Instruction.CostOf(node.Opcode, node.Numbers, node.Function);
        var demand = Of(node);
        var isCostly = false;
        foreach (var operand in Branching.Operands(node, _branchings))
        {
            isCostly |= IsCostly(operand);
            cost = ReferenceEquals(Of(operand), demand) ? Math.Min(cost + _costs[operand], CostOfQuestion) : cost;
        }

        _costs.Add(node, cost);
        if ((isCostly || cost >= CostOfQuestion) && !ReferenceEquals(demand, Decisions.Always))
        {
            _costly.Add(node);
        }
    }
}
