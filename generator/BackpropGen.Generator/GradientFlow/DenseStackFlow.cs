using System;
using System.Collections.Generic;

namespace BackpropGen.Generator.GradientFlow;

/// <summary>One weighted layer and the activation that follows it.</summary>
/// <param name="weightGain">σ_w² = fan-in · Var W.</param>
/// <param name="biasVariance">σ_b².</param>
/// <param name="activation">φ; null at an output that none follows.</param>
internal readonly struct DenseStage(double weightGain, double biasVariance, ActivationFlow? activation)
{
    internal double WeightGain { get; } = weightGain;

    internal double BiasVariance { get; } = biasVariance;

    internal ActivationFlow? Activation { get; } = activation;
}

/// <summary>
/// The mean-field estimate of a stack of dense layers with independent weights, at initialization:
/// <c>q_l = σ_w² E[φ(√q_{l−1} z)²] + σ_b²</c> forward, <c>|δ_l|² = |δ_{l+1}|² σ_w² E[φ′(√q_l z)²]</c> backward.
/// Source: Poole et al., 2016, equation 3; Schoenholz et al., 2017, equation 7.
/// </summary>
/// <remarks>An estimate, not a bound: it holds on average over the weights, better the wider the layers.</remarks>
internal static class DenseStackFlow
{
    /// <summary>How much of the gradient's norm at the last layer reaches the first: the product of √χ over all pairs of
    /// neighbours. Below 1 it vanishes, above 1 it explodes.</summary>
    /// <param name="stages">The layers, first applied first.</param>
    /// <param name="inputMeanSquare">The mean square of an element of the input.</param>
    internal static double GradientRatio(IReadOnlyList<DenseStage> stages, double inputMeanSquare = 1)
    {
        double[] variances = PreactivationVariances(stages, inputMeanSquare);

        // Summed as logarithms: a product over many layers would underflow.
        double logarithm = 0;
        for (int i = 0; i + 1 < stages.Count; i++)
        {
            double slope = stages[i].Activation?.MeanSquareSlope(variances[i]) ?? 1;
            logarithm += 0.5 * Math.Log(stages[i + 1].WeightGain * slope);
        }

        return Math.Exp(logarithm);
    }

    /// <summary>q of every layer.</summary>
    /// <param name="stages">The layers, first applied first.</param>
    /// <param name="inputMeanSquare">The mean square of an element of the input.</param>
    internal static double[] PreactivationVariances(IReadOnlyList<DenseStage> stages, double inputMeanSquare = 1)
    {
        var variances = new double[stages.Count];
        double meanSquare = inputMeanSquare;
        for (int i = 0; i < variances.Length; i++)
        {
            variances[i] = (stages[i].WeightGain * meanSquare) + stages[i].BiasVariance;

            // Once settled, the same number exactly, so that its moments are looked up and not computed again.
            if (i > 0 && Math.Abs(variances[i] - variances[i - 1]) <= 1e-14 * variances[i])
            {
                variances[i] = variances[i - 1];
            }

            meanSquare = stages[i].Activation?.MeanSquare(variances[i]) ?? variances[i];
        }

        return variances;
    }
}
