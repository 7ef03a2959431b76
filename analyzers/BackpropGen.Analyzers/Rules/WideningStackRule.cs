using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Generator.Graphs;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>BPG2010: dense layers that widen one after the other. Off by default: decoders and generators do, and rightly.</summary>
internal sealed class WideningStackRule : ModelRule
{
    private static readonly RuleOption MinimumLayers = RuleOption.Count(RuleIdentifiers.WideningStack, "min_layers", 3);

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.WideningStack,
        "A stack of layers widens towards the output",
        "From layer '{0}' to layer '{1}' each of {2} layers (limit {3}) is wider than the one before: {4}; most of the weights are in the last ones, where little is left to be found out: narrow the stack towards the output",
        Modelling,
        DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        description: "A network that decides something usually narrows from many features to few numbers; one that widens mostly repeats what it has.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.WideningStack + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override IReadOnlyList<RuleOption> Options { get; } = [MinimumLayers];

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        var previous = new int[model.Graph.Nodes.Length];
        var runs = new Dictionary<int, List<LinearLayer>>();
        var continued = new HashSet<int>();
        for (int node = 0; node < previous.Length; node++)
        {
            previous[node] = PreviousOf(model.Graph, node, previous);
            if (model.Linear[node] is { } layer && layer.IsMadeByCall(model))
            {
                int before = previous[layer.Input];
                if (layer.Outputs > layer.Inputs)
                {
                    runs[node] = [.. runs.TryGetValue(before, out var run) ? run : [], layer];
                    continued.Add(before);
                }

                previous[node] = node;
            }
        }

        // A layer without and with its bias are two nodes; the run of the first goes on into the second's place.
        foreach (var run in runs.Where(run => !continued.Contains(run.Key) && !IsWithoutBias(model, run.Key)
            && run.Value.Count >= model[MinimumLayers]).GroupBy(run => model.LocationOf(run.Key)))
        {
            report(Describe(model, run.Key, run.First().Value));
        }
    }

    /// <summary>The layer whose result alone a node is made of, by elementwise functions and normalizations; −1 for none.</summary>
    private static int PreviousOf(Graph graph, int node, int[] previous)
    {
        if (graph.Nodes[node].Primitive is not (Map or Reduce or Broadcast or Reshape))
        {
            return -1;
        }

        var sources = graph.Nodes[node].Operands
            .Where(operand => graph.Nodes[graph.Origin(operand)].IsPerSample)
            .Select(operand => previous[operand])
            .Distinct()
            .ToList();
        return sources.Count == 1 ? sources[0] : -1;
    }

    private static bool IsWithoutBias(ModelAnalysis model, int node) =>
        model.Readers[node].Any(reader => model.Graph.Nodes[reader].Primitive is Map && model.Linear[reader] is not null);

    private Diagnostic Describe(ModelAnalysis model, Location location, List<LinearLayer> run) => Diagnostic.Create(
        Rule,
        location,
        run[0].Name(model.Graph),
        run[run.Count - 1].Name(model.Graph),
        run.Count.ToString(CultureInfo.InvariantCulture),
        model[MinimumLayers].ToString(CultureInfo.InvariantCulture),
        string.Join(", ", run.Select(static layer => layer.Inputs).Append(run[run.Count - 1].Outputs)
            .Select(static width => width.ToString(CultureInfo.InvariantCulture))));
}
