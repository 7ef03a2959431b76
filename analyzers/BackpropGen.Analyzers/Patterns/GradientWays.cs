using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.GradientFlow;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>
/// For every node, what most of its gradient meets on its way. The ways of all nodes together are a tree with its root at the
/// loss, so all is found in one walk down from there, however long each way is.
/// </summary>
internal sealed class GradientWays
{
    private readonly double[] _least;
    private readonly double[] _greatest;
    private readonly int[] _layersAbove;

    internal GradientWays(Graph graph, FlowEstimate flow)
    {
        int count = graph.Nodes.Length;
        (_least, _greatest, _layersAbove) = (new double[count], new double[count], new int[count]);

        // The norm of the gradient at the first node from each on that has one: those inside a composed function have none.
        var norms = new double[count];
        var isLayer = new bool[count];
        foreach (var layer in flow.Layers)
        {
            isLayer[layer.Node] = true;
        }

        for (int node = count - 1; node >= 0; node--)
        {
            int next = flow.Next(node);
            double norm = flow.GradientRatio(node), above = next < 0 ? 0 : norms[next];
            double step = norm > 0 && above > 0 ? norm / above : 1;
            norms[node] = norm > 0 ? norm : above;
            _least[node] = Math.Min(step, next < 0 ? 1 : _least[next]);
            _greatest[node] = next >= 0 && !(step > _greatest[next]) ? _greatest[next] : Math.Max(step, 1);
            _layersAbove[node] = next < 0 ? 0 : _layersAbove[next] + (isLayer[next] ? 1 : 0);
        }

        Ends =
        [
            .. flow.Layers.Where(static layer => !double.IsNaN(layer.GradientRatio))
                .GroupBy(static layer => layer.Weight)
                .Select(static applications => applications.OrderByDescending(static layer => layer.GradientRatio).First())
                .Where(layer => layer.GradientRatio == 0 || _layersAbove[layer.Node] > 0),
        ];
    }

    /// <summary>For each weight that the gradient reaches through a later layer, its application that receives most; in the graph's
    /// order. Those next to the loss have nothing to be compared with but each other.</summary>
    internal IReadOnlyList<LayerFlow> Ends { get; }

    /// <summary>The least factor that a step from node to node multiplies the gradient by; at most 1.</summary>
    internal double LeastStep(int node) => _least[node];

    /// <summary>The greatest factor that a step from node to node multiplies the gradient by; at least 1.</summary>
    internal double GreatestStep(int node) => _greatest[node];
}
