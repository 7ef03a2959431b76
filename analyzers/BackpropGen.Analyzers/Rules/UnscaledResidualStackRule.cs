using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Analyzers.Repairs;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>BPG1012: a gradient that grows at every residual sum of a deep stack.</summary>
internal sealed class UnscaledResidualStackRule : ModelRule
{
    private static readonly RuleOption MaximumRatio = RuleOption.Number(RuleIdentifiers.UnscaledResidualStack, "max_ratio", Explosion.DefaultLimit);

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.UnscaledResidualStack,
        "Residual sums without scale or normalization make the gradient explode",
        "'{0}' receives {1} times the gradient of the last layer through {2} residual sums x + F(x) without normalization, {3} at each (estimate; limit {4}): scale every F by {5}{6}, or normalize its input",
        GradientFlow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Each sum multiplies the gradient's squared norm by 1 + χ, χ being what its branch does to it. Branches scaled by 1/√L keep the whole stack within a constant.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.UnscaledResidualStack + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override IReadOnlyList<RuleOption> Options { get; } = [MaximumRatio];

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        double limit = model[MaximumRatio];
        foreach (var explosion in Explosion.Find(model, limit, ExplosionCause.ResidualSums))
        {
            var ends = explosion.Sites.Select(site => model.Linear[model.Graph.Origin(ResidualSum.Match(model, site)!.Value.Branch)]?.Name(model.Graph)).ToList();
            var plan = new RepairPlan(model, explosion.Locations);
            if (ends.All(static end => end is not null))
            {
                plan.AddInitializer("Zeros", ends!);
            }

            plan.AddClipping();
            report(plan.ToDiagnostic(
                Rule,
                SourceNames.MemberOf(model, explosion.Path.Layer.Layer),
                Figures.Of(explosion.Path.Ratio),
                explosion.Count,
                Figures.Of(Math.Pow(explosion.Path.Ratio, 1.0 / explosion.Count)),
                Figures.Of(limit),
                Figures.Of(1 / Math.Sqrt(explosion.Count)),
                ends.All(static end => end is not null) ? ", start its last layer with Initializer.Zeros" : ""));
        }
    }
}
