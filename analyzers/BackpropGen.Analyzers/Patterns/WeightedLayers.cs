using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.GradientFlow;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>The weighted layers of a graph, in its order: its contractions of a sample's values with a value made of
/// parameters, whoever wrote them. Looking rows up in a table is none of them, nor is what a gradient in the definition is made of.</summary>
internal sealed class WeightedLayers
{
    private readonly Graph _graph;
    private readonly WeightedLayer?[] _layers;

    internal WeightedLayers(Graph graph)
    {
        _graph = graph;
        _layers = new WeightedLayer?[graph.Nodes.Length];
        All = [.. WeightedLayer.All(graph).Where(layer => graph.Nodes[layer.Node] is { Primitive: Contract, CotangentOf: -1 })];
        foreach (var layer in All)
        {
            _layers[layer.Node] = layer;
        }
    }

    internal IReadOnlyList<WeightedLayer> All { get; }

    internal int Count => All.Count;

    /// <summary>The layer whose contraction a node is; null where it is none.</summary>
    internal WeightedLayer? this[int node] => _layers[node];

    /// <summary>The operand that is made of parameters.</summary>
    internal int WeightsOf(WeightedLayer layer)
    {
        var operands = _graph.Nodes[layer.Node].Operands;
        return operands[0] == layer.Input ? operands[1] : operands[0];
    }

    /// <summary>The axes of the result that only the weights have: one unit at each of their positions.</summary>
    internal IEnumerable<int> UnitAxesOf(WeightedLayer layer)
    {
        var product = _graph.Nodes[layer.Node];
        var contract = (Contract)product.Primitive;
        var input = product.Operands[0] == layer.Input ? contract.Left : contract.Right;
        return Enumerable.Range(0, contract.Result.Length).Where(axis => !input.Contains(contract.Result[axis]));
    }
}
