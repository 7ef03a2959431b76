using System.Collections.Generic;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>The linear layers of a graph, with and without their biases.</summary>
internal sealed class LinearLayers
{
    private readonly LinearLayer?[] _layers;

    internal LinearLayers(Graph graph)
    {
        _layers = new LinearLayer?[graph.Nodes.Length];
        for (int node = 0; node < _layers.Length; node++)
        {
            _layers[node] = LinearLayer.Match(graph, node);
        }
    }

    /// <summary>The layer whose result a node is; null where it is none's.</summary>
    internal LinearLayer? this[int node] => _layers[node];

    /// <summary>All, in the graph's order: a layer with a bias is there without it too.</summary>
    internal IEnumerable<LinearLayer> All
    {
        get
        {
            foreach (var layer in _layers)
            {
                if (layer is not null)
                {
                    yield return layer;
                }
            }
        }
    }
}
