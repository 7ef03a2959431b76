using System;
using System.Collections.Generic;

namespace BackpropGen.Generator.GradientFlow;

/// <summary>
/// The expectation of a function of a normal variable with mean 0, by composite Gauss-Legendre quadrature split at the
/// function's kinks. Deterministic and exact to about 1e-12, where Gauss-Hermite quadrature fails at kinks and at large
/// variances.
/// </summary>
internal static class GaussianExpectation
{
    // Beyond 12 standard deviations the density is below 1e-32: nothing that grows like a polynomial is seen there.
    private const double Reach = 12;
    private const double Tolerance = 1e-14;
    private static readonly double NormalizationFactor = 1 / Math.Sqrt(2 * Math.PI);

    /// <summary>E[f(√variance · z)], z standard normal.</summary>
    /// <param name="function">The function f.</param>
    /// <param name="variance">The variance of its argument; at 0 the result is f(0).</param>
    /// <param name="kinks">The arguments of f at which it or one of its derivatives jumps.</param>
    internal static double Of(Func<double, double> function, double variance, IReadOnlyList<double> kinks)
    {
        if (variance == 0)
        {
            return function(0);
        }

        double deviation = Math.Sqrt(variance);
        double Integrand(double z) => function(deviation * z) * NormalizationFactor * Math.Exp(-0.5 * z * z);

        double[] points = BreakPoints(deviation, kinks);
        double sum = 0;
        for (int i = 1; i < points.Length; i++)
        {
            sum += GaussLegendre.Integrate(Integrand, points[i - 1], points[i], Tolerance);
        }

        return sum;
    }

    /// <summary>Splits at the kinks, and at powers of two both of z and of the argument: a feature of width 1 of the
    /// function is then seen however large the variance.</summary>
    private static double[] BreakPoints(double deviation, IReadOnlyList<double> kinks)
    {
        var points = new SortedSet<double> { -Reach, 0, Reach };
        foreach (double kink in kinks)
        {
            AddInside(points, kink / deviation);
        }

        for (double scale = 1; scale < Reach; scale *= 2)
        {
            AddInside(points, scale);
            AddInside(points, -scale);
        }

        for (double scale = 1 / deviation; scale < 1; scale *= 4)
        {
            AddInside(points, scale);
            AddInside(points, -scale);
        }

        var sorted = new double[points.Count];
        points.CopyTo(sorted);
        return sorted;
    }

    private static void AddInside(SortedSet<double> points, double point)
    {
        if (Math.Abs(point) < Reach)
        {
            points.Add(point);
        }
    }
}
