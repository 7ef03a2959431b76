using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>
/// Recognizes a normalization by what it computes and not by name, so that a user's own counts too: an elementwise
/// function that shrinks as one of its operands grows, where that operand comes from a sum of squares over the sample's
/// or the batch's values.
/// </summary>
internal sealed class NormalizationPattern(Graph graph)
{
    private readonly Dictionary<int, bool> _isStatistic = [];

    /// <summary>Whether a node divides by a statistic of second order.</summary>
    internal bool IsMatch(int node)
    {
        var (primitive, operands) = (graph.Nodes[node].Primitive, graph.Nodes[node].Operands);
        return primitive is Map map && operands.Length >= 2
            && Enumerable.Range(0, operands.Length).Any(i => IsStatistic(operands[i]) && Shrinks(map.Function, operands.Length, i));
    }

    /// <summary>Whether a node is made of a sum of squares, by elementwise functions and rearrangement alone.</summary>
    private bool IsStatistic(int node)
    {
        if (!_isStatistic.TryGetValue(node, out bool known))
        {
            known = graph.Nodes[node] switch
            {
                { Primitive: Reduce { Reduction: Reduction.Sum } } reduce => IsSquare(reduce.Operands[0]),
                { Primitive: Broadcast or Reshape or Map } rearranged => rearranged.Operands.Any(IsStatistic),
                _ => false,
            };
            _isStatistic.Add(node, known);
        }

        return known;
    }

    /// <summary>f(t x) = t² f(x), tested at a few points: x², (x − μ)², x · x.</summary>
    private bool IsSquare(int node)
    {
        if (graph.Nodes[node].Primitive is not Map map || graph.Nodes[node].Operands.Length == 0)
        {
            return false;
        }

        double[] at = [.. graph.Nodes[node].Operands.Select(static (_, i) => 0.75 + (0.5 * i))];
        double unit = map.Function.Evaluate(at);
        return unit != 0 && new[] { -1.0, 2, 3 }.All(factor =>
            Math.Abs(map.Function.Evaluate([.. at.Select(x => factor * x)]) - (factor * factor * unit)) <= 1e-9 * Math.Abs(unit));
    }

    private static bool Shrinks(ScalarFunction function, int count, int operand)
    {
        double[] small = [.. Enumerable.Repeat(1.0, count)];
        double[] large = [.. small];
        large[operand] = 1e6;
        return Math.Abs(function.Evaluate(large)) < 0.1 * Math.Abs(function.Evaluate(small));
    }
}
