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
    private readonly HashSet<int> _explained = [];
    private ActivationChains? _activations;
    private NormalizationPattern? _normalizations;
    private FlowEstimate? _flow;
    private Readers? _readers;
    private ILookup<Location, int>? _nodes;
    private WeightedLayers? _layers;
    private MapSlopes? _slopes;
    private Rectifiers? _rectifiers;
    private List<Recurrence>? _recurrences;
    private HiddenUse? _hidden;
    private IReadOnlyList<GradientPath>? _paths;

    /// <summary>The model's class.</summary>
    internal INamedTypeSymbol Type { get; } = type;

    internal ModelDefinition Definition { get; } = definition;

    internal SourceMap Sources { get; } = sources;

    /// <summary>The definition as read for training: one sample, forward and loss.</summary>
    internal Graph Graph => Definition.Training;

    /// <summary>Whether the training step clips its gradients.</summary>
    internal bool ClipsGradients => Definition.MaxGradientNorm > 0 || Definition.MaxGradientValue > 0;

    internal ActivationChains Activations => _activations ??= new(Graph);

    internal NormalizationPattern Normalizations => _normalizations ??= new(Graph);

    /// <summary>What is predicted of the signal and the gradient at initialization.</summary>
    internal FlowEstimate Flow => _flow ??= FlowEstimate.Of(Definition);

    /// <summary>For each weight the way on which most of its gradient comes.</summary>
    internal IReadOnlyList<GradientPath> GradientPaths => _paths ??= GradientPath.All(this);

    internal WeightedLayers Layers => _layers ??= new(Graph);

    internal MapSlopes Slopes => _slopes ??= new();

    internal Rectifiers Rectifiers => _rectifiers ??= new();

    internal HiddenUse Hidden => _hidden ??= new(this);

    internal IReadOnlyList<Recurrence> Recurrences => _recurrences ??= Recurrence.Find(Graph, Layers);

    internal Readers Readers => _readers ??= new(Graph);

    /// <summary>The model's name in its declaration: the place of what comes from no expression.</summary>
    internal Location Fallback => ModelReader.LocationOf(Type);

    /// <summary>The expression that made a node.</summary>
    internal Location LocationOf(int node) => Sources.Nodes.TryGetValue(node, out var location) ? location : Fallback;

    /// <summary>The nodes that an expression made: several where it is in a loop, or in a layer that is used more than once.</summary>
    internal IEnumerable<int> NodesAt(Location location) =>
        (_nodes ??= Sources.Nodes.ToLookup(static pair => pair.Value, static pair => pair.Key))[location];

    /// <summary>The expression at a location.</summary>
    internal ExpressionSyntax? ExpressionAt(Location location) =>
        location.SourceTree?.GetRoot().FindNode(location.SourceSpan, getInnermostNodeForTie: true) as ExpressionSyntax;

    /// <summary>The field or local that a layer or parameter is named by, as <c>blocks.3.down</c>; the model's name where there is none.</summary>
    internal Location DeclarationOf(string path) => Sources.FindPlace(path) ?? Fallback;

    /// <summary>The call that made the layer or parameter of a path, as <c>Dense(64)</c>; null where it was made by no call of ours.</summary>
    internal LayerMaking? MakingOf(string path) => Sources.Makings.TryGetValue(path, out var making) ? making : null;

    /// <summary>The value of a limit.</summary>
    internal double this[RuleOption option] => options is null ? option.Default : option.Read(options);

    /// <summary>Notes that a rule reported the cause of what happens to the gradient at these nodes.</summary>
    internal void Explain(IEnumerable<int> nodes) => _explained.UnionWith(nodes);

    /// <summary>Whether a rule reported the cause of what happens to the gradient at a node.</summary>
    internal bool IsExplained(int node) => _explained.Contains(node);
}
