using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Analyzers.Repairs;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>BPG1010: a gradient that grows by batch normalization at every layer of a deep stack.</summary>
internal sealed class DeepBatchNormRule : ModelRule
{
    private static readonly RuleOption MaximumRatio = RuleOption.Number(RuleIdentifiers.DeepBatchNorm, "max_ratio", Explosion.DefaultLimit);

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.DeepBatchNorm,
        "Batch normalization without skip connections makes the gradient explode",
        "'{0}' receives {1} times the gradient of the last layer through {2} batch normalizations in sequence, {3} at each, whatever the initializer (estimate; limit {4}): add residual connections, x = x + F(x)",
        GradientFlow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "In wide networks of batch normalization and ReLU the gradient grows by 1.21 at each layer when training begins; skip connections stop that.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.DeepBatchNorm + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override IReadOnlyList<RuleOption> Options { get; } = [MaximumRatio];

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        double limit = model[MaximumRatio];
        foreach (var explosion in Explosion.Find(model, limit, ExplosionCause.BatchNormalization))
        {
            var plan = new RepairPlan(model, explosion.Locations);
            plan.AddClipping();
            report(plan.ToDiagnostic(
                Rule,
                SourceNames.MemberOf(model, explosion.Path.Layer.Layer),
                Figures.Of(explosion.Path.Ratio),
                explosion.Count,
                Figures.Of(Math.Pow(explosion.Path.Ratio, 1.0 / explosion.Count)),
                Figures.Of(limit)));
        }
    }
}
