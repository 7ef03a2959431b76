using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>BPG1006: a recurrence whose first steps receive nothing of the gradient of its last.</summary>
internal sealed class RecurrentHorizonRule : ModelRule
{
    private static readonly RuleOption MinimumRatio = RuleOption.Number(RuleIdentifiers.RecurrentHorizon, "min_ratio", 1e-3);

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.RecurrentHorizon,
        "A recurrence is longer than its gradient reaches",
        "'{0}' is applied {1} times in sequence, and its first application receives {2} of the gradient of its last, {3} a step (limit {4}): use a gated cell such as LSTM or GRU, a skip connection from step to step, or fewer steps",
        GradientFlow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An estimate for the moment after initialization. What happened early in a sequence has no influence on the weights then, and so nothing is learnt from it.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.RecurrentHorizon + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override IReadOnlyList<RuleOption> Options { get; } = [MinimumRatio];

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        double limit = model[MinimumRatio];
        var growth = new StepGrowth(model);
        foreach (var recurrence in model.Recurrences)
        {
            var nodes = recurrence.Applications.Select(static layer => layer.Node).ToList();
            int steps = nodes.Count - 1;
            double ratio = model.Flow.GradientRatio(nodes[0]) / model.Flow.GradientRatio(nodes[steps]);

            // Gates and normalization between the steps have no bound; what they keep is for training to find.
            if (!(ratio < limit) || growth.Over(recurrence) is null
                || recurrence.Steps(model.Graph).Any(model.IsExplained))
            {
                continue;
            }

            model.Explain(Enumerable.Range(nodes[0], nodes[steps] - nodes[0]));
            report(Diagnostic.Create(
                Rule,
                model.LocationOf(nodes[0]),
                SourceNames.MemberOf(model, recurrence.Applications[0].Layer),
                nodes.Count,
                Figures.Of(ratio),
                Figures.Of(Math.Pow(ratio, 1.0 / steps)),
                Figures.Of(limit)));
        }
    }
}
