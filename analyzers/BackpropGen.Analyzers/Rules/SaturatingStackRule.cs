using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.GradientFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackpropGen.Analyzers.Rules;

/// <summary>BPG1001: puts the stacks that <see cref="SaturatingStack"/> finds into words and places.</summary>
internal static class SaturatingStackRule
{
    private const string SigmoidKey = "backpropgen.bpg1001.max_sigmoid_like";
    private const string TanhKey = "backpropgen.bpg1001.max_tanh_like";
    private const string Remedy = "add residual connections or LayerNorm, or use Relu or Gelu with Initializer.HeNormal";

    /// <summary>Reports the stacks of a model.</summary>
    /// <param name="reading">The model as read.</param>
    /// <param name="options">The options of all files.</param>
    /// <param name="report">What takes the diagnostics.</param>
    internal static void Check(ModelReading reading, AnalyzerConfigOptionsProvider options, Action<Diagnostic> report)
    {
        // Clipping keeps large steps from driving units into saturation; the page says what it cannot do.
        if (reading.Definition.MaxGradientNorm > 0 || reading.Definition.MaxGradientValue > 0)
        {
            return;
        }

        var chains = new ActivationChains(reading.Definition.Training);
        foreach (var stack in SaturatingStack.Find(reading.Definition.Training, chains.Classify, Limits(reading, options)))
        {
            report(Describe(reading, chains, stack));
        }
    }

    private static SaturatingStackLimits Limits(ModelReading reading, AnalyzerConfigOptionsProvider options)
    {
        if (reading.Fallback.SourceTree is not { } tree)
        {
            return SaturatingStackLimits.Default;
        }

        var file = options.GetOptions(tree);
        return new(
            AnalyzerOptionsReader.Count(file, SigmoidKey, SaturatingStackLimits.Default.MaximumSigmoidLike),
            AnalyzerOptionsReader.Count(file, TanhKey, SaturatingStackLimits.Default.MaximumTanhLike));
    }

    private static Diagnostic Describe(ModelReading reading, ActivationChains chains, SaturatingStack stack)
    {
        var locations = stack.Activations.Select(node => reading.LocationOf(chains.SiteOf(node))).Distinct().ToList();
        string sites = ResidualSites.Of(reading, chains, stack, locations);
        var properties = sites.Length == 0
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty.Add(ResidualSite.Property, sites);
        return Diagnostic.Create(
            DiagnosticDescriptors.SaturatingStack,
            locations[0],
            locations.Skip(1),
            properties,
            FirstLayer(reading, chains[stack.Activations[0]].Preactivation),
            stack.Activations.Count,
            stack.Kind == Saturation.SigmoidLike ? "sigmoid-like" : "saturating",
            stack.Limit,
            Estimate(reading, chains, stack.Activations),
            Remedy);
    }

    private static string Estimate(ModelReading reading, ActivationChains chains, IReadOnlyList<int> activations)
    {
        double? ratio = StackGradientRatio.Estimate(reading.Definition.Training, reading.Definition.Parameters, chains, activations);
        return ratio is { } value
            ? string.Format(
                CultureInfo.InvariantCulture,
                value >= 1e-3 ? "; about {0:0.###} of the gradient's norm is left at initialization (estimate)"
                    : "; about {0:0.0E+0} of the gradient's norm is left at initialization (estimate)",
                value)
            : "";
    }

    /// <summary>The name of the nearest weighted layer at or below a node; the model's where there is none.</summary>
    private static string FirstLayer(ModelReading reading, int node)
    {
        var graph = reading.Definition.Training;
        while (true)
        {
            if (DensePattern.Match(graph, node) is { } layer)
            {
                return layer.Layer;
            }

            var operands = graph.Nodes[node].Operands.Where(operand => graph.Nodes[operand].IsPerSample).ToList();
            if (operands.Count == 0)
            {
                return reading.Definition.Type.Name;
            }

            node = operands[0];
        }
    }
}
