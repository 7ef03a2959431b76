using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Analyzers.Repairs;
using BackpropGen.Generator.GradientFlow;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>BPG1001: puts the stacks that <see cref="SaturatingStack"/> finds into words and places.</summary>
internal sealed class SaturatingStackRule : ModelRule
{
    private const string Remedy = "add residual connections or LayerNorm, or use Relu or Gelu with Initializer.HeNormal";

    // 5 sigmoids leave less than 1e-3 of a gradient with the usual initializers, and 13 tanh with small ones.
    private static readonly RuleOption MaximumSigmoidLike = RuleOption.Count(RuleIdentifiers.SaturatingStack, "max_sigmoid_like", 5);
    private static readonly RuleOption MaximumTanhLike = RuleOption.Count(RuleIdentifiers.SaturatingStack, "max_tanh_like", 13);

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.SaturatingStack,
        "Saturating activations are stacked deeply",
        "Between the loss and layer '{0}' the gradient passes {1} {2} activations in sequence (limit {3}) without a residual connection, normalization or [ClipGradients]{4}; {5}",
        GradientFlow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Each activation that levels off on both sides shrinks the gradient wherever its units are saturated; in a deep stack nothing is left for the first layers.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.SaturatingStack + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override IReadOnlyList<RuleOption> Options { get; } = [MaximumSigmoidLike, MaximumTanhLike];

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        // Clipping keeps large steps from driving units into saturation; the page says what it cannot do.
        if (model.ClipsGradients)
        {
            return;
        }

        var limits = new SaturatingStackLimits((int)model[MaximumSigmoidLike], (int)model[MaximumTanhLike]);
        foreach (var stack in SaturatingStack.Find(model.Graph, model.Activations.Classify, limits))
        {
            model.Explain(stack.Activations);
            report(Describe(model, stack));
        }
    }

    private Diagnostic Describe(ModelAnalysis model, SaturatingStack stack)
    {
        var locations = stack.Activations.Select(node => model.LocationOf(model.Activations.SiteOf(node)));
        var plan = new RepairPlan(model, locations);
        new ActivationRepairs(model, stack.Activations).AddTo(plan, stack.IsCuredBy);
        plan.AddClipping();
        return plan.ToDiagnostic(
            Rule,
            FirstLayer(model, model.Activations[stack.Activations[0]].Preactivation),
            stack.Activations.Count,
            stack.Kind == Saturation.SigmoidLike ? "sigmoid-like" : "saturating",
            stack.Limit,
            Estimate(model, model.Activations[stack.Activations[0]].Preactivation),
            Remedy);
    }

    private static string Estimate(ModelAnalysis model, int preactivation)
    {
        double ratio = model.Flow.GradientRatio(preactivation);
        return ratio > 0 && !double.IsInfinity(ratio)
            ? string.Format(
                CultureInfo.InvariantCulture,
                ratio >= 1e-3 ? "; about {0:0.###} of the gradient's norm is left at initialization (estimate)"
                    : "; about {0:0.0E+0} of the gradient's norm is left at initialization (estimate)",
                ratio)
            : "";
    }

    /// <summary>The name of the nearest weighted layer at or below a node; the model's where there is none.</summary>
    private static string FirstLayer(ModelAnalysis model, int node)
    {
        var graph = model.Graph;
        while (true)
        {
            if (DensePattern.Match(graph, node) is { } layer)
            {
                return layer.Layer;
            }

            var operands = graph.Nodes[node].Operands.Where(operand => graph.Nodes[operand].IsPerSample).ToList();
            if (operands.Count == 0)
            {
                return model.Definition.Type.Name;
            }

            node = operands[0];
        }
    }
}
