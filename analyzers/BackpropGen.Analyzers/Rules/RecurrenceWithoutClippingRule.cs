using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Analyzers.Repairs;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>BPG1008: a recurrence whose gradient can explode, and nothing that bounds it.</summary>
internal sealed class RecurrenceWithoutClippingRule : ModelRule
{
    // The same limit as that of an exploding gradient.
    private static readonly RuleOption MaximumGrowth = RuleOption.Number(RuleIdentifiers.RecurrenceWithoutClipping, "max_growth", 70);

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.RecurrenceWithoutClipping,
        "A recurrence without gradient clipping",
        "'{0}' is applied {1} times in sequence, and each step can multiply a gradient by up to {2} (greatest slope times largest singular value of the initial weights), {3} in all (limit {4}): add [ClipGradients(MaxNorm = 1)]",
        GradientFlow,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "A bound above 1 for each step does not make the gradient explode, but it allows it to, for weights reached while training too.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.RecurrenceWithoutClipping + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override IReadOnlyList<RuleOption> Options { get; } = [MaximumGrowth];

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        if (model.ClipsGradients || model.Recurrences.Count == 0)
        {
            return;
        }

        double limit = model[MaximumGrowth];
        var growth = new StepGrowth(model);
        var explained = new HashSet<int>();
        foreach (var recurrence in model.Recurrences)
        {
            // Two weights that take turns in one loop are one recurrence.
            var nodes = recurrence.Applications.Select(static layer => layer.Node).ToList();
            if (nodes.Any(explained.Contains) || nodes.Any(model.IsExplained) || growth.Over(recurrence) is not { } bound || bound <= limit)
            {
                continue;
            }

            int steps = nodes.Count - 1;
            explained.UnionWith(Enumerable.Range(nodes[0], nodes[steps] - nodes[0]));
            var plan = new RepairPlan(model, [model.LocationOf(nodes[0])]);
            plan.AddClipping();
            report(plan.ToDiagnostic(
                Rule,
                SourceNames.MemberOf(model, recurrence.Applications[0].Layer),
                nodes.Count,
                Figures.Of(Math.Pow(bound, 1.0 / steps)),
                Figures.Of(bound),
                Figures.Of(limit)));
        }
    }
}
