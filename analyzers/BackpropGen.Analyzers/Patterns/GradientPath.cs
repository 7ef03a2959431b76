using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.GradientFlow;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>The way on which most of the loss's gradient comes to a weighted layer, and what it does on it.</summary>
internal sealed class GradientPath
{
    private readonly ModelAnalysis _model;
    private IReadOnlyList<int>? _nodes;
    private IReadOnlyList<int>? _activations;
    private IReadOnlyList<LayerFlow>? _above;
    private IReadOnlyList<Location>? _locations;

    /// <summary>Follows the gradient.</summary>
    /// <param name="model">The model.</param>
    /// <param name="layer">The layer at the way's end; of several applications the one that receives most.</param>
    internal GradientPath(ModelAnalysis model, LayerFlow layer)
    {
        _model = model;
        Layer = layer;
    }

    /// <summary>The paths of all weights that the gradient reaches through a later layer, the first layers' before the last
    /// ones'.</summary>
    internal static IReadOnlyList<GradientPath> All(ModelAnalysis model) => [.. model.Analysis.Ways.Ends.Select(layer => new GradientPath(model, layer))];

    internal LayerFlow Layer { get; }

    /// <summary>The nodes, from the layer to a prediction.</summary>
    internal IReadOnlyList<int> Nodes => _nodes ??= _model.Flow.PathToLoss(Layer.Node);

    /// <summary>The activations among them, the nearest to the layer first.</summary>
    internal IReadOnlyList<int> Activations => _activations ??= [.. Nodes.Where(IsActivation)];

    /// <summary>The estimated norm of the gradient here over that at the last layers.</summary>
    internal double Ratio => Layer.GradientRatio;

    /// <summary>The other weighted layers on the way.</summary>
    internal IReadOnlyList<LayerFlow> Above => _above ??= FindAbove();

    /// <summary>The least factor that a step from node to node multiplies the gradient by; at most 1.</summary>
    internal double LeastStep => _model.Analysis.Ways.LeastStep(Layer.Node);

    /// <summary>The greatest factor that a step from node to node multiplies the gradient by; at least 1.</summary>
    internal double GreatestStep => _model.Analysis.Ways.GreatestStep(Layer.Node);

    /// <summary>Whether a rule reported a cause on the way; where nothing at all arrives, on any way to the loss.</summary>
    internal bool IsExplained => Ratio == 0 ? Dependents().Any(_model.IsExplained) : _model.IsWayExplained(Layer.Node);

    /// <summary>Where the source applies the activations on the way, the layer itself where there are none.</summary>
    internal IReadOnlyList<Location> Locations => _locations ??= Activations.Count == 0
        ? [_model.LocationOf(Layer.Node)]
        : [.. Activations.Select(node => _model.LocationOf(_model.Activations.SiteOf(node))).Distinct()];

    /// <summary>The activations in words: <c>10 stacked Sigmoid activations</c>.</summary>
    internal string Description
    {
        get
        {
            if (Activations.Count == 0)
            {
                return Counted(Above.Count + 1, "weighted layer");
            }

            var names = Activations
                .GroupBy(node => Rules.FunctionText.Of(_model.ExpressionAt(_model.LocationOf(_model.Activations.SiteOf(node)))))
                .OrderByDescending(static group => group.Count()).ToList();
            return names.Count == 1
                ? Counted(Activations.Count, $"stacked {names[0].Key} activation")
                : Counted(Activations.Count, "stacked activation") + $", mostly {names[0].Key}";
        }
    }

    /// <summary>Whether most activations on the way level off on both sides.</summary>
    internal bool IsSaturating => 2 * Activations.Count(node => _model.Activations.ShapeOf(node).IsSaturating) > Activations.Count;

    /// <summary>Whether this is the same cause as another's: the ways meet before the gradient is as it should be, or the
    /// source says the same expression for both.</summary>
    /// <param name="other">The way that was reported.</param>
    /// <param name="isHealthy">Whether a gradient of this norm is as it should be.</param>
    internal bool IsSameCause(GradientPath other, Func<double, bool> isHealthy)
    {
        // From where two ways meet they are one. The nearer to the loss, the later the node.
        for (int node = Layer.Node, there = other.Layer.Node; node >= 0 && there >= 0;)
        {
            if (node == there)
            {
                return IsLost(there, isHealthy) || Locations.Any(other.Locations.Contains);
            }

            if (node < there)
            {
                node = _model.Flow.Next(node);
            }
            else if (IsLost(there, isHealthy))
            {
                there = _model.Flow.Next(there);
            }
            else
            {
                break;
            }
        }

        return Locations.Any(other.Locations.Contains);
    }

    private bool IsLost(int node, Func<double, bool> isHealthy) =>
        _model.Flow.GradientRatio(node) is var ratio && (ratio == 0 || !isHealthy(ratio));

    /// <summary>Both are in the graph's order.</summary>
    private List<LayerFlow> FindAbove()
    {
        var found = new List<LayerFlow>();
        int at = 0;
        foreach (var layer in _model.Flow.Layers)
        {
            while (at < Nodes.Count && Nodes[at] < layer.Node)
            {
                at++;
            }

            if (at < Nodes.Count && Nodes[at] == layer.Node && layer.Node != Layer.Node)
            {
                found.Add(layer);
            }
        }

        return found;
    }

    /// <summary>All nodes that are made of the layer.</summary>
    internal HashSet<int> Dependents()
    {
        var found = new HashSet<int>();
        var open = new Stack<int>([Layer.Node]);
        while (open.Count > 0)
        {
            int node = open.Pop();
            if (found.Add(node))
            {
                foreach (int reader in _model.Readers[node])
                {
                    open.Push(reader);
                }
            }
        }

        return found;
    }

    private bool IsActivation(int node) =>
        _model.Activations.IsEnd(node) && MapSlopes.ConstantSlope(_model.Activations[node].Function, 0) is null;

    private static string Counted(int count, string noun) =>
        count.ToString(System.Globalization.CultureInfo.InvariantCulture) + " " + noun + (count == 1 ? "" : "s");
}
