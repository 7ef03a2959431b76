using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Analyzers.Rules;

/// <summary>
/// BPG2003: probabilities where logits are expected: the softmax of a softmax over the same axis, a softmax before a loss
/// that applies it by itself, a sigmoid before the binary cross-entropy. The logarithm of a softmax only wastes time there,
/// so it is left alone where the model gives it to its user.
/// </summary>
internal sealed class RepeatedSoftmaxRule : ModelRule
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.RepeatedSoftmax,
        "A softmax or sigmoid is applied twice",
        "The result of '{0}' goes into '{1}', which takes logits and applies {2} by itself: {3}; remove '{0}'",
        Modelling,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Logits may be any numbers; probabilities lie between 0 and 1, so what is made of them can hardly leave the uniform distribution.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.RepeatedSoftmax + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        var found = Enumerable.Range(0, model.Graph.Nodes.Length)
            .Select(node => Find(model, node))
            .Where(static repetition => repetition is not null)
            .Select(static repetition => repetition!)
            .GroupBy(static repetition => repetition.Inner)
            .Select(static group => group.First())
            .ToDictionary(static repetition => repetition.Inner);
        foreach (var group in found.Values.GroupBy(repetition => model.LocationOf(repetition.Inner)))
        {
            var first = group.First();
            var expression = model.ExpressionAt(group.Key);
            bool canRemove = group.All(repetition => IsReadByNothingElse(model, repetition))
                && model.NodesAt(group.Key).All(node => found.ContainsKey(node) || !IsNormalized(model, node));
            report(Diagnostic.Create(
                Rule,
                group.Key,
                RemovableCall.Properties(expression, canRemove),
                FunctionText.Of(expression),
                FunctionText.Of(model.ExpressionAt(model.LocationOf(first.Outer))),
                first.Applies,
                first.Consequence));
        }
    }

    private static Repetition? Find(ModelAnalysis model, int node)
    {
        var graph = model.Graph;
        if (SoftmaxPattern.Match(graph, node) is { } outer)
        {
            return SoftmaxPattern.Match(graph, outer.Logits) is { } inner && inner.Axes == outer.Axes
                && model.LocationOf(outer.Logits) != model.LocationOf(node)
                && (!inner.IsLogarithm || !model.Readers.Roles(outer.Logits).Any())
                    ? new(outer.Logits, node, "a softmax", inner.IsLogarithm ? "the second changes nothing" : Flattened(graph, outer))
                    : null;
        }

        if (graph.Nodes[node] is { Primitive: Map { Function: var function }, Operands: { Length: 2 } operands }
            && function.Equals(Scalars.BinaryCrossEntropy))
        {
            int logits = graph.Origin(operands[0]);
            return Probability.Of(model, logits) != ProbabilityKind.None
                ? new(logits, node, "a sigmoid", "no predicted probability can be below 0.5 or above 0.731")
                : null;
        }

        return null;
    }

    /// <summary>The greatest probability that a softmax can give to numbers from 0 to 1: e / (e + n − 1).</summary>
    private static string Flattened(Graph graph, SoftmaxPattern outer)
    {
        int count = outer.Axes.Aggregate(1, (size, axis) => size * graph.Nodes[outer.Logits].Shape[axis]);
        return string.Format(
            CultureInfo.InvariantCulture, "with {0} classes no probability can be above {1:0.###}", count, Math.E / (Math.E + count - 1));
    }

    /// <summary>Whether the inner result is read by the outer function alone, and perhaps by the model's user.</summary>
    private static bool IsReadByNothingElse(ModelAnalysis model, Repetition repetition)
    {
        var outer = model.LocationOf(repetition.Outer);
        var reached = new Stack<int>([repetition.Inner]);
        while (reached.Count > 0)
        {
            foreach (int reader in model.Readers[reached.Pop()])
            {
                if (model.LocationOf(reader) == outer)
                {
                    continue;
                }

                if (model.Graph.Nodes[reader].Primitive is not Reshape)
                {
                    return false;
                }

                reached.Push(reader);
            }
        }

        return model.Readers.Roles(repetition.Inner).All(static role => role == OutputRole.Prediction)
            && model.ExpressionAt(model.LocationOf(repetition.Inner)) is InvocationExpressionSyntax;
    }

    private static bool IsNormalized(ModelAnalysis model, int node) =>
        SoftmaxPattern.Match(model.Graph, node) is not null || Probability.Of(model, node) != ProbabilityKind.None;

    /// <param name="Inner">The node of the probabilities.</param>
    /// <param name="Outer">The node that takes them for logits.</param>
    /// <param name="Applies">What the outer function applies by itself.</param>
    /// <param name="Consequence">What comes of it.</param>
    private sealed record Repetition(int Inner, int Outer, string Applies, string Consequence);
}
