using System;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>
/// BPG2005: a bias that the normalization after it takes away again. It has to be constant along all that the mean is taken
/// over, as before <c>BatchNorm</c>; <c>LayerNorm</c> averages over features, in which a bias differs, and leaves it.
/// </summary>
internal sealed class BiasBeforeNormalizationRule : ModelRule
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.BiasBeforeNormalization,
        "A bias is cancelled by the normalization after it",
        "The bias of layer '{0}' ({1} numbers) has no effect: the normalization of the layer's result subtracts a mean, and the bias with it; leave it out with 'bias: false'",
        Modelling,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "A constant that is added to all samples is part of their mean, so it is gone where the mean is subtracted; its gradient is 0.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.BiasBeforeNormalization + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        var cancelled = model.Analysis.Cancelled.Paths;
        if (cancelled.Count == 0)
        {
            return;
        }

        var parameters = model.Definition.Parameters.ToDictionary(static parameter => parameter.Path);
        foreach (var made in model.Sources.Makings
            .Where(static making => making.Value.Function == "Dense").GroupBy(static making => making.Value.Location))
        {
            // One call makes several layers in a loop or a [Layer] method: it can go without a bias if all of them can.
            var biases = made.Select(making => parameters.TryGetValue(making.Key + ".bias", out var bias) ? bias : null).OfType<ParameterDeclaration>().ToList();
            if (biases.Count > 0 && biases.All(bias => cancelled.Contains(bias.Path)) && !made.Any(making => model.Sources.IsTied(making.Key)))
            {
                report(Diagnostic.Create(
                    Rule, made.Key, made.First().Key, biases[0].Shape.Size.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }
}
