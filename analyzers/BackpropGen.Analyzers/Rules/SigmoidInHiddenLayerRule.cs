using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Analyzers.Repairs;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>BPG1014: a sigmoid where another activation passes more of the gradient.</summary>
internal sealed class SigmoidInHiddenLayerRule : ModelRule
{
    // A search finds the greatest slope of a function outside the table, to this precision.
    private const double SlopeTolerance = 1e-9;
    private static readonly RuleOption MaximumSlope = RuleOption.Number(RuleIdentifiers.SigmoidInHiddenLayer, "max_slope", 0.25);

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.SigmoidInHiddenLayer,
        "A sigmoid in a hidden layer",
        "{0} in the hidden layer {1} passes at most {2} of each gradient, and less where it is saturated (limit {3}): use Relu or Gelu with Initializer.HeNormal, or Tanh with Initializer.GlorotUniform",
        GradientFlow,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The slope of the logistic function is at most 1/4, and its values are all positive. It belongs into gates and outputs that are probabilities.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.SigmoidInHiddenLayer + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override IReadOnlyList<RuleOption> Options { get; } = [MaximumSlope];

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        double limit = model[MaximumSlope];
        var found = model.Activations.Ends.Where(node =>
            model.Activations.ShapeOf(node) is { IsSaturating: true } shape && shape.MaximumSlope <= limit + SlopeTolerance
            && !model.IsExplained(node) && model.FeedsOnlyWeights(node));
        foreach (var (location, nodes) in SourceNames.ByLocation(found, node => model.LocationOf(model.Activations.SiteOf(node))))
        {
            var layers = nodes.Select(node => LayerNames.Below(model, node)).Distinct().ToList();
            var plan = new RepairPlan(model, [location]);
            new ActivationRepairs(model, nodes).AddTo(plan, (isRepaired, repair) => repair == Repair.Replaced && nodes.All(isRepaired));
            report(plan.ToDiagnostic(
                Rule,
                FunctionText.Of(model.ExpressionAt(location)),
                SourceNames.AndOthers(layers[0], layers.Count - 1),
                Figures.Of(model.Activations.ShapeOf(nodes[0]).MaximumSlope),
                Figures.Of(limit)));
        }
    }
}
