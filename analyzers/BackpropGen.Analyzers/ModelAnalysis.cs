using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Analyzers.Rules;
using BackpropGen.Generator.GradientFlow;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackpropGen.Analyzers;

/// <summary>A model as the reader understood it, where its parts come from, and what several rules want to know of it.
/// Belongs to one thread; what is costly is found when it is first asked for.</summary>
/// <param name="type">The model's class.</param>
/// <param name="definition">The model.</param>
/// <param name="sources">The expressions that made the nodes of its training graph.</param>
/// <param name="options">The options of the file that declares it.</param>
internal sealed class ModelAnalysis(INamedTypeSymbol type, ModelDefinition definition, SourceMap sources, AnalyzerConfigOptions? options)
{
    private readonly bool[] _explained = new bool[definition.Training.Nodes.Length];
    private readonly Dictionary<Location, ExpressionSyntax?> _expressions = [];
    private GraphAnalysis? _analysis;
    private ILookup<Location, int>? _nodes;
    private ILookup<Location, string>? _made;
    private IReadOnlyList<GradientPath>? _paths;
    private bool[]? _explainedWays;
    private Gates? _gates;

    /// <summary>The model's class.</summary>
    internal INamedTypeSymbol Type { get; } = type;

    internal ModelDefinition Definition { get; } = definition;

    internal SourceMap Sources { get; } = sources;

    /// <summary>The definition as read for training: one sample, forward and loss.</summary>
    internal Graph Graph => Definition.Training;

    /// <summary>Whether the training step clips its gradients.</summary>
    internal bool ClipsGradients => Definition.MaxGradientNorm > 0 || Definition.MaxGradientValue > 0;

    internal ActivationChains Activations => Analysis.Activations;

    internal NormalizationPattern Normalizations => Analysis.Normalizations;

    /// <summary>What is predicted of the signal and the gradient at initialization.</summary>
    internal FlowEstimate Flow => Analysis.Flow;

    /// <summary>For each weight the way on which most of its gradient comes.</summary>
    internal IReadOnlyList<GradientPath> GradientPaths => _paths ??= GradientPath.All(this);

    internal WeightedLayers Layers => Analysis.Layers;

    /// <summary>The linear layers, by the node of the result.</summary>
    internal LinearLayers Linear => Analysis.Linear;

    /// <summary>Whether all that is made of a value, by elementwise functions, normalization and rearrangement, ends in
    /// weighted layers. Not so for an output, for what the loss looks at itself, and for a value that weighs another one:
    /// the factor of a gate, the weights of an attention.</summary>
    internal bool FeedsOnlyWeights(int node) => Analysis.Hidden.IsHidden(node) && !(_gates ??= new(this)).IsMatch(node);

    internal IReadOnlyList<Recurrence> Recurrences => Analysis.Recurrences;

    internal Readers Readers => Analysis.Readers;

    /// <summary>What the graph tells by itself, the same for all models that are equal.</summary>
    internal GraphAnalysis Analysis => _analysis ??= GraphAnalysis.Of(Definition);

    /// <summary>The model's name in its declaration: the place of what comes from no expression.</summary>
    internal Location Fallback => ModelReader.LocationOf(Type);

    /// <summary>The expression that made a node.</summary>
    internal Location LocationOf(int node) => Sources.Nodes.TryGetValue(node, out var location) ? location : Fallback;

    /// <summary>The nodes that an expression made: several where it is in a loop, or in a layer that is used more than once.</summary>
    internal IEnumerable<int> NodesAt(Location location) =>
        (_nodes ??= Sources.Nodes.ToLookup(static pair => pair.Value, static pair => pair.Key))[location];

    /// <summary>The expression at a location.</summary>
    internal ExpressionSyntax? ExpressionAt(Location location)
    {
        if (!_expressions.TryGetValue(location, out var expression))
        {
            expression = location.SourceTree?.GetRoot().FindNode(location.SourceSpan, getInnermostNodeForTie: true) as ExpressionSyntax;
            _expressions.Add(location, expression);
        }

        return expression;
    }

    /// <summary>The paths of the layers and parameters that a call makes: several where it is in a loop, or in a layer method.</summary>
    internal IEnumerable<string> PathsMadeAt(Location making) =>
        (_made ??= Sources.Makings.ToLookup(static pair => pair.Value.Location, static pair => pair.Key))[making];

    /// <summary>The field or local that a layer or parameter is named by, as <c>blocks.3.down</c>; the model's name where there is none.</summary>
    internal Location DeclarationOf(string path) => Sources.FindPlace(path) ?? Fallback;

    /// <summary>The call that made the layer or parameter of a path, as <c>Dense(64)</c>; null where it was made by no call of ours.</summary>
    internal LayerMaking? MakingOf(string path) => Sources.Makings.TryGetValue(path, out var making) ? making : null;

    /// <summary>The value of a limit.</summary>
    internal double this[RuleOption option] => options is null ? option.Default : option.Read(options);

    /// <summary>Notes that a rule reported the cause of what happens to the gradient at these nodes.</summary>
    internal void Explain(IEnumerable<int> nodes)
    {
        _explainedWays = null;
        foreach (int node in nodes)
        {
            _explained[node] = true;
        }
    }

    /// <summary>Whether a rule reported the cause of what happens to the gradient at a node.</summary>
    internal bool IsExplained(int node) => _explained[node];

    /// <summary>Whether a rule reported a cause on the way on which most of a node's gradient comes.</summary>
    internal bool IsWayExplained(int node)
    {
        if (_explainedWays is null)
        {
            _explainedWays = new bool[_explained.Length];
            for (int i = _explained.Length - 1; i >= 0; i--)
            {
                _explainedWays[i] = _explained[i] || (Flow.Next(i) is var next and >= 0 && _explainedWays[next]);
            }
        }

        return _explainedWays[node];
    }
}
