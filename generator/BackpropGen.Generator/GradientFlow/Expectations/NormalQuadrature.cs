using System;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.GradientFlow.Expectations;

/// <summary>
/// The mean and variance of a function of one normal variable, exact to about 1e-12 and deterministic: the trapezoidal rule
/// where the function is smooth, composite Gauss-Legendre quadrature split at the kinks where it is not. Gauss-Hermite
/// quadrature is wrong at kinks and at large variances.
/// </summary>
internal static class NormalQuadrature
{
    /// <summary>E[f(x)] and Var f(x) for x of a mean and a standard deviation.</summary>
    internal static (double Mean, double Variance) Moments(ScalarFunction function, double mean, double deviation)
    {
        var kinks = Kinks.Of(function);
        double first = double.NaN, second = double.NaN;
        if (kinks.Count > 0 || !Trapezoids.TryIntegrate(function, mean, deviation, out first, out second))
        {
            (first, second) = AdaptiveQuadrature.Integrate(function, mean, deviation, kinks);
        }

        return (first, Math.Max(0, second - (first * first)));
    }
}
