using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.GradientFlow.Expectations;

/// <summary>Composite Gauss-Legendre quadrature against the standard normal density, split at a function's kinks and refined
/// until two levels agree.</summary>
internal static class AdaptiveQuadrature
{
    // Beyond 12 standard deviations the density is below 1e-32: nothing that grows like a polynomial is seen there.
    private const double Reach = 12;

    // How far an interval and its halves may differ: the halves themselves are then good to about the square of it where the
    // function is smooth.
    private const double Tolerance = 1e-9;
    private const int MaximumDepth = 30;

    // Where rounding keeps two levels from agreeing, as in an exponential of hundreds, halving goes on everywhere.
    private const int MaximumIntervals = 256;
    private static readonly double NormalizationFactor = 1 / Math.Sqrt(2 * Math.PI);

    /// <summary>E[f(x)] and E[f(x)²]; NaN where they do not exist.</summary>
    internal static (double First, double Second) Integrate(ScalarFunction function, double mean, double deviation, IReadOnlyList<double> kinks)
    {
        double[] points = BreakPoints(mean, deviation, kinks);
        var intervals = new List<Interval>();
        for (int i = 1; i < points.Length; i++)
        {
            intervals.Add(new(points[i - 1], points[i]));
        }

        Evaluate(function, mean, deviation, intervals);
        double first = 0;
        double second = 0;
        for (int depth = 0; intervals.Count > 0; depth++)
        {
            var halves = intervals.SelectMany(static interval => interval.Halves()).ToList();
            Evaluate(function, mean, deviation, halves);
            var unsettled = new List<Interval>();
            for (int i = 0; i < intervals.Count; i++)
            {
                Interval left = halves[2 * i], right = halves[(2 * i) + 1];

                // A value that is not a number never agrees with itself: it is returned as it is.
                if (depth < MaximumDepth && intervals.Count <= MaximumIntervals
                    && (Disagree(intervals[i].First, left.First + right.First) || Disagree(intervals[i].Second, left.Second + right.Second)))
                {
                    unsettled.Add(left);
                    unsettled.Add(right);
                }
                else if (depth == MaximumDepth && Diverges(intervals[i].Second, left.Second + right.Second))
                {
                    return (double.NaN, double.NaN);
                }
                else
                {
                    first += left.First + right.First;
                    second += left.Second + right.Second;
                }
            }

            intervals = unsettled;
        }

        return (first, second);
    }

    private static bool Disagree(double coarse, double fine) => Math.Abs(fine - coarse) > Tolerance * Math.Max(1, Math.Abs(fine));

    /// <summary>Around a pole, as of 1 / x, the integral grows without end: there is no such moment.</summary>
    private static bool Diverges(double coarse, double fine) => Math.Abs(fine - coarse) > 1e-3 * Math.Max(1, Math.Abs(fine));

    /// <summary>Fills in the intervals' integrals of f and f², all points at once.</summary>
    private static void Evaluate(ScalarFunction function, double mean, double deviation, List<Interval> intervals)
    {
        var (nodes, weights) = (GaussLegendre.Order12.Nodes, GaussLegendre.Order12.Weights);
        int order = nodes.Length;
        var x = new double[intervals.Count * order];
        for (int i = 0; i < intervals.Count; i++)
        {
            for (int k = 0; k < order; k++)
            {
                x[(i * order) + k] = mean + (deviation * intervals[i].At(nodes[k]));
            }
        }

        double[] values = function.EvaluateAll([x], x.Length);
        for (int i = 0; i < intervals.Count; i++)
        {
            var interval = intervals[i];
            for (int k = 0; k < order; k++)
            {
                double z = interval.At(nodes[k]);
                double weighted = weights[k] * Math.Exp(-0.5 * z * z) * values[(i * order) + k];
                interval.First += interval.Half * NormalizationFactor * weighted;
                interval.Second += interval.Half * NormalizationFactor * weighted * values[(i * order) + k];
            }
        }
    }

    /// <summary>Splits at the kinks, and at powers of two both of z and of the argument: a feature of width 1 of the
    /// function is then seen however large the variance.</summary>
    private static double[] BreakPoints(double mean, double deviation, IEnumerable<double> kinks)
    {
        var points = new SortedSet<double> { -Reach, 0, Reach };
        void Add(double z)
        {
            if (Math.Abs(z) < Reach)
            {
                points.Add(z);
            }
        }

        foreach (double kink in kinks)
        {
            Add((kink - mean) / deviation);
        }

        for (double scale = 3; scale < Reach; scale *= 2)
        {
            Add(scale);
            Add(-scale);
        }

        for (double scale = 1 / deviation; scale < 1; scale *= 4)
        {
            Add(scale - (mean / deviation));
            Add(-scale - (mean / deviation));
        }

        return [.. points];
    }

    private sealed class Interval(double from, double to)
    {
        private readonly double _middle = 0.5 * (from + to);

        internal double Half { get; } = 0.5 * (to - from);

        internal double First { get; set; }

        internal double Second { get; set; }

        internal double At(double node) => _middle + (Half * node);

        internal Interval[] Halves() => [new(from, _middle), new(_middle, to)];
    }
}
