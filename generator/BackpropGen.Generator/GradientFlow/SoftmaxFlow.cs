using System;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.GradientFlow;

/// <summary>
/// <c>exp(x − ln Σ exp(x))</c>, by what it computes. Its gradient <c>p ⊙ (g − Σ p g)</c> takes away what the incoming
/// gradient has in common along the axis, which two ways taken as uncorrelated would add: where the values that attention
/// mixes resemble one another, queries and keys receive almost nothing.
/// </summary>
/// <param name="Normalizer">The operand ln Σ exp(x), repeated to the shape of x.</param>
/// <param name="Axes">The axes of the sum.</param>
internal sealed record SoftmaxFlow(int Normalizer, EquatableArray<int> Axes)
{
    /// <summary>The softmax that a node ends; null where it ends none.</summary>
    internal static SoftmaxFlow? Match(Graph graph, int number)
    {
        var node = graph.Nodes[number];
        if (!IsExponentialOfDifference(node))
        {
            return null;
        }

        var logarithm = graph.Nodes[graph.Unrepeated(node.Operands[1])];
        if (logarithm is not { Primitive: Map, Operands.Length: 2 }
            || graph.Nodes[logarithm.Operands[1]] is not { Primitive: Reduce { Reduction: Reduction.Sum, Batch: false } reduce } sum)
        {
            return null;
        }

        var term = graph.Nodes[sum.Operands[0]];
        return IsExponentialOfDifference(term) && term.Operands[0] == node.Operands[0] ? new(node.Operands[1], reduce.Axes) : null;
    }

    private static bool IsExponentialOfDifference(Node node) => node is { Primitive: Map { Function: var function }, Operands.Length: 2 }
        && IsNear(function.Evaluate(1, 1), 1) && IsNear(function.Evaluate(2, 1), Math.E) && IsNear(function.Evaluate(-1, 0), 1 / Math.E);

    private static bool IsNear(double value, double expected) => Math.Abs(value - expected) < 1e-12;
}
