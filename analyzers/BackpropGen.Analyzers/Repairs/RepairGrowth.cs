using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Rules;
using BackpropGen.Generator;
using BackpropGen.Generator.GradientFlow;
using BackpropGen.Generator.GradientFlow.Expectations;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Analyzers.Repairs;

/// <summary>What a repair would make of the gradient, so that no remedy for a vanishing gradient makes it explode.</summary>
/// <param name="model">The model.</param>
/// <param name="activations">The activations that the gradient passes, the nearest to the input first.</param>
internal sealed class RepairGrowth(ModelAnalysis model, IReadOnlyList<int> activations)
{
    private static readonly Memo<ScalarFunction, double> Normalizations = new(1000);

    /// <summary>Whether the gradient would grow beyond the limit of BPG1003.</summary>
    internal bool Explodes(Func<int, bool> isRepaired, Repair repair) => repair switch
    {
        Repair.Skipped => OfSums(isRepaired),
        Repair.Normalized => activations.Where(isRepaired).Aggregate(1.0, (growth, node) => growth * Normalizations.Remember(model.Activations[node].Function, OfNormalization)),
        _ => 1,
    } > Explosion.DefaultLimit;

    /// <summary>√(1 + χ) for each sum x + F(x), with χ as it is now: only a normalization keeps it from growing, as it divides
    /// by what the sums before have made of the signal.</summary>
    private double OfSums(Func<int, bool> isSum)
    {
        if (activations.Count == 0)
        {
            return 1;
        }

        var path = model.Flow.PathToLoss(model.Activations[activations[0]].Preactivation);
        double growth = 1, before = model.Flow.GradientRatio(path[0]);
        bool isNormalized = false;
        foreach (int node in path)
        {
            isNormalized |= model.Normalizations.IsMatch(node);
            if (isSum(node))
            {
                double gain = before / model.Flow.GradientRatio(node);
                growth *= isNormalized ? 1 : Math.Sqrt(1 + (gain * gain));
                (before, isNormalized) = (model.Flow.GradientRatio(node), false);
            }
        }

        return growth;
    }

    /// <summary>√(E[φ′²] / Var φ) at unit variance: 1.211 for ReLU (Yang et al., 2019, theorem 3.9).</summary>
    private static double OfNormalization(ScalarFunction activation)
    {
        Statistics unit = Statistics.Independent(0, 1, 0, isPerSample: true);
        var value = NormalExpectation.Of(activation, [unit], [false]);
        var slope = NormalExpectation.Of(NormalExpectation.Derivative(activation, 0), [unit], [false]);
        return Math.Sqrt(slope.MeanSquare / value.Variance);
    }
}
