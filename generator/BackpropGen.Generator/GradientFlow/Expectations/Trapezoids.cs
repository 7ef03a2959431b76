using System;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.GradientFlow.Expectations;

/// <summary>
/// The trapezoidal rule against the standard normal density. For a function that is analytic in a strip of half-width a
/// around the real line its error is about exp(−2π a / h): halving the step h squares it, so that two steps which agree to
/// 1e-8 leave the finer one exact to rounding. Source: Trefethen, Weideman, 2014, theorem 5.1.
/// </summary>
internal static class Trapezoids
{
    // The density there is 1e-22: what grows like a polynomial is not seen beyond.
    private const int Reach = 10;
    private const int MaximumHalvings = 4;
    private const double Agreement = 1e-8;

    /// <summary>E[f(x)] and E[f(x)²] for x of a mean and a standard deviation.</summary>
    /// <returns>Whether the function was smooth enough.</returns>
    internal static bool TryIntegrate(ScalarFunction function, double mean, double deviation, out double first, out double second)
    {
        var (one, two) = Sum(function, mean, deviation, 0, 0.5);
        double step = 0.5;
        for (int halving = 0; halving <= MaximumHalvings; halving++, step *= 0.5)
        {
            var (oneBetween, twoBetween) = Sum(function, mean, deviation, 0.5 * step, step);
            (first, second) = (0.5 * (one + oneBetween), 0.5 * (two + twoBetween));
            if (Agree(one, first, Math.Sqrt(second)) && Agree(two, second, second))
            {
                return true;
            }

            (one, two) = (first, second);
        }

        (first, second) = (one, two);
        return false;
    }

    private static bool Agree(double coarse, double fine, double scale) => Math.Abs(fine - coarse) <= Agreement * scale;

    /// <summary>The sums over z = −10 + offset, then every step.</summary>
    private static (double First, double Second) Sum(ScalarFunction function, double mean, double deviation, double offset, double step)
    {
        int count = (int)(2 * Reach / step) + (offset == 0 ? 1 : 0);
        var x = new double[count];
        for (int i = 0; i < count; i++)
        {
            x[i] = mean + (deviation * (offset + (i * step) - Reach));
        }

        double[] values = function.EvaluateAll([x], count);
        double first = 0;
        double second = 0;
        for (int i = 0; i < count; i++)
        {
            double z = offset + (i * step) - Reach;
            double weighted = Math.Exp(-0.5 * z * z) * values[i];
            first += weighted;
            second += weighted * values[i];
        }

        double scale = step / Math.Sqrt(2 * Math.PI);
        return (scale * first, scale * second);
    }
}
