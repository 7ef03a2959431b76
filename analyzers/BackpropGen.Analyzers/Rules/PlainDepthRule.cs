using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Analyzers.Repairs;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>BPG1011: many weighted layers in sequence that no way leads around.</summary>
internal sealed class PlainDepthRule : ModelRule
{
    private static readonly RuleOption MaximumDepth = RuleOption.Count(RuleIdentifiers.PlainDepth, "max_depth", 20);

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.PlainDepth,
        "Many layers in sequence without a skip connection",
        "From the loss to '{0}' the gradient passes {1} weighted layers in sequence without a skip connection (limit {2}): add a residual connection around every second or third layer, x = x + F(x)",
        GradientFlow,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Plain networks get worse with more layers, even where normalization keeps the size of their gradients; residual connections make depth usable.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.PlainDepth + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override IReadOnlyList<RuleOption> Options { get; } = [MaximumDepth];

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        int limit = (int)model[MaximumDepth];
        if (model.Layers.Count < limit)
        {
            return;
        }

        // The steps of a recurrence are no layers of their own.
        var recurrent = new HashSet<int>(model.Recurrences.SelectMany(static recurrence => recurrence.Applications.Select(static layer => layer.Node)));
        bool IsCounted(int node) => model.Layers[node] is not null && !recurrent.Contains(node);
        var run = new BackwardRun(model.Graph, IsCounted, static _ => false);
        var reported = new HashSet<int>();
        var starts = model.Layers.All.Select(static layer => layer.Node).Where(node => IsCounted(node) && run.At(node) >= limit);
        foreach (int start in starts.OrderByDescending(run.At).ThenBy(static node => node))
        {
            // Part of a sequence that is reported already, or a branch of it too short to be a cause of its own.
            var sequence = run.Sequence(start);
            bool isNew = sequence.Count(node => !reported.Contains(node)) >= limit;
            reported.UnionWith(sequence);
            if (isNew && !run.Path(start).Any(model.IsExplained))
            {
                var path = run.Path(start).ToList();
                var plan = new RepairPlan(model, sequence.Select(model.LocationOf));
                new ActivationRepairs(model, [.. path.Where(model.Activations.IsEnd)]).AddTo(
                    plan, (isRepaired, repair) => repair == Repair.Skipped && LongestRun(path, IsCounted, isRepaired) < limit);
                report(plan.ToDiagnostic(Rule, SourceNames.MemberOf(model, model.Layers[start]!.Layer), sequence.Count, limit));
            }
        }
    }

    /// <summary>The number of layers in sequence where a way leads around some activations, each with the layer that feeds it.</summary>
    private static int LongestRun(List<int> path, Func<int, bool> isLayer, Func<int, bool> isSkipped)
    {
        int run = 0, longest = 0;
        foreach (int node in path)
        {
            run = isSkipped(node) ? 0 : isLayer(node) ? run + 1 : run;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
