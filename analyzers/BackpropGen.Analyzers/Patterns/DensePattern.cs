using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>A weighted layer as the graph shows it.</summary>
/// <param name="Input">The node that the layer is applied to.</param>
/// <param name="Weight">The path of its weight.</param>
/// <param name="Bias">The path of its bias; null for none.</param>
/// <param name="FanIn">How many products each element of the result is the sum of.</param>
internal sealed record DensePattern(int Input, string Weight, string? Bias, double FanIn)
{
    /// <summary>The layer's name: its weight's path without the last part.</summary>
    internal string Layer => Weight.LastIndexOf('.') is var dot and >= 0 ? Weight.Substring(0, dot) : Weight;

    /// <summary>Recognizes <c>W x</c> or <c>W x + b</c>, rearranged at will.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="node">The node that may be the layer's result.</param>
    internal static DensePattern? Match(Graph graph, int node)
    {
        node = Rearranged(graph, node);
        if (graph.Nodes[node] is not { Primitive: Map { Function: var function }, Operands.Length: 2 } sum)
        {
            return Product(graph, node, bias: null);
        }

        if (function.Evaluate([2, 3]) != 5 || function.Evaluate([-1, 4]) != 3)
        {
            return null;
        }

        return Product(graph, Rearranged(graph, sum.Operands[0]), ParameterPath(graph, sum.Operands[1]))
            ?? Product(graph, Rearranged(graph, sum.Operands[1]), ParameterPath(graph, sum.Operands[0]));
    }

    private static DensePattern? Product(Graph graph, int node, string? bias)
    {
        if (graph.Nodes[node] is not { Primitive: Contract contract } product)
        {
            return null;
        }

        for (int side = 0; side < 2; side++)
        {
            if (ParameterPath(graph, product.Operands[side]) is { } weight && graph.Nodes[product.Operands[1 - side]].IsPerSample)
            {
                return new(product.Operands[1 - side], weight, bias, FanInOf(graph, contract, product));
            }
        }

        return null;
    }

    private static double FanInOf(Graph graph, Contract contract, Node product) => contract
        .Lengths(graph.Nodes[product.Operands[0]].Shape, graph.Nodes[product.Operands[1]].Shape)
        .Where(axis => !contract.Result.Contains(axis.Key))
        .Aggregate(1.0, static (size, axis) => size * axis.Value);

    private static string? ParameterPath(Graph graph, int node) => (graph.Nodes[Rearranged(graph, node)].Primitive as Parameter)?.Path;

    /// <summary>The node behind changes of shape alone.</summary>
    internal static int Rearranged(Graph graph, int node)
    {
        while (graph.Nodes[node].Primitive is Reshape or Transpose or Broadcast)
        {
            node = graph.Nodes[node].Operands[0];
        }

        return node;
    }
}
