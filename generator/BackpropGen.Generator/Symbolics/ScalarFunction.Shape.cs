using System;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

internal sealed partial class ScalarFunction
{
    private const double Unbounded = 1e6;
    private static readonly Memo<ScalarFunction, FunctionShape> Shapes = new(1000);

    /// <summary>The limits and the greatest slope of a function of one argument: from the table for a row of it,
    /// else scanned over a fixed grid.</summary>
    /// <exception cref="InvalidOperationException">The function does not have one argument.</exception>
    public FunctionShape Shape
    {
        get
        {
            if (Arity != 1)
            {
                throw new InvalidOperationException($"A function of {Arity} arguments has no shape.");
            }

            return Instructions.Length == 2 && Instructions[1].Function is { IsOpaque: false } row
                ? new FunctionShape(row.LimitAtNegativeInfinity, row.LimitAtPositiveInfinity, row.MaximumSlope)
                : Shapes.Remember(this, static function => function.ScanShape());
        }
    }

    internal FunctionShape ScanShape() => new(ScanLimit(-1), ScanLimit(1), ScanSlope());

    /// <summary>The limit in one direction, from values at growing distances: converging differences, or steady growth.</summary>
    private double ScanLimit(double sign)
    {
        // Distances without a common period, so that no oscillation looks like convergence.
        double[] distances = [7.3e2, 1.1e4, 3.7e5, 8.9e6, 2.3e8, 6.1e9, 1.7e11];
        var values = distances.Select(distance => Evaluate(sign * distance)).ToArray();
        var last = values[values.Length - 1];
        if (double.IsInfinity(last))
        {
            return last;
        }

        var differences = values.Skip(1).Zip(values, (after, before) => after - before).ToArray();
        if (differences.Any(double.IsNaN))
        {
            return double.NaN;
        }

        var scale = Math.Max(1, Math.Abs(last));
        if (Math.Abs(differences[differences.Length - 1]) <= 1e-6 * scale && Math.Abs(differences[differences.Length - 2]) <= 1e-5 * scale)
        {
            return Math.Round(last, 9);
        }

        return differences.All(difference => difference > 0) ? double.PositiveInfinity
            : differences.All(difference => difference < 0) ? double.NegativeInfinity
            : double.NaN;
    }

    private static readonly double[] SlopeGrid =
    [
        .. Enumerable.Range(-40 * 64, (80 * 64) + 1).Select(static i => i / 64.0),
        .. Enumerable.Range(-9, 19).SelectMany(static exponent => new[] { Math.Pow(10, exponent), -Math.Pow(10, exponent) }),
    ];

    /// <summary>max |f′| over a grid dense near 0 and geometric to ±10⁹ and towards 0, refined by thirds around the best point.</summary>
    private double ScanSlope()
    {
        var derivative = Derivative(0);
        double Slope(double x)
        {
            var slope = Math.Abs(derivative.Evaluate(x));
            return double.IsNaN(slope) ? 0 : slope;
        }

        const double step = 1.0 / 64;
        double best = 0, where = 0;
        void Offer(double x, double slope)
        {
            if (slope > best)
            {
                (best, where) = (slope, x);
            }
        }

        void Try(double x) => Offer(x, Slope(x));
        var slopes = derivative.EvaluateAll([SlopeGrid], SlopeGrid.Length);
        for (var i = 0; i < slopes.Length; i++)
        {
            Offer(SlopeGrid[i], Math.Abs(slopes[i]));
        }

        if (best >= Unbounded)
        {
            return double.PositiveInfinity;
        }

        double lower = where - step, upper = where + step;
        for (var i = 0; i < 60; i++)
        {
            double left = lower + ((upper - lower) / 3), right = upper - ((upper - lower) / 3);
            Try(left);
            Try(right);
            (lower, upper) = Slope(left) < Slope(right) ? (left, upper) : (lower, right);
        }

        return best;
    }
}
