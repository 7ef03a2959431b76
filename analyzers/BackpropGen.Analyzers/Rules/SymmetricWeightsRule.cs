using System;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Analyzers.Repairs;
using BackpropGen.Generator.GradientFlow;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>BPG1005: weights that start equal for all units of a hidden layer, so that its units compute the same.</summary>
internal sealed class SymmetricWeightsRule : ModelRule
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.SymmetricWeights,
        "All units of a hidden layer start equal",
        "Every weight of {0} starts at {1}, so the {2} units of this hidden layer compute the same value and the layer works as one unit: use a random initializer, such as {3}",
        GradientFlow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Units with equal weights have equal values, and those whose values are used alike have equal gradients: nothing but chance at the start makes them different.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.SymmetricWeights + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        var constants = model.Definition.Parameters
            // Also a distribution without any width, such as N(0, 0).
            .Where(static parameter => InitialMoments.Variance(parameter.Initialization) == 0)
            .ToDictionary(static parameter => parameter.Path, static parameter => InitialMoments.Mean(parameter.Initialization));
        if (!model.Layers.All.Any(layer => constants.ContainsKey(layer.Weight)))
        {
            return;
        }

        var use = new EqualUnits(model, new UniformAxes(model.Graph, constants.Keys));
        var found = model.Layers.All
            .Where(layer => constants.ContainsKey(layer.Weight) && use.AreInterchangeable(layer))
            .GroupBy(static layer => layer.Weight).Select(static applications => applications.First());
        foreach (var (location, layers) in SourceNames.ByLocation(found, layer => model.DeclarationOf(layer.Weight)))
        {
            model.Explain(layers.SelectMany(use.Affected));
            string initializer = use.IsRectified(layers[0]) ? "HeNormal" : "GlorotUniform";
            var plan = new RepairPlan(model, [location, .. layers.Select(layer => model.LocationOf(layer.Node))]);
            plan.AddInitializer(initializer, layers.Select(layer => model.MakingOf(layer.Weight) is null ? layer.Layer : layer.Weight));
            report(plan.ToDiagnostic(
                Rule,
                SourceNames.AndOthers(SourceNames.MemberOf(model, layers[0].Layer), layers.Count - 1),
                Figures.Of(constants[layers[0].Weight]),
                layers[0].Width,
                "Initializer." + initializer));
        }
    }
}
