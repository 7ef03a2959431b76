using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Generator.GradientFlow;
using BackpropGen.Generator.GradientFlow.Expectations;
using BackpropGen.Generator.Graphs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Analyzers.Repairs;

/// <summary>What is done about an activation.</summary>
internal enum Repair
{
    /// <summary>The gradient is led around it.</summary>
    Skipped,

    /// <summary>A normalization stands between it and the activations before it.</summary>
    Normalized,

    /// <summary>It is another function.</summary>
    Replaced,
}

/// <summary>Tells whether a diagnostic's cause would be gone.</summary>
/// <param name="isRepaired">Whether the activation at a node would be repaired.</param>
/// <param name="repair">How.</param>
internal delegate bool Cures(Func<int, bool> isRepaired, Repair repair);

/// <summary>
/// Decides what can be done about activations that a gradient passes: wrap them in a residual connection, normalize before
/// them, replace them. A remedy is promised only at expressions where it compiles for every use of the expression, and only
/// if what it reaches is enough and not too much: thirty sums may turn a vanishing gradient into an exploding one.
/// </summary>
internal sealed class ActivationRepairs
{
    /// <summary>Of n features normalized over themselves, n − 2 are free: two are always +1 and −1.</summary>
    private const int MinimumNormalizedWidth = 3;

    private readonly ModelAnalysis _model;
    private readonly Graph _graph;
    private readonly RepairGrowth _growth;
    private readonly ILookup<Location, int> _sites;
    private readonly ILookup<Location, int> _uses;
    private readonly Lazy<HashSet<string>> _activated;
    private readonly Lazy<ILookup<string, WeightedLayer>> _layers;
    private readonly Dictionary<Location, bool> _fitResults = [];
    private readonly Dictionary<Location, bool> _fitInputs = [];

    /// <summary>Looks at activations.</summary>
    /// <param name="model">The model.</param>
    /// <param name="activations">The nodes at which they end.</param>
    internal ActivationRepairs(ModelAnalysis model, IReadOnlyList<int> activations)
    {
        _model = model;
        _graph = model.Graph;
        _growth = new(model, activations);
        _sites = activations.ToLookup(node => model.LocationOf(model.Activations.SiteOf(node)));
        _uses = _sites.SelectMany(site => model.NodesAt(site.Key)).Where(IsElementwise).ToLookup(model.LocationOf);
        _activated = new(() => [.. Enumerable.Range(0, _graph.Nodes.Length).Where(IsElementwise)
            .Select(LayerBelow).OfType<string>()]);
        _layers = new(() => model.Layers.All.ToLookup(static layer => layer.Layer));
    }

    /// <summary>Promises whatever cures.</summary>
    internal void AddTo(RepairPlan plan, Cures cures)
    {
        plan.Add(RepairSites.Residual, Collect(FitsResidual, cures, Repair.Skipped));
        plan.Add(RepairSites.NormalizedInputs, Collect(FitsNormalizedInputs, cures, Repair.Normalized).SelectMany(MakingsAt));
        plan.Add(RepairSites.NormalizedResults, Collect(FitsNormalizedResults, cures, Repair.Normalized).SelectMany(MakingsAt));
        var replaced = Collect(FitsReplacement, cures, Repair.Replaced);
        plan.Add(RepairSites.Activation, replaced);
        plan.Add(RepairSites.ActivationLayers, replaced.SelectMany(MakingsAt));
    }

    /// <summary>The expressions that fit at every use; none where they are not enough.</summary>
    private List<Location> Collect(Func<int, bool> fits, Cures cures, Repair repair)
    {
        var fitting = _sites.Where(site => _uses[site.Key].Any() && _uses[site.Key].All(fits)).ToList();
        var repaired = new HashSet<int>(fitting.SelectMany(static site => site));
        return repaired.Count > 0 && cures(repaired.Contains, repair) && !_growth.Explodes(repaired.Contains, repair) ? [.. fitting.Select(static site => site.Key)] : [];
    }

    /// <summary>Whether <c>f(layer(x))</c> has the shape of <c>x</c>.</summary>
    private bool FitsResidual(int node)
    {
        if (ResidualSite.Input(_model.ExpressionAt(_model.LocationOf(node))) is not { Parent.Parent.Parent: InvocationExpressionSyntax application })
        {
            return false;
        }

        var applied = application.GetLocation();
        int result = _graph.Nodes[node].Operands[0];
        return _model.LocationOf(result) == applied && InputOf(result, applied) is { } input && _graph.Nodes[input].Shape == _graph.Nodes[node].Shape;
    }

