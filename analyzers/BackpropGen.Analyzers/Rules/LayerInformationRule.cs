using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Summaries;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>BPG3001: tells what the compiler knows of each layer at the field or local that names it, once the user asks by
/// raising its severity.</summary>
internal sealed class LayerInformationRule : ModelRule
{
    /// <summary>More kinds than these in one member are only counted.</summary>
    private const int ListedKinds = 4;

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.LayerInformation,
        "What is known of a layer",
        "'{0}' of {1}: {2}, {3}{4}",
        Information,
        DiagnosticSeverity.Hidden,
        isEnabledByDefault: true,
        description: "Kind, output shape, number of parameters and predicted gradient ratio of a layer, or of all layers of an array.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.LayerInformation + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        var layers = LayerDescription.AllOf(model.Definition, model.Definition.HasLoss ? model.Flow : null);
        var members = layers.SelectMany(layer => Places(model, layer.Path).Select(place => (Place: place, Layer: layer)))
            .GroupBy(item => (model.Sources.Places[item.Place], PathPattern.Of(item.Place)));
        foreach (var member in members)
        {
            string name = PathPattern.Describe([.. member.Select(static item => item.Place).Distinct()]);
            report(Describe(model, member.Key.Item1, name, [.. member.Select(static item => item.Layer)]));
        }
    }

    /// <summary>The path and those around it that a field or local names: <c>blocks.3.down</c> and <c>blocks</c>.</summary>
    private static IEnumerable<string> Places(ModelAnalysis model, string path)
    {
        while (path.Length > 0)
        {
            if (model.Sources.Places.ContainsKey(path))
            {
                yield return path;
            }

            path = path.Substring(0, Math.Max(0, path.LastIndexOf('.')));
        }
    }

    private static Diagnostic Describe(ModelAnalysis model, Location location, string name, IReadOnlyList<LayerDescription> layers) => Diagnostic.Create(
        Rule,
        location,
        name,
        model.Type.Name,
        Kinds(LayerGroup.AllOf(layers)),
        Parameters(layers.Sum(static layer => layer.ParameterCount)),
        Ratios([.. layers.Where(static layer => layer.GradientRatio is not null).Select(static layer => layer.GradientRatio!.Value)]));

    /// <summary><c>8 × Dense → [16], 8 × Dense → [64]</c>.</summary>
    private static string Kinds(IReadOnlyList<LayerGroup> groups)
    {
        var texts = groups.Take(ListedKinds).Select(static group =>
            (group.Layers.Length > 1 ? group.Layers.Length.ToString(CultureInfo.InvariantCulture) + " × " : "")
            + $"{group.First.Kind} → {group.First.OutputShape}");
        int rest = groups.Skip(ListedKinds).Sum(static group => group.Layers.Length);
        return string.Join(", ", texts) + (rest == 0 ? "" : $" and {rest.ToString(CultureInfo.InvariantCulture)} more");
    }

    private static string Parameters(long count) => count == 1 ? "1 parameter" : count.ToString("N0", CultureInfo.InvariantCulture) + " parameters";

    private static string Ratios(IReadOnlyList<double> ratios)
    {
        if (ratios.Count == 0)
        {
            return "";
        }

        string least = RatioText.Of(ratios.Min()), greatest = RatioText.Of(ratios.Max());
        return (least == greatest ? $", predicted gradient ratio {least}" : $", predicted gradient ratios from {least} to {greatest}") + " (estimate at initialization)";
    }
}
