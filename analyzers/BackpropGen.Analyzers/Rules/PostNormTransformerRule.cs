using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>BPG1013: Transformer blocks that normalize after the skip connection, many of them in sequence.</summary>
internal sealed class PostNormTransformerRule : ModelRule
{
    private static readonly RuleOption MaximumBlocks = RuleOption.Count(RuleIdentifiers.PostNormTransformer, "max_blocks", 6);

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.PostNormTransformer,
        "A deep Transformer that normalizes after the skip connection",
        "The gradient passes the normalizations of {0} Transformer blocks in sequence, each applied to x + F(x) (limit {1}): normalize before, x = x + F(norm(x)), and once after the last block",
        GradientFlow,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "A normalization of x + F(x) lies across the skip connection, so no way leads around it. The gradients of the last blocks are then large when training begins, and it needs small first steps.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.PostNormTransformer + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override IReadOnlyList<RuleOption> Options { get; } = [MaximumBlocks];

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        int limit = (int)model[MaximumBlocks];
        var blocks = new PostNormBlocks(model);
        var sublayers = blocks.Find();
        if (sublayers.Count < limit)
        {
            return;
        }

        var run = new BackwardRun(model.Graph, sublayers.ContainsKey, static _ => false);
        var reported = new HashSet<int>();
        foreach (int start in sublayers.Keys.OrderByDescending(run.At).ThenBy(static node => node))
        {
            var sequence = run.Sequence(start);
            int count = blocks.Blocks([.. sequence.Where(node => !reported.Contains(node))]);
            if (count >= limit && !sequence.Any(model.IsExplained))
            {
                reported.UnionWith(sequence);
                var locations = sequence.Select(model.LocationOf).Distinct().ToList();
                report(Diagnostic.Create(Rule, locations[0], locations.Skip(1), count, limit));
            }
        }
    }
}
