using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.GradientFlow.Expectations;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.GradientFlow;

/// <summary>
/// The statistics of one sample's gradient by every node, from the predictions back, each of which begins with a gradient of
/// norm 1. Gradients that come together from several readers are taken to be uncorrelated, as independent weights make them:
/// a residual sum multiplies the squared norm by 1 + χ (Yang, Schoenholz, 2017, theorem 5).
/// </summary>
internal sealed class BackwardFlow
{
    private readonly Graph _graph;
    private readonly ForwardFlow _forward;
    private readonly Statistics?[] _gradients;
    private readonly double[] _largest;
    private readonly int[] _next;

    internal BackwardFlow(Graph graph, ForwardFlow forward)
    {
        _graph = graph;
        _forward = forward;
        _gradients = new Statistics?[graph.Nodes.Length];
        _largest = new double[graph.Nodes.Length];
        _next = [.. Enumerable.Repeat(-1, graph.Nodes.Length)];
        foreach (int root in Roots(graph))
        {
            var type = graph.Nodes[root].Type;
            Add(root, Statistics.Independent(0, 1.0 / type.Shape.Size, type.Shape.Rank, isPerSample: true), -1);
        }

        for (int node = graph.Nodes.Length - 1; node >= 0; node--)
        {
            if (_gradients[node] is { } gradient)
            {
                PassOn(node, gradient);
            }
        }
    }

    /// <summary>The expected square of the gradient's norm by a node's value, of one sample; 0 where none arrives.</summary>
    internal double SquaredNorm(int node) => (_gradients[node]?.MeanSquare ?? 0) * _graph.Nodes[node].Shape.Size;

    /// <summary>Whether a node is on a way to the loss, even if no gradient comes along it.</summary>
    internal bool IsReached(int node) => _gradients[node] is not null;

    /// <summary>The reader through which most of a node's gradient comes; −1 at a prediction.</summary>
    internal int Next(int node) => _next[node];

    /// <summary>The predictions that the loss depends on; all where there is no loss.</summary>
    internal static IReadOnlyList<int> Roots(Graph graph)
    {
        var predictions = graph.Outputs.Where(static output => output.Role == OutputRole.Prediction).Select(static output => output.Node).Distinct().ToList();
        var reached = new bool[graph.Nodes.Length];
        bool hasLoss = false;
        foreach (var output in graph.Outputs)
        {
            if (output.Role is OutputRole.LossValue or OutputRole.Loss)
            {
                hasLoss = reached[output.Node] = true;
            }
        }

        if (!hasLoss)
        {
            return predictions;
        }

        for (int node = reached.Length - 1; node >= 0; node--)
        {
            if (reached[node] && graph.Nodes[node].Primitive is not StopGradient)
            {
                foreach (int operand in graph.Nodes[node].Operands)
                {
                    reached[operand] = true;
                }
            }
        }

        return predictions.FindAll(prediction => reached[prediction]);
    }

    private void PassOn(int number, Statistics gradient)
    {
        var node = _graph.Nodes[number];
        if (node.Operands.IsEmpty)
        {
            return;
        }

        if (_forward.FunctionOf(number) is { } map)
        {
            var softmax = SoftmaxFlow.Match(_graph, number);
            if (softmax is not null)
            {
                gradient = new AverageOf(number, softmax.Axes, Batch: false, Weight: 1).Deviation(gradient);
            }

            for (int i = 0; i < map.Sources.Length; i++)
            {
                if (map.Sources[i] == softmax?.Normalizer)
                {
                    continue;
                }

                var slope = _forward.Expect(NormalExpectation.Derivative(map.Function, i), map.Sources);
                Add(map.Sources[i], Statistics.Product(gradient, slope), number);
            }

            return;
        }

        var rule = FlowRules.Of(node.Primitive);
        var operands = _forward.Operands(node);
        for (int i = 0; i < operands.Length; i++)
        {
            if (operands[i].Type.Kind == ElementKind.Real && rule.Backward(node, i, gradient, operands) is { } passed)
            {
                Add(node.Operands[i], passed, number);
            }
        }
    }

    private void Add(int node, Statistics gradient, int from)
    {
        _gradients[node] = _gradients[node] is { } known ? Statistics.Sum(known, gradient) : gradient;
        if (gradient.MeanSquare > _largest[node])
        {
            (_largest[node], _next[node]) = (gradient.MeanSquare, from);
        }
    }
}
