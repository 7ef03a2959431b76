using System;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>What a probability comes from.</summary>
internal enum ProbabilityKind
{
    None,

    /// <summary>Each element by itself, by the logistic function.</summary>
    Sigmoid,

    /// <summary>A distribution over the last axis or another.</summary>
    Softmax,
}

/// <summary>Recognizes results of the logistic function and of softmax, by what is computed.</summary>
internal static class Probability
{
    /// <summary>The kind of a node.</summary>
    internal static ProbabilityKind Of(ModelAnalysis model, int node) =>
        SoftmaxPattern.Match(model.Graph, node) is { IsLogarithm: false } ? ProbabilityKind.Softmax
        : model.Graph.Nodes[node] is { Primitive: Map, Operands.Length: 1 } && IsLogistic(model.Activations[node].Function) ? ProbabilityKind.Sigmoid
        : ProbabilityKind.None;

    private static bool IsLogistic(ScalarFunction function) =>
        function.Arity == 1 && Enumerable.Range(-40, 81).Select(static i => 0.25 * i).All(x =>
            Math.Abs(function.Evaluate(x) - (1 / (1 + Math.Exp(-x)))) <= 1e-7);
}
