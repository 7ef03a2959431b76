using System;
using System.Linq;
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

    // The first one, and for each halving the points between those before.
    private static readonly Grid[] Grids =
        [MakeGrid(0, 0.5), .. Enumerable.Range(1, MaximumHalvings + 1).Select(static halving => MakeGrid(Math.Pow(0.5, halving + 1), Math.Pow(0.5, halving)))];

    /// <summary>E[f(x)] and E[f(x)²] for x of a mean and a standard deviation.</summary>
    /// <returns>Whether the function was smooth enough.</returns>
    internal static bool TryIntegrate(ScalarFunction function, double mean, double deviation, out double first, out double second)
    {
        var (one, two) = Sum(function, mean, deviation, Grids[0]);
        for (int halving = 0; halving <= MaximumHalvings; halving++)
        {
            var (oneBetween, twoBetween) = Sum(function, mean, deviation, Grids[halving + 1]);
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

    private static (double First, double Second) Sum(ScalarFunction function, double mean, double deviation, Grid grid)
    {
        var x = new double[grid.Points.Length];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = mean + (deviation * grid.Points[i]);
        }

        double[] values = function.EvaluateAll([x], x.Length);
        double first = 0;
        double second = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double weighted = grid.Densities[i] * values[i];
            first += weighted;
            second += weighted * values[i];
        }

        return (grid.Scale * first, grid.Scale * second);
    }

    /// <summary>The points z = −10 + offset, then every step, and exp(−z² / 2) there.</summary>
    private static Grid MakeGrid(double offset, double step)
    {
        int count = (int)(2 * Reach / step) + (offset == 0 ? 1 : 0);
        double[] points = [.. Enumerable.Range(0, count).Select(i => offset + (i * step) - Reach)];
        return new(points, Array.ConvertAll(points, static z => Math.Exp(-0.5 * z * z)), step / Math.Sqrt(2 * Math.PI));
    }

    private sealed record Grid(double[] Points, double[] Densities, double Scale);
}
