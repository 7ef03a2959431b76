using System;
using System.Collections.Immutable;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Generator.Graphs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Analyzers.Rules;

/// <summary>
/// BPG2004: the squared error of a sigmoid or a softmax against a target. A suggestion: the Brier score is a proper scoring
/// rule, only slow to learn from. Where the target is an input of the model, as in an autoencoder, it is no probability.
/// </summary>
internal sealed class SquaredLossOfProbabilityRule : ModelRule
{
    /// <summary>The property that names the loss to use, of a diagnostic at a call of <c>MeanSquaredError</c> whose additional
    /// location is the call of the output activation; absent where the change is not certainly right.</summary>
    internal const string Replacement = "LossOnLogits";

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.SquaredLossOfProbability,
        "A squared loss is taken of a probability",
        "The squared error of '{0}' has the slope of the {1} as a factor of its gradient, which vanishes where the prediction is surely wrong: for a predicted probability of 0.01 of what is true it is near 0.02, that of the cross-entropy 0.99; use {2} on the argument of '{0}'",
        Modelling,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The cross-entropy cancels the slope of the output's activation, so that the gradient is the difference of probability and target.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.SquaredLossOfProbability + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        for (int node = 0; node < model.Graph.Nodes.Length; node++)
        {
            if (SquaredError.Match(model.Graph, node) is { } error
                && PredictionOf(model, error) is >= 0 and var prediction
                && error.IsTermOfLoss(model))
            {
                report(Describe(model, error, prediction));
            }
        }
    }

    /// <summary>The probability of which the squared error is taken; −1 for none.</summary>
    private static int PredictionOf(ModelAnalysis model, SquaredError error)
    {
        foreach (var (prediction, target) in new[] { (error.Left, error.Right), (error.Right, error.Left) })
        {
            int node = model.Graph.Origin(prediction);
            if (Probability.Of(model, node) != ProbabilityKind.None && SquaredError.IsTarget(model, target))
            {
                return node;
            }
        }

        return -1;
    }

    private static Diagnostic Describe(ModelAnalysis model, SquaredError error, int prediction)
    {
        bool isSigmoid = Probability.Of(model, prediction) == ProbabilityKind.Sigmoid;
        string replacement = isSigmoid ? "BinaryCrossEntropy" : "SoftmaxCrossEntropy";
        var activation = model.LocationOf(prediction);
        return Diagnostic.Create(
            Rule,
            model.LocationOf(error.Node),
            [activation],
            IsCertain(model, error, prediction)
                ? ImmutableDictionary<string, string?>.Empty.Add(Replacement, replacement)
                : ImmutableDictionary<string, string?>.Empty,
            FunctionText.Of(model.ExpressionAt(activation)),
            isSigmoid ? "sigmoid" : "softmax",
            replacement);
    }

    /// <summary>Whether the loss on logits is what the definition means: the whole loss is <c>MeanSquaredError(p, target)</c>,
    /// and nothing but it and the model's user reads p, which one call makes.</summary>
    private static bool IsCertain(ModelAnalysis model, SquaredError error, int prediction)
    {
        var (loss, activation) = (model.LocationOf(error.Node), model.LocationOf(prediction));
        return error.Left == prediction
            && model.ExpressionAt(loss) is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 2 } arguments } call
            && FunctionText.Of(call) == "MeanSquaredError" && arguments.All(static argument => argument.NameColon is null)
            && model.Graph.Outputs.Any(output => output.Role == OutputRole.LossValue && model.LocationOf(output.Node) == loss)
            && activation.SourceTree == loss.SourceTree && model.ExpressionAt(activation) is InvocationExpressionSyntax
            && model.NodesAt(activation).All(node => node == prediction || Probability.Of(model, node) == ProbabilityKind.None)
            && model.Readers[prediction].All(reader => model.LocationOf(reader) == loss)
            && model.Readers.Roles(prediction).All(static role => role == OutputRole.Prediction)
            && IsOverLastAxis(model.Graph, prediction);
    }

    private static bool IsOverLastAxis(Graph graph, int prediction) =>
        SoftmaxPattern.Match(graph, prediction) is not { } softmax
        || (softmax.Axes.Length == 1 && softmax.Axes[0] == graph.Nodes[prediction].Shape.Rank - 1);
}