    /// <summary>The only value of the sample that an expression's nodes are computed from; null where there are several.</summary>
    private int? InputOf(int result, Location expression)
    {
        var inputs = new HashSet<int>();
        var pending = new Stack<int>([result]);
        var seen = new HashSet<int>();
        while (pending.Count > 0)
        {
            foreach (int operand in _graph.Nodes[pending.Pop()].Operands.Where(operand => _graph.Nodes[operand].IsPerSample && seen.Add(operand)))
            {
                if (_model.LocationOf(operand) == expression)
                {
                    pending.Push(operand);
                }
                else
                {
                    inputs.Add(operand);
                }
            }
        }

        return inputs.Count == 1 ? inputs.First() : null;
    }

    /// <summary>Whether the layer below can be followed by a normalization over the batch: all that its call makes stands below an activation.</summary>
    private bool FitsNormalizedResults(int node) => FitsReplacedCall(node, _fitResults, paths => paths.All(_activated.Value.Contains));

    /// <summary>Whether the layer below can be preceded by a normalization over the features: what it takes are features of the
    /// network's own, not the user's measurements, whose proportions mean something.</summary>
    private bool FitsNormalizedInputs(int node) => FitsReplacedCall(node, _fitInputs, paths => paths.SelectMany(path => _layers.Value[path]).All(layer =>
        _graph.Nodes[_graph.Origin(layer.Input)].Primitive is not Input
        && _graph.Nodes[layer.Input].Shape is var shape && shape[shape.Rank - 1] >= MinimumNormalizedWidth));

    /// <summary>Whether the call that makes the layer below can become a <c>Sequence</c>, nobody asking any of its layers for its
    /// weight, and the paths of all of them fit; asked once for each call.</summary>
    private bool FitsReplacedCall(int node, Dictionary<Location, bool> known, Func<List<string>, bool> fits)
    {
        if (LayerBelow(node) is not { } layer || _model.MakingOf(layer) is not { Function: "Dense" } making)
        {
            return false;
        }

        if (!known.TryGetValue(making.Location, out bool isFit))
        {
            var paths = _model.PathsMadeAt(making.Location).ToList();
            known.Add(making.Location, isFit = !paths.Any(_model.Sources.IsTied) && fits(paths));
        }

        return isFit;
    }

    /// <summary>Whether the expression is one function by name and all of the activation, which levels off, acts on a layer made
    /// in the source, and is neither a prediction, whose range has a meaning, nor a gate.</summary>
    private bool FitsReplacement(int node) => ActivationSite.Function(_model.ExpressionAt(_model.LocationOf(node))) is not null
        && _model.Activations.IsEnd(node)
        && _model.Activations[node].Preactivation == _graph.Nodes[node].Operands[0]
        && _model.Activations.ShapeOf(node).IsSaturating
        && LayerBelow(node) is { } layer
        && _model.MakingOf(layer) is { Function: "Dense" }
        && _graph.Outputs.All(output => output.Node != node)
        && !_model.Readers[node].Any(reader => IsGated(_graph.Nodes[reader], node));

    /// <summary>Whether an elementwise function of several values of the sample takes a node for more than a summand.</summary>
    private bool IsGated(Node reader, int node) => reader is { Primitive: Map { Function: var function } }
        && reader.Operands.Any(other => other != node && _graph.Nodes[other].IsPerSample)
        && Enumerable.Range(0, reader.Operands.Length).Any(i => reader.Operands[i] == node && NormalExpectation.Derivative(function, i).UsedArguments.Contains(true));

    private IEnumerable<Location> MakingsAt(Location site) =>
        _uses[site].Select(node => _model.MakingOf(LayerBelow(node)!)!.Value.Location).Distinct();

    private string? LayerBelow(int node) => _model.Linear[_graph.Origin(_graph.Nodes[node].Operands[0])]?.Name(_graph);

    private bool IsElementwise(int node) => _graph.Nodes[node] is { Primitive: Map, Operands.Length: 1, IsPerSample: true };
}
