using System;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>BPG2007: an attribute that promises clipping or weight decay and sets no limit or factor. Negative ones are BPG0007.</summary>
internal sealed class IneffectiveLimitRule : ModelRule
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.IneffectiveLimit,
        "Clipping or weight decay is declared without effect",
        "[{0}] on '{1}' has no effect, since {2}; {3}, or remove the attribute",
        Modelling,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A limit of 0 is no limit, and a factor of 0 no decay: the attribute says something that training does not do.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.IneffectiveLimit + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        if (!model.ClipsGradients)
        {
            Report("ClipGradients", "neither MaxNorm nor MaxValue is above 0", "set one, as in [ClipGradients(MaxNorm = 1)]");
        }

        if (model.Definition.WeightDecay == 0)
        {
            Report("WeightDecay", "its factor is 0", "give one, as in [WeightDecay(1e-4)]");
        }

        void Report(string attribute, string cause, string remedy)
        {
            if (ModelOptions.Find(model.Type, attribute + "Attribute") is { } data)
            {
                report(Diagnostic.Create(Rule, ModelOptions.LocationOf(data, model.Type), attribute, model.Type.Name, cause, remedy));
            }
        }
    }
}
