using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Generator;
using BackpropGen.Generator.GradientFlow;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Analyzers;

/// <summary>
/// What a model's graph and initial distributions tell several rules, wherever its source is: found when it is first asked for, and
/// looked up for every equal model, of which an editor makes one at every key. Safe for any number of threads.
/// </summary>
internal sealed class GraphAnalysis
{
    private static readonly Memo<Key, GraphAnalysis> Known = new(500);

    private readonly Lazy<ActivationChains> _activations;
    private readonly Lazy<NormalizationPattern> _normalizations;
    private readonly Lazy<FlowEstimate> _flow;
    private readonly Lazy<Readers> _readers;
    private readonly Lazy<LinearLayers> _linear;
    private readonly Lazy<WeightedLayers> _layers;
    private readonly Lazy<IReadOnlyList<Recurrence>> _recurrences;
    private readonly Lazy<HiddenUse> _hidden;
    private readonly Lazy<GradientWays> _ways;
    private readonly Lazy<CancelledBias> _cancelled;

    private GraphAnalysis(Key key)
    {
        var graph = key.Graph;
        _activations = Once(() => new ActivationChains(graph));
        _normalizations = Once(() => new NormalizationPattern(graph));
        _flow = Once(() => FlowEstimate.Of(graph, key.Parameters, key.States));
        _readers = Once(() => new Readers(graph));
        _linear = Once(() => new LinearLayers(graph));
        _layers = Once(() => new WeightedLayers(graph));
        _recurrences = Once<IReadOnlyList<Recurrence>>(() => Recurrence.Find(graph, Layers));
        _hidden = Once(() => new HiddenUse(graph, this));
        _ways = Once(() => new GradientWays(graph, Flow));
        _cancelled = Once(() => new CancelledBias(graph, this));
    }

    internal ActivationChains Activations => _activations.Value;

    internal NormalizationPattern Normalizations => _normalizations.Value;

    /// <summary>What is predicted of the signal and the gradient at initialization.</summary>
    internal FlowEstimate Flow => _flow.Value;

    internal Readers Readers => _readers.Value;

    /// <summary>The linear layers, by the node of the result.</summary>
    internal LinearLayers Linear => _linear.Value;

    internal WeightedLayers Layers => _layers.Value;

    internal IReadOnlyList<Recurrence> Recurrences => _recurrences.Value;

    internal HiddenUse Hidden => _hidden.Value;

    internal GradientWays Ways => _ways.Value;

    internal CancelledBias Cancelled => _cancelled.Value;

    /// <summary>For a layer that the gradient is followed from, the initializer that keeps it; null where none does.</summary>
    internal ConcurrentDictionary<int, string?> MatchingInitializers { get; } = new();

    /// <summary>What is known of a model.</summary>
    internal static GraphAnalysis Of(ModelDefinition model) =>
        Known.Remember(new(model.Training, model.Parameters, model.States), static key => new(key));

    // Two threads may find the same at the same time: better than that one waits for the other.
    private static Lazy<T> Once<T>(Func<T> find) => new(find, LazyThreadSafetyMode.PublicationOnly);

    private readonly record struct Key(Graph Graph, EquatableArray<ParameterDeclaration> Parameters, EquatableArray<StateDeclaration> States);
}
