using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.GradientFlow;

/// <summary>One application of trained weights to a sample's values: a contraction with a parameter, or rows looked up in one.</summary>
/// <param name="Weight">The parameter's path.</param>
/// <param name="Node">The node of the result, W x.</param>
/// <param name="Input">The node that the weights are applied to.</param>
/// <param name="Width">The number of units.</param>
/// <param name="FanIn">How many products each element of the result sums.</param>
/// <param name="Application">0 for the first application of these weights, 1 for the second, …</param>
internal sealed record WeightedLayer(string Weight, int Node, int Input, int Width, double FanIn, int Application)
{
    /// <summary>The layer's name: its weight's path without the last part.</summary>
    internal string Layer => Weight.LastIndexOf('.') is var dot and >= 0 ? Weight.Substring(0, dot) : Weight;

    /// <summary>All applications, in the graph's order.</summary>
    internal static IReadOnlyList<WeightedLayer> All(Graph graph)
    {
        var found = new List<WeightedLayer>();
        var applications = new Dictionary<string, int>();
        var parameters = ParameterOf(graph);
        for (int number = 0; number < graph.Nodes.Length; number++)
        {
            if (Match(graph, number, parameters) is { } layer)
            {
                applications.TryGetValue(layer.Weight, out int application);
                found.Add(layer with { Application = application });
                applications[layer.Weight] = application + 1;
            }
        }

        return found;
    }

    /// <summary>Those that no other weighted layer follows on the way to the loss: the gradient's norm there is the measure of the others.</summary>
    internal static IReadOnlyList<WeightedLayer> Last(Graph graph, IReadOnlyList<WeightedLayer> layers)
    {
        var byNode = layers.ToDictionary(static layer => layer.Node);
        var reached = new bool[graph.Nodes.Length];
        var isBelow = new bool[graph.Nodes.Length];
        foreach (int root in BackwardFlow.Roots(graph))
        {
            reached[root] = true;
        }

        for (int number = graph.Nodes.Length - 1; number >= 0; number--)
        {
            if (reached[number] && graph.Nodes[number].Primitive is not StopGradient)
            {
                foreach (int operand in graph.Nodes[number].Operands)
                {
                    reached[operand] = true;
                    isBelow[operand] |= isBelow[number] || byNode.ContainsKey(number);
                }
            }
        }

        return [.. layers.Where(layer => reached[layer.Node] && !isBelow[layer.Node])];
    }

    private static WeightedLayer? Match(Graph graph, int number, string?[] parameters)
    {
        var node = graph.Nodes[number];
        switch (node.Primitive)
        {
            case Contract contract:
                for (int side = 0; side < 2; side++)
                {
                    int input = node.Operands[1 - side];
                    if (parameters[node.Operands[side]] is { } weight && graph.Nodes[input].IsPerSample)
                    {
                        var lengths = contract.Lengths(graph.Nodes[node.Operands[0]].Shape, graph.Nodes[node.Operands[1]].Shape);
                        var own = side == 0 ? contract.Left : contract.Right;
                        double Product(IEnumerable<int> labels) => labels.Aggregate(1.0, (product, label) => product * lengths[label]);
                        return new(
                            weight,
                            number,
                            input,
                            (int)Product(own.Where(label => contract.Result.Contains(label))),
                            Product(lengths.Keys.Where(label => !contract.Result.Contains(label))),
                            0);
                    }
                }

                return null;
            case Gather when parameters[node.Operands[0]] is { } table && graph.Nodes[node.Operands[1]].IsPerSample:
                return new(table, number, node.Operands[1], graph.Nodes[node.Operands[0]].Shape.Size / graph.Nodes[node.Operands[0]].Shape[0], 1, 0);
            default:
                return null;
        }
    }

    /// <summary>For each shared node the parameter that it is made of, perhaps rearranged, scaled or normalized. What a
    /// statistic of the batch is mixed into is as random as the samples, and no weight.</summary>
    private static string?[] ParameterOf(Graph graph)
    {
        var paths = new string?[graph.Nodes.Length];
        var isOfBatch = new bool[graph.Nodes.Length];
        for (int number = 0; number < paths.Length; number++)
        {
            var node = graph.Nodes[number];
            isOfBatch[number] = node.IsPerSample || node.Operands.Any(operand => isOfBatch[operand]);
            paths[number] = node.Primitive is Parameter parameter ? parameter.Path
                : isOfBatch[number] ? null
                : node.Operands.Select(operand => paths[operand]).FirstOrDefault(static path => path is not null);
        }

        return paths;
    }
}
