using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Generator.GradientFlow;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Analyzers.Rules;

/// <summary>Predicts how much of a gradient is left below a stack, where each activation follows a weighted layer on the one before.</summary>
internal static class StackGradientRatio
{
    /// <summary>The ratio of the gradient's norm at the stack's first layer to that at the layer after it (at its last one,
    /// where none follows), at initialization; null where the stack has another form.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="parameters">The model's parameters, for their first values.</param>
    /// <param name="chains">The graph's activations.</param>
    /// <param name="activations">The stack's nodes, the nearest to the input first.</param>
    internal static double? Estimate(
        Graph graph, IEnumerable<ParameterDeclaration> parameters, ActivationChains chains, IReadOnlyList<int> activations)
    {
        var moments = parameters.ToDictionary(
            static parameter => parameter.Path, static parameter => InitialMoments.MeanSquare(parameter.Initialization));
        var flows = new Dictionary<ScalarFunction, ActivationFlow>();
        var stages = new List<DenseStage>();
        for (int i = 0; i < activations.Count; i++)
        {
            var activation = chains[activations[i]];
            if (DensePattern.Match(graph, activation.Preactivation) is not { } layer
                || (i > 0 && DensePattern.Rearranged(graph, layer.Input) != activations[i - 1]))
            {
                return null;
            }

            stages.Add(Stage(layer, moments, FlowOf(activation.Function, flows)));
        }

        if (Follower(graph, activations[activations.Count - 1]) is { } follower)
        {
            stages.Add(Stage(follower, moments, null));
        }

        double ratio = DenseStackFlow.GradientRatio(stages);
        return double.IsNaN(ratio) ? null : ratio;
    }

    private static DenseStage Stage(DensePattern layer, Dictionary<string, double> moments, ActivationFlow? activation) => new(
        layer.FanIn * moments[layer.Weight], layer.Bias is null ? 0 : moments[layer.Bias], activation);

    private static ActivationFlow FlowOf(ScalarFunction function, Dictionary<ScalarFunction, ActivationFlow> flows)
    {
        if (!flows.TryGetValue(function, out var flow))
        {
            var slope = function.Derivative(0);
            flow = new(x => function.Evaluate(x), x => slope.Evaluate(x), Array.Empty<double>());
            flows.Add(function, flow);
        }

        return flow;
    }

    /// <summary>The weighted layer that is applied to a node.</summary>
    private static DensePattern? Follower(Graph graph, int node)
    {
        for (int i = node + 1; i < graph.Nodes.Length; i++)
        {
            if (graph.Nodes[i].Primitive is Contract
                && DensePattern.Match(graph, i) is { } layer
                && DensePattern.Rearranged(graph, layer.Input) == node)
            {
                return layer;
            }
        }

        return null;
    }
}
