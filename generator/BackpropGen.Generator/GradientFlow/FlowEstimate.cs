using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.GradientFlow;

/// <summary>
/// How the variance of the signal and the norm of the gradient travel through a model at initialization, predicted from its
/// graph alone by the mean-field theory of wide networks: inputs of mean 0 and variance 1, one sample's gradient.
/// Sources: Poole et al., 2016; Schoenholz et al., 2017; Yang, Schoenholz, 2017; Yang et al., 2019 (batch normalization).
/// </summary>
internal sealed class FlowEstimate
{
    private static readonly Memo<(Graph, EquatableArray<ParameterDeclaration>, EquatableArray<StateDeclaration>), FlowEstimate> Known = new(500);

    private readonly ForwardFlow _forward;
    private readonly BackwardFlow _backward;
    private readonly Lazy<SlopeBounds> _bounds;
    private readonly double _reference;

    private FlowEstimate(Graph graph, IEnumerable<ParameterDeclaration> parameters, IEnumerable<StateDeclaration> states)
    {
        _forward = new(graph, parameters, states);
        _backward = new(graph, _forward);
        _bounds = new(() => new(graph));
        var weighted = WeightedLayer.All(graph).Where(layer => _backward.IsReached(layer.Node)).ToDictionary(static layer => layer.Node);
        _reference = WeightedLayer.Last(graph, [.. weighted.Values]).Sum(layer => _backward.SquaredNorm(layer.Node));
        Layers = [.. weighted.Values.OrderBy(static layer => layer.Node).Select(layer => Describe(layer, weighted))];
        Parameters =
        [
            .. graph.Nodes.Select(static (node, number) => (Parameter: node.Primitive as Parameter, Number: number))
                .Where(static item => item.Parameter is not null)
                .Select(item => new ParameterFlow(item.Parameter!.Path, _forward[item.Number].MeanSquare, GradientRatio(item.Number))),
        ];
    }

    /// <summary>Every application of trained weights that the loss depends on, in the graph's order.</summary>
    internal ImmutableArray<LayerFlow> Layers { get; }

    /// <summary>Every parameter in the graph, in its order.</summary>
    internal ImmutableArray<ParameterFlow> Parameters { get; }

    /// <summary>The estimate for a model as it is read for training; an equal model's is looked up.</summary>
    internal static FlowEstimate Of(ModelDefinition model) => Of(model.Training, model.Parameters, model.States);

    /// <summary>The estimate for a graph.</summary>
    /// <param name="graph">A model's graph: the gradient comes from its predictions.</param>
    /// <param name="parameters">The initial distributions of its parameters.</param>
    /// <param name="states">The first values of its states.</param>
    internal static FlowEstimate Of(Graph graph, EquatableArray<ParameterDeclaration> parameters, EquatableArray<StateDeclaration> states) =>
        Known.Remember((graph, parameters, states), static key => new(key.Item1, key.Item2, key.Item3));

    /// <summary>The estimate for a model as it would be with other initial distributions; not looked up.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">The initial distributions of its parameters.</param>
    internal static FlowEstimate With(ModelDefinition model, EquatableArray<ParameterDeclaration> parameters) =>
        new(model.Training, parameters, model.States);

    /// <summary>The statistics of a node's elements, forward.</summary>
    internal Statistics Forward(int node) => _forward[node];

    /// <summary>The estimated norm of the loss's gradient by a node's value over that by the last weighted layers' results.
    /// A node inside a chain of elementwise functions may have none of its own: 0.</summary>
    internal double GradientRatio(int node) => Math.Sqrt(_backward.SquaredNorm(node) / _reference);

    /// <summary>The reader through which most of a node's gradient comes; −1 at a prediction.</summary>
    internal int Next(int node) => _backward.Next(node);

    /// <summary>The nodes from one to a prediction along which most of its gradient comes: through a skip where that carries
    /// more than what it leads around.</summary>
    internal IReadOnlyList<int> PathToLoss(int node)
    {
        var path = new List<int>();
        for (int current = node; current >= 0; current = _backward.Next(current))
        {
            path.Add(current);
        }

        return path;
    }

    /// <summary>A bound, which holds whatever the weights and inputs: the gradient's norm by a node is at most this times the
    /// spectral norms of the weights that it passes, along all ways to the loss; infinite where a slope has no bound.</summary>
    internal double SlopeBound(int node) => _bounds.Value[node];

    private LayerFlow Describe(WeightedLayer layer, Dictionary<int, WeightedLayer> weighted)
    {
        int next = PathToLoss(layer.Node).Skip(1).FirstOrDefault(weighted.ContainsKey);
        return new(
            layer.Layer,
            layer.Weight,
            layer.Node,
            layer.Input,
            layer.Width,
            layer.FanIn,
            layer.Application,
            _forward[layer.Node].MeanSquare,
            next == 0 ? double.NaN : Math.Sqrt(_backward.SquaredNorm(layer.Node) / _backward.SquaredNorm(next)),
            GradientRatio(layer.Node));
    }
}
