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

    /// <summary>Follows the gradient.</summary>
    /// <param name="model">The model.</param>
    /// <param name="layer">The layer at the way's end; of several applications the one that receives most.</param>
    internal GradientPath(ModelAnalysis model, LayerFlow layer)
    {
        _model = model;
        Layer = layer;
        Nodes = model.Flow.PathToLoss(layer.Node);
        Activations = [.. Nodes.Where(IsActivation)];
    }

    /// <summary>The paths of all weights that the gradient reaches through a later layer, the first layers' before the last
    /// ones'. Those next to the loss have nothing to be compared with but each other.</summary>
    internal static IReadOnlyList<GradientPath> All(ModelAnalysis model) =>
    [
        .. model.Flow.Layers.Where(static layer => !double.IsNaN(layer.GradientRatio))
            .GroupBy(static layer => layer.Weight)
            .Select(applications => new GradientPath(model, applications.OrderByDescending(static layer => layer.GradientRatio).First()))
            .Where(static path => path.Ratio == 0 || path.Above.Any()),
    ];

    internal LayerFlow Layer { get; }

    /// <summary>The nodes, from the layer to a prediction.</summary>
    internal IReadOnlyList<int> Nodes { get; }

    /// <summary>The activations among them, the nearest to the layer first.</summary>
    internal IReadOnlyList<int> Activations { get; }

    /// <summary>The estimated norm of the gradient here over that at the last layers.</summary>
    internal double Ratio => Layer.GradientRatio;

    /// <summary>The other weighted layers on the way.</summary>
    internal IEnumerable<LayerFlow> Above => _model.Flow.Layers.Where(layer => layer.Node != Layer.Node && Nodes.Contains(layer.Node));

    /// <summary>The factors that the steps from node to node multiply the gradient by.</summary>
    internal IEnumerable<double> Steps
    {
        get
        {
            // Nodes inside a composed function have no gradient of their own.
            var norms = Nodes.Select(_model.Flow.GradientRatio).Where(static norm => norm > 0).ToList();
            return norms.Zip(norms.Skip(1), static (here, next) => here / next);
        }
    }

    /// <summary>Whether a rule reported a cause on the way; where nothing at all arrives, on any way to the loss.</summary>
    internal bool IsExplained => (Ratio == 0 ? (IEnumerable<int>)Dependents() : Nodes).Any(_model.IsExplained);

    /// <summary>Where the source applies the activations on the way, the layer itself where there are none.</summary>
    internal IReadOnlyList<Location> Locations => Activations.Count == 0
        ? [_model.LocationOf(Layer.Node)]
        : [.. Activations.Select(node => _model.LocationOf(_model.Activations.SiteOf(node))).Distinct()];

    /// <summary>The activations in words: <c>10 stacked Sigmoid activations</c>.</summary>
    internal string Description
    {
        get
        {
            if (Activations.Count == 0)
            {
                return Counted(Above.Count() + 1, "weighted layer");
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
        var lost = new HashSet<int>(other.Nodes.TakeWhile(node => !isHealthy(_model.Flow.GradientRatio(node)) || _model.Flow.GradientRatio(node) == 0));
        return Nodes.Any(lost.Contains) || Locations.Any(other.Locations.Contains);
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
        _model.Activations.IsEnd(node) && _model.Slopes.ConstantSlope(_model.Activations[node].Function, 0) is null;

    private static string Counted(int count, string noun) =>
        count.ToString(System.Globalization.CultureInfo.InvariantCulture) + " " + noun + (count == 1 ? "" : "s");
}
