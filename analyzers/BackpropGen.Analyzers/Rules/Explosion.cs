using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Generator.Graphs;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>What makes a gradient grow.</summary>
internal enum ExplosionCause
{
    /// <summary>Weights that are too large for their activations, or a recurrence of such.</summary>
    Weights,

    /// <summary>Batch normalizations in sequence that nothing leads around.</summary>
    BatchNormalization,

    /// <summary>Sums of a skip connection and a branch.</summary>
    ResidualSums,
}

/// <summary>A gradient that is much longer at a layer than at the last ones.</summary>
/// <param name="Model">The model.</param>
/// <param name="Path">The way on which it grows.</param>
/// <param name="Cause">By what.</param>
/// <param name="Sites">The nodes that make it grow.</param>
internal sealed record Explosion(ModelAnalysis Model, GradientPath Path, ExplosionCause Cause, IReadOnlyList<int> Sites)
{
    /// <summary>The ratio above which a gradient is said to explode.</summary>
    internal const double DefaultLimit = 70;

    internal int Count => Sites.Count;

    /// <summary>The explosions of a cause, the greatest first, each once; none where the gradient is clipped. What is found
    /// is explained for the rules that follow.</summary>
    internal static IReadOnlyList<Explosion> Find(ModelAnalysis model, double limit, ExplosionCause cause)
    {
        var found = new List<Explosion>();
        if (model.ClipsGradients || model.Flow.Layers.All(layer => !(layer.GradientRatio > limit)))
        {
            return found;
        }

        var exploding = model.GradientPaths.Where(path => path.Ratio > limit && !path.IsExplained);
        foreach (var path in exploding.OrderByDescending(static path => path.Ratio).ThenBy(static path => path.Layer.Node).ToList())
        {
            if (!found.Any(other => path.IsSameCause(other.Path, ratio => ratio <= limit)) && Explain(model, path) is var explosion && explosion.Cause == cause)
            {
                found.Add(explosion);
            }
        }

        model.Explain(found.SelectMany(explosion => explosion.Path.Nodes.TakeWhile(node =>
            model.Flow.GradientRatio(node) is > MatchingInitializer.Most or 0)));
        return found;
    }

    /// <summary>The expressions that make the gradient grow.</summary>
    internal IReadOnlyList<Location> Locations => Cause == ExplosionCause.Weights ? Path.Locations : [.. Sites.Select(Model.LocationOf).Distinct()];

    private static Explosion Explain(ModelAnalysis model, GradientPath path)
    {
        // Each layer's batch normalization undoes what its weights do to the gradient: what still grows, grows by it.
        var normalizations = new BackwardRun(model.Graph, node => IsOverBatch(model, node), static _ => false).Sequence(path.Layer.Node);
        if (normalizations.Count > 1 && 2 * normalizations.Count >= path.Above.Count())
        {
            return new(model, path, ExplosionCause.BatchNormalization, normalizations);
        }

        var sums = path.Nodes.Select(node => (Node: node, Sum: ResidualSum.Match(model, node))).Where(static item => item.Sum is not null).ToList();
        double growth = sums.Sum(item => Logarithm(model.Flow.GradientRatio(item.Sum!.Value.Skip) / model.Flow.GradientRatio(item.Node)));
        return sums.Count > 1 && 2 * growth >= Math.Log(path.Ratio)
            ? new(model, path, ExplosionCause.ResidualSums, [.. sums.Select(static item => item.Node)])
            : new(model, path, ExplosionCause.Weights, []);
    }

    /// <summary>A normalization whose statistics all samples share.</summary>
    private static bool IsOverBatch(ModelAnalysis model, int node) =>
        model.Normalizations.IsMatch(node)
        && model.Graph.Nodes[node].Operands.Any(operand => model.Graph.Nodes[Unrepeated(model.Graph, operand)] is { IsPerSample: false });

    private static int Unrepeated(Graph graph, int node)
    {
        while (graph.Nodes[node].Primitive is Broadcast or Reshape)
        {
            node = graph.Nodes[node].Operands[0];
        }

        return node;
    }

    private static double Logarithm(double factor) => factor > 0 && !double.IsInfinity(factor) ? Math.Log(factor) : 0;
}
