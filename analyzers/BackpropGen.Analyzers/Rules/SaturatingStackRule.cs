using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Analyzers.Repairs;
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
        var recurrent = StepsOfRecurrences(model);
        Saturation Classify(int node) => recurrent.Contains(node) ? Saturation.None : model.Activations.Classify(node);
        foreach (var stack in SaturatingStack.Find(model.Graph, Classify, limits, node => model.Normalizations.IsMatch(node)))
        {
            model.Explain(stack.Activations);
            report(Describe(model, stack));
        }
    }

    /// <summary>What BPG1006 judges: the steps of a recurrence are no layers, and wait for other remedies.</summary>
    private static HashSet<int> StepsOfRecurrences(ModelAnalysis model)
    {
        var growth = new StepGrowth(model);
        return [.. model.Recurrences.Where(recurrence => growth.Over(recurrence) is not null).SelectMany(recurrence => recurrence.Steps(model.Graph))];
    }

    private Diagnostic Describe(ModelAnalysis model, SaturatingStack stack)
    {
        var locations = stack.Activations.Select(node => model.LocationOf(model.Activations.SiteOf(node)));
        var plan = new RepairPlan(model, locations);
        new ActivationRepairs(model, stack.Activations).AddTo(plan, stack.IsCuredBy);
        plan.AddClipping();
        return plan.ToDiagnostic(
            Rule,
            LayerNames.Below(model, model.Activations[stack.Activations[0]].Preactivation),
            stack.Activations.Count,
            stack.Kind == Saturation.SigmoidLike ? "sigmoid-like" : "saturating",
            stack.Limit,
            Estimate(model, model.Activations[stack.Activations[0]].Preactivation),
            Remedy);
    }

    /// <summary>What is left of the gradient: the estimate, and the bound where it says something.</summary>
    private static string Estimate(ModelAnalysis model, int preactivation)
    {
        double ratio = model.Flow.GradientRatio(preactivation);
        if (!(ratio > 0) || double.IsInfinity(ratio))
        {
            return "";
        }

        double bound = model.Flow.SlopeBound(preactivation);
        return $"; about {Figures.Of(ratio)} of the gradient is left at initialization (estimate)"
            + (bound < 1 ? $", and whatever the inputs the slopes together pass at most {Figures.Of(bound)} (bound)" : "");
    }
}
