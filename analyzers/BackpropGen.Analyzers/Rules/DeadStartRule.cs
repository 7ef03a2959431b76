using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Analyzers.Repairs;
using BackpropGen.Generator.GradientFlow;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>BPG1015: units of a ReLU-like layer that are off for nearly every sample when training begins.</summary>
internal sealed class DeadStartRule : ModelRule
{
    private static readonly RuleOption MinimumActive = RuleOption.Number(RuleIdentifiers.DeadStart, "min_active", 0.01);

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.DeadStart,
        "The units of a layer start switched off",
        "{0} in layer {1} starts with {2} of its units on (limit {3}), because the values it is applied to have mean {4} and standard deviation {5}: {6}, or use LeakyRelu",
        GradientFlow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An estimate for the moment after initialization, with inputs of mean 0 and variance 1. No gradient passes a unit that is off, so it cannot be switched on by training.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.DeadStart + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override IReadOnlyList<RuleOption> Options { get; } = [MinimumActive];

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        double limit = model[MinimumActive];
        var found = model.Activations.Ends.Where(node => !model.IsExplained(node) && Active(model, node) < limit).ToList();
        foreach (var (location, nodes) in SourceNames.ByLocation(found, node => model.LocationOf(model.Activations.SiteOf(node))))
        {
            var values = model.Flow.Forward(model.Activations[nodes[0]].Preactivation);
            var layers = nodes.Select(node => LayerNames.Below(model, node)).Distinct().ToList();
            bool isBias = HasBias(model, nodes[0]);
            var dense = nodes.Select(node => LayerOf(model, node)!.Name(model.Graph));
            var plan = new RepairPlan(model, [location]);
            plan.AddInitializer(isBias ? "Zeros" : "HeNormal", dense, isBias ? "biasInitializer" : null);
            report(plan.ToDiagnostic(
                Rule,
                FunctionText.Of(model.ExpressionAt(location)),
                SourceNames.AndOthers(layers[0], layers.Count - 1),
                Figures.Of(Active(model, nodes[0])!.Value),
                Figures.Of(limit),
                Signed(values.Mean),
                Figures.Of(Math.Sqrt(values.Variance)),
                isBias ? "start the bias at 0" : "start the weights with a random initializer of mean 0, such as Initializer.HeNormal"));
            model.Explain(nodes);
        }
    }

    /// <summary>The share of units that have a slope; null for other functions, and for what no layer's weights make.</summary>
    private static double? Active(ModelAnalysis model, int node)
    {
        var (function, preactivation) = (model.Activations[node].Function, model.Activations[node].Preactivation);
        if (!Rectifiers.SidesOf(function).Any || LayerOf(model, node) is not { } layer)
        {
            return null;
        }

        // Read by something else too, the layer gets a gradient that can switch its units on.
        if (!model.Readers.IsReadOnce(preactivation))
        {
            return null;
        }

        // Nothing arrives: what switched off the layers below is reported there.
        if (model.Flow.Forward(layer.Input).MeanSquare == 0)
        {
            return null;
        }

        var sides = Rectifiers.SidesOf(function);
        var values = model.Flow.Forward(preactivation);
        return values.Variance == 0
            ? sides.Lower < values.Mean && values.Mean < sides.Upper ? 1 : 0
            : Math.Max(0, Below(sides.Upper, values) - Below(sides.Lower, values));
    }

    /// <summary>P(z ≤ limit) for a normal z.</summary>
    private static double Below(double limit, Statistics values) =>
        double.IsInfinity(limit) ? (limit > 0 ? 1 : 0)
        : 0.5 * (1 + ReferenceMath.Erf((limit - values.Mean) / Math.Sqrt(2 * values.Variance)));

    /// <summary>Whether the layer's bias, and not its weights, moves the mean.</summary>
    private static bool HasBias(ModelAnalysis model, int node)
    {
        return LayerOf(model, node)?.Bias is { } bias
            && model.Graph.Nodes[bias].Primitive is Parameter { Path: var path }
            && model.Definition.Parameters.First(parameter => parameter.Path == path) is var declared
            && InitialMoments.Mean(declared.Initialization) != 0;
    }

    private static LinearLayer? LayerOf(ModelAnalysis model, int node) =>
        model.Linear[model.Graph.Origin(model.Activations[node].Preactivation)];

    private static string Signed(double value) => value < 0 ? "-" + Figures.Of(-value) : Figures.Of(value);
}
