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

    /// <summary>Such sums with a normalization in or behind each: the gradient then grows with a power of the depth only,
    /// and deep residual networks and Transformers of this form are trained. No rule reports it.</summary>
    NormalizedSums,
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

    // √(1 + χ) with χ = 3; a branch that does more to the gradient has weights that are too large.
    private const double MaximumFactorOfSum = 2;

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
        if (normalizations.Count > 1 && 2 * normalizations.Count >= path.Above.Count)
        {
            return new(model, path, ExplosionCause.BatchNormalization, normalizations);
        }

        // A sum multiplies the squared norm by 1 + χ, with a χ of about 1 where the weights are as they should be.
        var sums = path.Dependents().OrderBy(static node => node)
            .Select(node => (Node: node, Sum: ResidualSum.Match(model, node)))
            .Where(static item => item.Sum is not null).ToList();
        if (sums.Count < 2 || Math.Pow(path.Ratio, 1.0 / sums.Count) >= MaximumFactorOfSum)
        {
            return new(model, path, ExplosionCause.Weights, []);
        }

        bool isNormalized = 2 * sums.Count(item => IsNormalized(model, item.Node, item.Sum!.Value)) >= sums.Count;
        return new(model, path, isNormalized ? ExplosionCause.NormalizedSums : ExplosionCause.ResidualSums, [.. sums.Select(static item => item.Node)]);
    }

    /// <summary>Whether the branch, or the sum itself, is normalized.</summary>
    private static bool IsNormalized(ModelAnalysis model, int node, ResidualSum sum) =>
        sum.Made(model.Graph).Any(model.Normalizations.IsMatch)
        || model.Readers[node].Any(reader => model.Normalizations.IsMatch(reader) || model.Readers[reader].Any(model.Normalizations.IsMatch));

    /// <summary>A normalization whose statistics all samples share.</summary>
    private static bool IsOverBatch(ModelAnalysis model, int node) =>
        model.Normalizations.IsMatch(node)
        && model.Graph.Nodes[node].Operands.Any(operand => model.Graph.Nodes[model.Graph.Unrepeated(operand)] is { IsPerSample: false });
}
