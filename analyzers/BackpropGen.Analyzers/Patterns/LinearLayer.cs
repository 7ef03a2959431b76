using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>A weight applied to some axes of a node, with or without a bias, and the axes that this is about: a product that
/// mixes positions is another thing than one that mixes features.</summary>
/// <param name="Input">The node that the weight is applied to.</param>
/// <param name="Weight">The weight, a parameter's node.</param>
/// <param name="Bias">What is added to every product, a parameter's node; null for nothing.</param>
/// <param name="Result">The node of the result, bias included.</param>
/// <param name="SummedAxes">The axes of the input that the products are summed over.</param>
/// <param name="ProducedAxes">The axes of the result that take their place.</param>
/// <param name="Inputs">How many numbers are summed for each element of the result.</param>
/// <param name="Outputs">How many numbers are made of them.</param>
internal sealed record LinearLayer(
    int Input, int Weight, int? Bias, int Result, EquatableArray<int> SummedAxes, EquatableArray<int> ProducedAxes, int Inputs, int Outputs)
{
    /// <summary>The layer's name: its weight's path without the last part.</summary>
    internal string Name(Graph graph)
    {
        string path = ((Parameter)graph.Nodes[Weight].Primitive).Path;
        int dot = path.LastIndexOf('.');
        return dot > 0 ? path.Substring(0, dot) : path;
    }

    /// <summary>Whether a built-in layer makes the product; one with a parameter of the user's own is taken for meant as it is.</summary>
    internal bool IsMadeByCall(ModelAnalysis model) => model.MakingOf(Name(model.Graph)) is { Function: "Dense" };

    /// <summary>Recognizes <c>W x</c> and <c>W x + b</c>, the node itself and not what it is rearranged to.</summary>
    internal static LinearLayer? Match(Graph graph, int node)
    {
        if (graph.Nodes[node] is { Primitive: Map { Function: var function }, Operands: { Length: 2 } operands } && function.Equals(Scalars.Add))
        {
            return IsParameter(graph, operands[1]) ? Product(graph, operands[0], node, graph.Origin(operands[1]))
                : IsParameter(graph, operands[0]) ? Product(graph, operands[1], node, graph.Origin(operands[0]))
                : null;
        }

        return Product(graph, node, node, bias: null);
    }

    private static LinearLayer? Product(Graph graph, int product, int result, int? bias)
    {
        if (graph.Nodes[product] is not { Primitive: Contract { SumBatch: false } contract, IsPerSample: true, Operands: var operands })
        {
            return null;
        }

        int side = IsParameter(graph, operands[0]) ? 0 : IsParameter(graph, operands[1]) ? 1 : -1;
        if (side < 0 || !graph.Nodes[operands[1 - side]].IsPerSample)
        {
            return null;
        }

        var (weight, input) = side == 0 ? (contract.Left, contract.Right) : (contract.Right, contract.Left);
        var lengths = contract.Lengths(graph.Nodes[operands[0]].Shape, graph.Nodes[operands[1]].Shape);
        return Axes(weight, input, contract.Result) is var (summed, produced)
            ? new(
                operands[1 - side],
                graph.Origin(operands[side]),
                bias,
                result,
                Positions(input, summed),
                Positions(contract.Result, produced),
                summed.Aggregate(1, (size, label) => size * lengths[label]),
                produced.Aggregate(1, (size, label) => size * lengths[label]))
            : null;
    }

    /// <summary>The labels that are summed over and those that the weight brings in; null where a weight is not shared by all
    /// positions, or something is summed that has nothing to do with it.</summary>
    private static (List<int> Summed, List<int> Produced)? Axes(
        IReadOnlyList<int> weight, IReadOnlyList<int> input, IReadOnlyList<int> result)
    {
        var summed = weight.Where(label => input.Contains(label)).ToList();
        var produced = weight.Where(label => !input.Contains(label)).ToList();
        return summed.Count > 0 && !summed.Any(result.Contains) && produced.All(result.Contains)
            && input.All(label => summed.Contains(label) || result.Contains(label))
                ? (summed, produced)
                : null;
    }

    private static EquatableArray<int> Positions(IReadOnlyList<int> labels, List<int> of) =>
        Enumerable.Range(0, labels.Count).Where(axis => of.Contains(labels[axis])).ToEquatableArray();

    private static bool IsParameter(Graph graph, int node) => graph.Nodes[graph.Origin(node)].Primitive is Parameter;
}
