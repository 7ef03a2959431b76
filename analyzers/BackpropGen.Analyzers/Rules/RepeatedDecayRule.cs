using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>
/// BPG2008: <c>[WeightDecay]</c> beside a <c>Penalty</c> that adds the squares of all weights once more. A penalty on some
/// of the weights is taken for a stronger decay of those. The optimizer's own decay: <see cref="RepeatedDecayByOptimizerRule"/>.
/// </summary>
internal sealed class RepeatedDecayRule : ModelRule
{
    /// <summary>Shared with the rule about optimizers.</summary>
    internal static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.RepeatedDecay,
        "Weights decay twice",
        "'{0}' has [WeightDecay({1})], and {2}: the weights decay twice, and neither factor is what it seems; keep one of the two",
        Modelling,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A squared penalty, [WeightDecay] and the decay of AdamW all pull the weights to 0; two of them add up.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.RepeatedDecay + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        var weights = model.Definition.Parameters.Where(static parameter => parameter.Shape.Rank >= 2).Select(static parameter => parameter.Path)
            .OrderBy(static path => path, StringComparer.Ordinal).ToList();
        if (model.Definition.WeightDecay == 0 || weights.Count == 0)
        {
            return;
        }

        foreach (var penalty in model.Graph.Outputs.Where(static output => output.Role == OutputRole.Penalty))
        {
            var squared = new HashSet<string>();
            Collect(model.Graph, penalty.Node, squared);
            if (weights.All(squared.Contains))
            {
                report(Diagnostic.Create(
                    Rule,
                    model.LocationOf(penalty.Node),
                    model.Type.Name,
                    model.Definition.WeightDecay.ToString(CultureInfo.InvariantCulture),
                    $"its Penalty adds the squares of {Names(weights)} once more"));
            }
        }
    }

    /// <summary>The parameters whose squares a node sums, with positive factors.</summary>
    private static void Collect(Graph graph, int node, HashSet<string> squared)
    {
        var (primitive, operands) = (graph.Nodes[node].Primitive, graph.Nodes[node].Operands);
        if (primitive is Map { Function: var function })
        {
            if (operands.Length == 1 && IsSquare(function) && graph.Nodes[graph.Origin(operands[0])].Primitive is Parameter parameter)
            {
                squared.Add(parameter.Path);
                return;
            }

            for (int i = 0; i < operands.Length; i++)
            {
                if (AddsTo(function, i))
                {
                    Collect(graph, operands[i], squared);
                }
            }
        }
        else if (primitive is Reduce { Reduction: Reduction.Sum } or Broadcast or Reshape or Transpose)
        {
            Collect(graph, operands[0], squared);
        }
    }

    /// <summary>c x² with c above 0.</summary>
    private static bool IsSquare(ScalarFunction function)
    {
        double unit = function.Evaluate(1);
        return unit > 0 && function.Evaluate(-2) == 4 * unit && function.Evaluate(3) == 9 * unit;
    }

    /// <summary>Whether a function grows with one argument by the same factor, whatever the others are.</summary>
    private static bool AddsTo(ScalarFunction function, int argument)
    {
        double Value(double at, double others) =>
            function.Evaluate([.. Enumerable.Range(0, function.Arity).Select(i => i == argument ? at : others)]);

        double slope = Value(1, 1) - Value(0, 1);
        return slope > 0 && new[] { (2.0, 1.0), (4.0, 1.0), (2.0, 3.0), (4.0, 3.0) }.All(point =>
            Math.Abs(Value(point.Item1, point.Item2) - Value(0, point.Item2) - (point.Item1 * slope)) <= 1e-9 * Math.Abs(slope));
    }

    private static string Names(List<string> weights) => weights.Count <= 3
        ? string.Join(", ", weights.Select(static weight => $"'{weight}'"))
        : string.Format(CultureInfo.InvariantCulture, "all {0} weights", weights.Count);
}
