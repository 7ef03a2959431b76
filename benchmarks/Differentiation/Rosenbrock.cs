using System;
using System.Linq;

namespace BackpropGen.Benchmarks.Differentiation;

/// <summary>The chained function of Rosenbrock in 20 variables: its Hessian has three diagonals.</summary>
internal static partial class Rosenbrock
{
    /// <summary>The number of variables.</summary>
    public const int Variables = 20;

    private static readonly double[] X = [.. Enumerable.Range(0, Variables).Select(static i => 0.9 + (0.02 * i))];
    private static readonly double[] Slope = new double[Variables];
    private static readonly double[] Curvature = new double[Variables * Variables];

    /// <summary>Σ 100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)².</summary>
    [Differentiable(BackpropGen.Derivatives.First | BackpropGen.Derivatives.Hessian)]
    public static double Chain([Shape(Variables)] ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i + 1 < Variables; i++)
        {
            double valley = x[i + 1] - x[i] * x[i], rest = 1 - x[i];
            sum += 100 * valley * valley + rest * rest;
        }

        return sum;
    }

    /// <summary>The number of second derivatives that are not 0.</summary>
    public static int Nonzeros => Curvature.Count(static element => element != 0);

    /// <summary>The value, some times.</summary>
    public static void Evaluate(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            sum += Chain(X);
        }

        Slope[0] = sum;
    }

    /// <summary>Value and gradient, some times.</summary>
    public static void Differentiate(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            ChainGradient(X, Slope);
        }
    }

    /// <summary>Value, gradient and Hessian, some times.</summary>
    public static void Twice(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            ChainHessian(X, Slope, Curvature);
        }
    }
}
