using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Analyzers.Repairs;
using BackpropGen.Generator.Graphs;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>BPG1002: layers that receive next to nothing of the gradient when training begins.</summary>
internal sealed class VanishingGradientRule : ModelRule
{
    // A branch or a last layer that starts nearly closed, as if it were zero, opens with its first step.
    private const double Closed = 0.01;
    private static readonly RuleOption MinimumRatio = RuleOption.Number(RuleIdentifiers.VanishingGradient, "min_ratio", 1e-3);

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.VanishingGradient,
        "The gradient vanishes",
        "'{0}' receives {1} of the loss gradient through {2} (limit {3}): {4}",
        GradientFlow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An estimate for the moment after initialization: the norm of one sample's gradient at the layer's result over that at the last weighted layers. Clipping cannot restore it, for it only shrinks.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.VanishingGradient + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override IReadOnlyList<RuleOption> Options { get; } = [MinimumRatio];

    /// <inheritdoc/>
    internal override void Check(ModelAnalysis model, Action<Diagnostic> report)
    {
        double limit = model[MinimumRatio];
        if (model.Flow.Layers.All(layer => !(layer.GradientRatio < limit)))
        {
            return;
        }

        var recurrent = new HashSet<string>(model.Recurrences.Select(static recurrence => recurrence.Weight));
        bool hasZeros = HasZeroFactors(model);
        var reported = new List<GradientPath>();
        var vanishing = model.GradientPaths.Where(path =>
            !recurrent.Contains(path.Layer.Weight) && IsLost(path, limit, hasZeros) && !path.IsExplained);
        foreach (var path in vanishing.OrderBy(static path => path.Ratio).ThenBy(static path => path.Layer.Node).ToList())
        {
            if (!reported.Any(other => path.IsSameCause(other, ratio => ratio >= limit)))
            {
                reported.Add(path);
                report(Describe(model, path, limit));
            }
        }

        model.Explain(reported.SelectMany(path => path.Nodes.TakeWhile(node => model.Flow.GradientRatio(node) < MatchingInitializer.Least)));
    }

    private static bool IsLost(GradientPath path, double limit, bool hasZeros)
    {
        // Weights that start at zero pass no gradient until they have moved; else so small a number has no digits.
        if (path.Ratio == 0)
        {
            return limit > 0 && !hasZeros;
        }

        return path.Ratio / (path.LeastStep < Closed ? path.LeastStep : 1) < limit;
    }

    private static Diagnostic Describe(ModelAnalysis model, GradientPath path, double limit)
    {
        var initializer = MatchingInitializer.For(model, path);
        var plan = new RepairPlan(model, path.Locations);

        // What each activation that is left alone does to the gradient, taken to be the same for all.
        new ActivationRepairs(model, path.Activations).AddTo(plan, (isRepaired, _) =>
            Math.Pow(path.Ratio, (double)path.Activations.Count(node => !isRepaired(node)) / path.Activations.Count) >= limit);
        if (initializer is not null)
        {
            plan.AddInitializer(initializer.Name, initializer.Layers);
        }

        string remedy = initializer is not null ? $"use Initializer.{initializer.Name}, or add a residual connection or normalization"
            : path.IsSaturating ? "add a residual connection, normalization, or a non-saturating activation"
            : "add a residual connection or normalization";
        return plan.ToDiagnostic(
            Rule,
            SourceNames.MemberOf(model, path.Layer.Layer),
            Figures.Of(path.Ratio),
            path.Description,
            Figures.Of(limit),
            remedy);
    }

    /// <summary>Whether a parameter that starts at zero multiplies something: a layer's weight, a branch's scale.</summary>
    private static bool HasZeroFactors(ModelAnalysis model)
    {
        var zeros = new HashSet<string>(model.Flow.Parameters.Where(static parameter => parameter.InitialMeanSquare == 0).Select(static parameter => parameter.Path));
        var reached = new HashSet<int>();
        for (int i = 0; i < model.Graph.Nodes.Length; i++)
        {
            var node = model.Graph.Nodes[i];
            bool isZero = node.Primitive is Parameter parameter && zeros.Contains(parameter.Path);
            if (isZero || (node.Primitive is Broadcast or Reshape or Transpose or Slice or Concatenate or Gather && node.Operands.Any(reached.Contains)))
            {
                reached.Add(i);
            }
            else if (node.Operands.Any(reached.Contains) && (node.Primitive is Contract
                || (node.Primitive is Map map && Enumerable.Range(0, node.Operands.Length)
                    .Any(operand => reached.Contains(node.Operands[operand]) && MapSlopes.ConstantSlope(map.Function, operand) is null))))
            {
                return true;
            }
        }

        return false;
    }
}
