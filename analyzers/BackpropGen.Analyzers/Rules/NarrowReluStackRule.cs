using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>BPG1009: ReLU layers so narrow that chance at the start decides how large their gradients are.</summary>
internal sealed class NarrowReluStackRule : ModelRule
{
    // Hanin, 2018, "Which neural net architectures give rise to exploding and vanishing gradients?", theorem 1, with the
    // factor 5 of ReLU: the variance of the logarithm of a gradient's squared norm is about 5 Σ 1 / n.
    private const double ReluFactor = 5;
    private static readonly RuleOption MaximumVariance = RuleOption.Number(RuleIdentifiers.NarrowReluStack, "max_variance", 5);

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.NarrowReluStack,
        "A stack of narrow ReLU layers",
        "Below '{0}' the gradient passes {1} {2} activations in sequence, of {3} units; from one initialization to the next the logarithm of its squared norm varies with variance 5 Σ 1/n = {4} (limit {5}): widen the layers, use LeakyRelu, or add residual connections or normalization",
        GradientFlow,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "About half of the units of a ReLU layer are off. Where there are few units, chance decides how much of a gradient passes, and with depth its size varies by orders of magnitude.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.NarrowReluStack + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override IReadOnlyList<RuleOption> Options { get; } = [MaximumVariance];

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        double limit = model[MaximumVariance];
        var units = new Dictionary<int, int>();
        foreach (int node in model.Activations.Ends)
        {
            if (Rectifiers.SidesOf(model.Activations[node].Function).Any
                && UnitsOf(model, node) is { } count && model.FeedsOnlyWeights(node))
            {
                units.Add(node, count);
            }
        }

        var run = new BackwardRun(model.Graph, units.ContainsKey, model.Normalizations.IsMatch);
        double Variance(IEnumerable<int> sequence) => ReluFactor * sequence.Sum(node => 1.0 / units[node]);
        var reported = new HashSet<int>();
        foreach (int start in units.Keys.OrderByDescending(run.At).ThenBy(static node => node))
        {
            var sequence = run.Sequence(start);
            double variance = Variance(sequence);
            if (Variance(sequence.Where(node => !reported.Contains(node))) > limit && !sequence.Any(model.IsExplained))
            {
                reported.UnionWith(sequence);
                report(Describe(model, sequence, units, variance, limit));
            }
        }
    }

    private static Diagnostic Describe(ModelAnalysis model, List<int> sequence, Dictionary<int, int> units, double variance, double limit)
    {
        var locations = sequence.Select(node => model.LocationOf(model.Activations.SiteOf(node))).Distinct().ToList();
        int least = sequence.Min(node => units[node]), most = sequence.Max(node => units[node]);
        return Diagnostic.Create(
            Rule,
            locations[0],
            locations.Skip(1),
            LayerNames.Below(model, sequence[0]),
            sequence.Count,
            FunctionText.Of(model.ExpressionAt(locations[0])),
            least == most ? Figures.Of(least) : Figures.Of(least) + " to " + Figures.Of(most),
            Figures.Of(variance),
            Figures.Of(limit));
    }

    /// <summary>The number of units of the weighted layer that an activation is applied to; null where it follows something else.</summary>
    private static int? UnitsOf(ModelAnalysis model, int node)
    {
        var (graph, current) = (model.Graph, model.Activations[node].Preactivation);
        while (model.Layers[current] is null)
        {
            // A bias is repeated for every sample, but no value of the sample.
            var samples = graph.Nodes[current].Operands.Where(operand => graph.Nodes[graph.Origin(operand)].IsPerSample).ToList();
            if (samples.Count != 1)
            {
                return null;
            }

            current = samples[0];
        }

        return model.Layers[current]!.Width;
    }
}
