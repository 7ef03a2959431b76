using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Analyzers.Repairs;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>BPG1004: a gradient whose size another initializer would keep.</summary>
internal sealed class InitializerMismatchRule : ModelRule
{
    private static readonly RuleOption MinimumRatio = RuleOption.Number(RuleIdentifiers.InitializerMismatch, "min_ratio", MatchingInitializer.Least);
    private static readonly RuleOption MaximumRatio = RuleOption.Number(RuleIdentifiers.InitializerMismatch, "max_ratio", MatchingInitializer.Most);

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.InitializerMismatch,
        "The initializer does not match the activation",
        "'{0}' receives {1} times the gradient of the last layer through {2} (limits {3} and {4}): with Initializer.{5} the hidden layers keep it between {6} and {7}",
        GradientFlow,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "An estimate for the moment after initialization. The variance of the weights decides whether the gradient keeps its size from layer to layer, and which variance does so depends on the activation.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.InitializerMismatch + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override IReadOnlyList<RuleOption> Options { get; } = [MinimumRatio, MaximumRatio];

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        double least = model[MinimumRatio], most = model[MaximumRatio];

        // A cause is judged by the layer that it does most to: the estimates with other initializers are costly.
        var judged = new List<GradientPath>();
        var leaving = model.GradientPaths.Where(path => Leaves(path, least, most) && !path.IsExplained);
        foreach (var path in leaving.OrderByDescending(static path => Math.Abs(Math.Log(path.Ratio))).ThenBy(static path => path.Layer.Node).ToList())
        {
            if (judged.Any(other => path.IsSameCause(other, ratio => ratio >= least && ratio <= most)))
            {
                continue;
            }

            judged.Add(path);
            if (MatchingInitializer.For(model, path) is { } initializer)
            {
                var plan = new RepairPlan(model, path.Locations);
                plan.AddInitializer(initializer.Name, initializer.Layers);
                report(plan.ToDiagnostic(
                    Rule,
                    SourceNames.MemberOf(model, path.Layer.Layer),
                    Figures.Of(path.Ratio),
                    path.Description,
                    Figures.Of(least),
                    Figures.Of(most),
                    initializer.Name,
                    Figures.Of(MatchingInitializer.Least),
                    Figures.Of(MatchingInitializer.Most)));
            }
        }
    }

    /// <summary>Whether the gradient leaves the limits by more than one step's doing: a single layer that starts small or
    /// large, such as the last one of a policy, is meant so.</summary>
    private static bool Leaves(GradientPath path, double least, double most) =>
        path.Ratio > 0
        && (path.Ratio / path.LeastStep < least || path.Ratio / path.GreatestStep > most);
}
