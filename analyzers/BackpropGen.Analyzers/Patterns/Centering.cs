using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>Recognizes <c>x − mean x</c>, over the batch, over axes or both: whatever is added to x and is the same along all
/// that is averaged vanishes there exactly.</summary>
internal static class Centering
{
    /// <summary>The axes that are averaged over where a node takes the mean of x from x; null for any other node.</summary>
    internal static IReadOnlyList<int>? AxesOf(Graph graph, int node, int x) =>
        graph.Nodes[node] is { Primitive: Map { Function: var function }, Operands: { Length: 2 } operands }
        && function.Equals(Scalars.Subtract) && operands[0] == x
            ? MeanAxes(graph, graph.Origin(operands[1]), x)
            : null;

    private static IReadOnlyList<int>? MeanAxes(Graph graph, int mean, int x)
    {
        if (graph.Nodes[mean] is not { Primitive: Map { Function: var function }, Operands: { Length: 1 or 2 } operands }
            || graph.Nodes[graph.Origin(operands[0])] is not { Primitive: Reduce { Reduction: Reduction.Sum } sum, Operands: var summed }
            || summed[0] != x)
        {
            return null;
        }

        double positions = sum.Axes.Aggregate(1.0, (product, axis) => product * graph.Nodes[x].Shape[axis]);
        bool isMean = sum.Batch
            ? operands.Length == 2 && function.Equals(Scalars.Divide) && CountsBatch(graph, graph.Origin(operands[1]), positions)
            : operands.Length == 1 && function.Evaluate(0) == 0 && System.Math.Abs(function.Evaluate(positions) - 1) < 1e-12;
        return isMean ? sum.Axes : null;
    }

    /// <summary>Whether a node is the number of samples times that of positions.</summary>
    private static bool CountsBatch(Graph graph, int node, double positions) => graph.Nodes[node] switch
    {
        { Primitive: BatchSize } => positions == 1,
        { Primitive: Map { Function: { Arity: 1 } function } } map => graph.Nodes[map.Operands[0]].Primitive is BatchSize
            && function.Evaluate(0) == 0 && function.Evaluate(3) == 3 * positions,
        _ => false,
    };
}
