using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Analyzers.Repairs;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>BPG1003: layers whose gradient is far longer than that of the last ones, where neither batch normalization nor
/// residual sums make it so.</summary>
internal sealed class ExplodingGradientRule : ModelRule
{
    private static readonly RuleOption MaximumRatio = RuleOption.Number(RuleIdentifiers.ExplodingGradient, "max_ratio", Explosion.DefaultLimit);

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.ExplodingGradient,
        "The gradient explodes",
        "'{0}' receives {1} times the gradient of the last layer through {2} (limit {3}): {4}",
        GradientFlow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An estimate for the moment after initialization: the norm of one sample's gradient at the layer's result over that at the last weighted layers.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.ExplodingGradient + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override IReadOnlyList<RuleOption> Options { get; } = [MaximumRatio];

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        double limit = model[MaximumRatio];
        foreach (var explosion in Explosion.Find(model, limit, ExplosionCause.Weights))
        {
            const string clipping = "add [ClipGradients(MaxNorm = 1)]";
            var initializer = MatchingInitializer.For(model, explosion.Path);
            var plan = new RepairPlan(model, explosion.Locations);
            if (initializer is not null)
            {
                plan.AddInitializer(initializer.Name, initializer.Layers);
            }

            plan.AddClipping();
            report(plan.ToDiagnostic(
                Rule,
                SourceNames.MemberOf(model, explosion.Path.Layer.Layer),
                Figures.Of(explosion.Path.Ratio),
                explosion.Path.Description,
                Figures.Of(limit),
                initializer is not null ? $"use Initializer.{initializer.Name}, or {clipping}" : clipping));
        }
    }
}
