using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>An activation: elementwise functions of one tensor, one after the other, seen as one function.</summary>
/// <param name="Function">The function.</param>
/// <param name="Preactivation">The node it is applied to.</param>
internal readonly record struct Activation(ScalarFunction Function, int Preactivation);

/// <summary>
/// The activations of a graph, classified by limits and slope. <c>1 / (1 + Exp(-x))</c> is several nodes and one
/// activation: a chain of elementwise functions of one tensor that nothing else reads counts once, at its last node.
/// </summary>
internal sealed class ActivationChains
{
    private const double SigmoidSlope = 0.25;
    private const double TanhSlope = 1;

    // The slope of a function that is not in the derivative table is the greatest one found by a search.
    private const double SlopeTolerance = 1e-9;
    private static readonly Memo<(ScalarFunction Function, ScalarFunction Below), ScalarFunction> Chains = new(1000);
    private readonly Graph _graph;
    private readonly bool[] _continues;
    private readonly Activation?[] _activations;

    internal ActivationChains(Graph graph)
    {
        _graph = graph;
        _continues = new bool[graph.Nodes.Length];
        _activations = new Activation?[graph.Nodes.Length];
        var readers = new int[graph.Nodes.Length];
        foreach (var reader in graph.Nodes)
        {
            foreach (int operand in reader.Operands)
            {
                readers[operand]++;
            }
        }

        foreach (var output in graph.Outputs)
        {
            readers[output.Node]++;
        }

        // Operands come first, so the chain below a node is known when the node is met.
        for (int i = 0; i < _continues.Length; i++)
        {
            if (graph.Nodes[i] is { Primitive: Map map, Operands.Length: 1 } node)
            {
                int operand = node.Operands[0];
                _continues[operand] = _activations[operand] is not null && readers[operand] == 1;
                _activations[i] = _continues[operand] && _activations[operand] is { } below
                    ? new(Chains.Remember((map.Function, below.Function), static pair => pair.Function.Compose(1, [pair.Below])), below.Preactivation)
                    : new(map.Function, operand);
            }
        }
    }

    /// <summary>The activation that ends at a node.</summary>
    internal Activation this[int node] => _activations[node] ?? throw new ArgumentOutOfRangeException(nameof(node));

    /// <summary>The nodes of samples at which an activation ends.</summary>
    internal IEnumerable<int> Ends => Enumerable.Range(0, _activations.Length).Where(IsEnd);

    /// <summary>The kind of a node: none, unless an activation ends there.</summary>
    internal Saturation Classify(int node) => IsEnd(node) ? Classify(ShapeOf(node)) : Saturation.None;

    /// <summary>Whether an activation of one sample's values ends at a node.</summary>
    internal bool IsEnd(int node) => _activations[node] is not null && !_continues[node] && _graph.Nodes[node].IsPerSample;

    /// <summary>Limits and slope of the activation that ends at a node.</summary>
    internal FunctionShape ShapeOf(int node) => this[node].Function.Shape;

    /// <summary>The node of a chain that is the activation to a reader of the source: the first that makes it level off.
    /// In <c>2 * Sigmoid(x) - 1</c> that is <c>Sigmoid(x)</c>.</summary>
    /// <param name="node">The node at which the chain ends.</param>
    internal int SiteOf(int node)
    {
        int below = _graph.Nodes[node].Operands[0];
        while (_continues[below] && ShapeOf(below).IsSaturating)
        {
            node = below;
            below = _graph.Nodes[node].Operands[0];
        }

        return node;
    }

    private static Saturation Classify(FunctionShape shape) => shape switch
    {
        { IsSaturating: false } => Saturation.None,
        { MaximumSlope: <= SigmoidSlope + SlopeTolerance } => Saturation.SigmoidLike,
        { MaximumSlope: <= TanhSlope + SlopeTolerance } => Saturation.TanhLike,
        _ => Saturation.None,
    };
}
