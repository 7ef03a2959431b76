using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Generator.GradientFlow;
using BackpropGen.Generator.Graphs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Analyzers.Rules;

/// <summary>
/// BPG2001: two linear layers that compute no more than one. A narrow middle is a low-rank factorization, which is sound:
/// only a middle at least as wide as the input or the output adds nothing. Weights that are used elsewhere too, and one-hot
/// inputs (whose first layer is a table of embeddings), are left alone.
/// </summary>
internal sealed class MissingNonlinearityRule : ModelRule
{
    /// <summary>The property of a diagnostic whose expression can be wrapped in <c>Relu</c>.</summary>
    internal const string CanWrap = "CanWrap";

    /// <summary>The property that lists the arguments of the <c>Sequence(...)</c> at the additional location after each of which
    /// <c>Relu</c> can stand: their positions, ascending, separated by commas.</summary>
    internal const string InsertAfter = "InsertAfter";

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.MissingNonlinearity,
        "Two linear layers have nothing nonlinear between them",
        "Layer '{0}' ({1} to {2}) takes the result of layer '{3}' ({4} to {1}) with nothing nonlinear between: the middle width {1} is at least {5}, the lesser of {4} and {2}, so one linear layer computes the same; apply Relu or another activation to the result of '{3}', or remove one of them",
        Modelling,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The composition of two linear functions is linear: the second layer adds weights, but nothing that can be computed.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.MissingNonlinearity + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        var pairs = Enumerable.Range(0, model.Graph.Nodes.Length)
            .Select(node => Pair(model, node))
            .OfType<LayerPair>()
            .ToList();
        var middles = new HashSet<int>(pairs.Select(static pair => pair.Inner.Result));
        foreach (var group in pairs.GroupBy(pair => model.LocationOf(pair.Inner.Result)))
        {
            var sequence = SequenceSite.Of(model, group.ToList(), pairs);
            var properties = ImmutableDictionary<string, string?>.Empty;
            report(Describe(
                model,
                group.Key,
                group.First(),
                CanBeWrapped(model, group.Key, middles) ? properties.Add(CanWrap, "")
                    : sequence is not null ? properties.Add(InsertAfter, string.Join(",", sequence.Positions))
                    : properties,
                sequence?.Call));
        }
    }

    private static LayerPair? Pair(ModelAnalysis model, int node)
    {
        var graph = model.Graph;
        return graph.Nodes[node].Primitive is Contract
            && model.Linear[node] is { } outer
            && model.Linear[outer.Input] is { } inner
            && inner.ProducedAxes == outer.SummedAxes
            && inner.Outputs >= Math.Min(inner.Inputs, outer.Outputs)
            && model.Readers.IsReadOnce(inner.Result)
            && inner.IsMadeByCall(model) && outer.IsMadeByCall(model)
            && IsOfOneUse(model, inner.Weight) && IsOfOneUse(model, outer.Weight)
            && !Indicator.IsMatch(graph, inner.Input)
                ? new(inner, outer)
                : null;
    }

    private static bool IsOfOneUse(ModelAnalysis model, int weight)
    {
        while (model.Readers.IsReadOnce(weight))
        {
            weight = model.Readers[weight][0];
            if (model.Graph.Nodes[weight].Primitive is not (Reshape or Transpose or Broadcast))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an expression makes such middle values alone: in a loop it may make the model's output too.</summary>
    private static bool CanBeWrapped(ModelAnalysis model, Location location, HashSet<int> middles) =>
        model.ExpressionAt(location) is InvocationExpressionSyntax or BinaryExpressionSyntax
        && model.NodesAt(location).All(node => middles.Contains(node) || !IsResult(model, node));

    private static bool IsResult(ModelAnalysis model, int node) =>
        model.Linear[node] is not null
        && !model.Readers[node].Any(reader => model.Linear[reader] is { } biased && biased.Result == reader && biased.Input != node);

    private static Diagnostic Describe(
        ModelAnalysis model, Location location, LayerPair pair, ImmutableDictionary<string, string?> properties, Location? sequence) => Diagnostic.Create(
            Rule,
            location,
            sequence is null ? [] : [sequence],
            properties,
            pair.Outer.Name(model.Graph),
            Text(pair.Inner.Outputs),
            Text(pair.Outer.Outputs),
            pair.Inner.Name(model.Graph),
            Text(pair.Inner.Inputs),
            Text(Math.Min(pair.Inner.Inputs, pair.Outer.Outputs)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
