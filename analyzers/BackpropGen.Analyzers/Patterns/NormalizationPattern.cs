using System;
using System.Linq;
using BackpropGen.Generator;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>
/// Recognizes a normalization by what it computes and not by name, so that a user's own counts too: an elementwise
/// function that shrinks as one of its operands grows, where that operand comes from a sum of squares over the sample's
/// or the batch's values.
/// </summary>
internal sealed class NormalizationPattern
{
    private static readonly Memo<ScalarFunction, bool> Squares = new(1000);
    private static readonly Memo<(ScalarFunction Function, int Operand), bool> Divisions = new(1000);
    private readonly bool[] _matches;

    internal NormalizationPattern(Graph graph)
    {
        _matches = new bool[graph.Nodes.Length];
        var isStatistic = new bool[_matches.Length];
        for (int node = 0; node < _matches.Length; node++)
        {
            var (primitive, operands) = (graph.Nodes[node].Primitive, graph.Nodes[node].Operands);
            isStatistic[node] = IsStatistic(graph, node, isStatistic);
            for (int i = 0; primitive is Map map && operands.Length >= 2 && i < operands.Length; i++)
            {
                _matches[node] |= isStatistic[operands[i]] && Divisions.Remember((map.Function, i), static key => Shrinks(key.Function, key.Operand));
            }
        }
    }

    /// <summary>Whether a node divides by a statistic of second order.</summary>
    internal bool IsMatch(int node) => _matches[node];

    /// <summary>Whether a node is made of a sum of squares, by elementwise functions and rearrangement alone.</summary>
    private static bool IsStatistic(Graph graph, int node, bool[] known)
    {
        switch (graph.Nodes[node])
        {
            case { Primitive: Reduce { Reduction: Reduction.Sum } } reduce:
                return graph.Nodes[reduce.Operands[0]] is { Primitive: Map map, Operands.Length: > 0 } && Squares.Remember(map.Function, IsSquare);
            case { Primitive: Broadcast or Reshape or Map } rearranged:
                foreach (int operand in rearranged.Operands)
                {
                    if (known[operand])
                    {
                        return true;
                    }
                }

                return false;
            default:
                return false;
        }
    }

    /// <summary>f(t x) = t² f(x), tested at a few points: x², (x − μ)², x · x.</summary>
    private static bool IsSquare(ScalarFunction function)
    {
        double[] at = [.. Enumerable.Range(0, function.Arity).Select(static i => 0.75 + (0.5 * i))];
        double unit = function.Evaluate(at);
        return unit != 0 && new[] { -1.0, 2, 3 }.All(factor =>
            Math.Abs(function.Evaluate([.. at.Select(x => factor * x)]) - (factor * factor * unit)) <= 1e-9 * Math.Abs(unit));
    }

    private static bool Shrinks(ScalarFunction function, int operand)
    {
        double[] small = [.. Enumerable.Repeat(1.0, function.Arity)];
        double[] large = [.. small];
        large[operand] = 1e6;
        return Math.Abs(function.Evaluate(large)) < 0.1 * Math.Abs(function.Evaluate(small));
    }
}
