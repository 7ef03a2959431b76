using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.GradientFlow.Expectations;

/// <summary>
/// Expectations over several independent normal variables: a product rule for two, a rank-one lattice beyond. Good to
/// about 1e-4 and 1e-2: an estimate asks for no more where values that are not separable meet.
/// </summary>
internal static class JointQuadrature
{
    private const int LatticePoints = 1024;

    // Composite Gauss-Legendre points and weights of the standard normal density, kinks at 0 respected.
    private static readonly (double Z, double Weight)[] Line = MakeLine();

    /// <summary>E[f] and Var f of a function of normal variables.</summary>
    internal static (double Mean, double Variance) Moments(ScalarFunction function, IReadOnlyList<(double Mean, double Deviation)> arguments)
    {
        var (points, weights) = arguments.Count == 2 ? Grid() : Lattice(arguments.Count);
        double[] values = Evaluate(function, arguments, points, weights.Length);
        double first = 0;
        double second = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            first += weights[i] * values[i];
            second += weights[i] * values[i] * values[i];
        }

        return (first, Math.Max(0, second - (first * first)));
    }

    /// <summary>The covariance of f(x) and f(x′) for two normal variables x and x′ of one variance with a covariance of at
    /// least 0: the variance of E[f | what they share].</summary>
    internal static double Covariance(ScalarFunction function, double mean, double variance, double covariance)
    {
        double shared = Math.Sqrt(covariance);
        double own = Math.Sqrt(variance - covariance);
        int count = Line.Length;
        var x = new double[count * count];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = mean + (shared * Line[i / count].Z) + (own * Line[i % count].Z);
        }

        double[] values = function.EvaluateAll([x], x.Length);
        double first = 0;
        double second = 0;
        for (int i = 0; i < count; i++)
        {
            double conditional = 0;
            for (int j = 0; j < count; j++)
            {
                conditional += Line[j].Weight * values[(i * count) + j];
            }

            first += Line[i].Weight * conditional;
            second += Line[i].Weight * conditional * conditional;
        }

        return Math.Max(0, second - (first * first));
    }

    private static double[] Evaluate(
        ScalarFunction function, IReadOnlyList<(double Mean, double Deviation)> arguments, double[][] points, int count) =>
        function.EvaluateAll(
            [.. arguments.Select((argument, i) => Array.ConvertAll(points[i], z => argument.Mean + (argument.Deviation * z)))], count);

    private static (double[][] Points, double[] Weights) Grid()
    {
        int count = Line.Length;
        double[][] points = [new double[count * count], new double[count * count]];
        var weights = new double[count * count];
        for (int i = 0; i < weights.Length; i++)
        {
            var (left, right) = (Line[i / count], Line[i % count]);
            (points[0][i], points[1][i], weights[i]) = (left.Z, right.Z, left.Weight * right.Weight);
        }

        return (points, weights);
    }

    /// <summary>The additive recurrence of the generalized golden ratio, mapped to normal values by the Box-Muller transform.</summary>
    private static (double[][] Points, double[] Weights) Lattice(int dimensions)
    {
        int pairs = (dimensions + 1) / 2;
        double ratio = GoldenRatio(2 * pairs);
        var points = new double[2 * pairs][];
        for (int pair = 0; pair < pairs; pair++)
        {
            (points[2 * pair], points[(2 * pair) + 1]) = (new double[LatticePoints], new double[LatticePoints]);
            for (int i = 0; i < LatticePoints; i++)
            {
                double radius = Math.Sqrt(-2 * Math.Log(Fraction(0.5 + (i * Math.Pow(ratio, -(2 * pair) - 1)))));
                double angle = 2 * Math.PI * Fraction(0.5 + (i * Math.Pow(ratio, -(2 * pair) - 2)));
                (points[2 * pair][i], points[(2 * pair) + 1][i]) = (radius * Math.Cos(angle), radius * Math.Sin(angle));
            }
        }

        return (points, [.. Enumerable.Repeat(1.0 / LatticePoints, LatticePoints)]);
    }

    /// <summary>The root of x^(d+1) = x + 1: its powers spread points evenly in d dimensions.</summary>
    private static double GoldenRatio(int dimensions)
    {
        double x = 1.5;
        for (int i = 0; i < 40; i++)
        {
            x = Math.Pow(1 + x, 1.0 / (dimensions + 1));
        }

        return x;
    }

    private static double Fraction(double x) => Math.Max(1e-12, x - Math.Floor(x));

    private static (double Z, double Weight)[] MakeLine()
    {
        double[] ends = [-8, -4, -2, 0, 2, 4, 8];
        var rule = GaussLegendre.Order8;
        var points = new List<(double, double)>();
        for (int i = 1; i < ends.Length; i++)
        {
            double half = 0.5 * (ends[i] - ends[i - 1]);
            for (int node = 0; node < rule.Nodes.Length; node++)
            {
                double z = ends[i - 1] + half + (half * rule.Nodes[node]);
                points.Add((z, half * rule.Weights[node] * Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI)));
            }
        }

        return [.. points];
    }
}
