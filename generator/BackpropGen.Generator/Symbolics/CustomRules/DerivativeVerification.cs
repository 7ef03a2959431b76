using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Compares a custom derivative with the method that it is for: symbolically, else at many points. A difference counts only where
/// rounding cannot explain it, where central differences of the method agree with its own derivative and not with the rule, and where it
/// is there beside the point too: what holds only at a kink is the rule's own to say.</summary>
internal sealed class DerivativeVerification
{
    // Steps times points that one rule may cost, and the points of the smallest and the largest method.
    private const int StepBudget = 1_000_000;
    private const int FewestPoints = 24;
    private const int MostPoints = 240;

    // A larger method is differentiated backwards once instead of once for each argument.
    private const int ForwardBudget = 20_000;

    // Beyond this a rule that overflows is spared: nobody may ever go there.
    private const double Near = 10;

    private readonly ScalarFunction _value;
    private readonly int _arity;
    private readonly CancellationToken _cancellation;

    private DerivativeVerification(ScalarFunction value, CancellationToken cancellation)
    {
        (_value, _arity, _cancellation) = (value, value.Arity, cancellation);
    }

    /// <summary>A mistake; null where none is found.</summary>
    /// <param name="value">What the method computes.</param>
    /// <param name="rule">What its derivative computes: of the arguments, then of what the mode adds.</param>
    /// <param name="mode">The form of the derivative.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static DerivativeMistake? Find(ScalarFunction value, VectorFunction rule, DerivativeMode mode, CancellationToken cancellation)
    {
        var verification = new DerivativeVerification(value, cancellation);
        var partials = verification.Partials();
        for (int i = 0; i < value.Arity; i++)
        {
            if (verification.Compare(partials[i], Partial(rule, mode, value.Arity, i), i, 0) is { } mistake)
            {
                return mistake;
            }
        }

        // Right for tangents and cotangents of 0 and 1: it must be linear in them too.
        int count = rule.Arity - value.Arity;
        for (int i = 0; i < rule.Outputs.Length && count > 0; i++)
        {
            int output = i;
            var expected = ScalarFunction.Create(rule.Arity, (pool, x) => mode == DerivativeMode.Reverse
                ? x[x.Length - 1] * partials[output].Apply(pool, x)
                : pool.Sum(partials.Select((partial, k) => x[value.Arity + k] * partial.Apply(pool, x))));
            if (verification.Compare(expected, rule.Output(i), mode == DerivativeMode.Reverse ? i : -1, count) is { } mistake)
            {
                return mistake;
            }
        }

        return null;
    }

    /// <summary>A partial derivative by a rule: the result for the tangents 0 and 1, or for the cotangent 1.</summary>
    public static ScalarFunction Partial(VectorFunction rule, DerivativeMode mode, int arity, int argument) => ScalarFunction.Create(arity, (pool, x) =>
    {
        IEnumerable<Expression> seeds = Enumerable.Range(0, rule.Arity - arity).Select(i => pool.Number(mode == DerivativeMode.Reverse || i == argument ? 1 : 0));
        return rule.Apply(pool, [.. x, .. seeds])[mode == DerivativeMode.Forward ? 0 : argument];
    });

    private ScalarFunction[] Partials()
    {
        if ((long)_value.Instructions.Length * _arity <= ForwardBudget)
        {
            return [.. _value.Gradient()];
        }

        var all = VectorFunction.Create(_arity, (pool, x) => ReverseMode.Cotangents([_value.Apply(pool, x)], [pool.Number(1)], [.. Enumerable.Range(0, _arity)]));
        return [.. Enumerable.Range(0, _arity).Select(all.Output)];
    }

    /// <summary>Compares the derivative by an argument, or for <paramref name="seeds"/> further arguments along them.</summary>
    private DerivativeMistake? Compare(ScalarFunction expected, ScalarFunction given, int argument, int seeds)
    {
        var difference = ScalarFunction.Create(expected.Arity, (pool, x) => expected.Apply(pool, x) - given.Apply(pool, x));
        if (difference.IsConstant(out double constant) && Math.Abs(constant) == 0)
        {
            return null;
        }

        int steps = expected.Instructions.Length + given.Instructions.Length + _value.Instructions.Length;
        int count = Math.Min(MostPoints, Math.Max(FewestPoints, StepBudget / steps));
        foreach (double[] point in VerificationPoints.Of(expected.Arity, count))
        {
            _cancellation.ThrowIfCancellationRequested();
            if (Differs(expected, given, point, argument, seeds) && Beside(point).Any(beside => Differs(expected, given, beside, argument, seeds)))
            {
                return new DerivativeMistake(
                    argument, point.Take(_arity).ToEquatableArray(), point.Skip(_arity).ToEquatableArray(), expected.Evaluate(point), given.Evaluate(point));
            }
        }

        return null;
    }

    private static IEnumerable<double[]> Beside(double[] point) => new[] { 1 - 1e-3, 1 + 1e-3 }.Select(factor => point.Select(x => x * factor).ToArray());

    private bool Differs(ScalarFunction expected, ScalarFunction given, double[] point, int argument, int seeds)
    {
        var (right, rightError) = RoundingBound.Evaluate(expected, point);
        var (left, leftError) = RoundingBound.Evaluate(given, point);
        if (!IsFinite(right) || !IsFinite(rightError))
        {
            return false;
        }

        bool isMissing = !IsFinite(left) && point.All(static x => Math.Abs(x) <= Near);
        bool isOther = IsFinite(left) && IsFinite(leftError) && Math.Abs(left - right) > rightError + leftError;
        if (!isMissing && !isOther)
        {
            return false;
        }

        var (slope, error) = Slope(Direction(point, argument, seeds), point);
        double tolerance = (10 * error) + rightError + (1e-6 * Math.Abs(right));
        return IsFinite(error) && Math.Abs(slope - right) <= tolerance && (isMissing || Math.Abs(slope - left) > tolerance + leftError);
    }

    /// <summary>Along what the method is moved: an argument, times the cotangent if there is one, or the tangents.</summary>
    private double[] Direction(double[] point, int argument, int seeds)
    {
        double[] direction = new double[_arity];
        if (argument < 0)
        {
            Array.Copy(point, _arity, direction, 0, _arity);
        }
        else
        {
            direction[argument] = seeds > 0 ? point[_arity] : 1;
        }

        return direction;
    }

    /// <summary>The slope of the method by central differences, extrapolated twice (Richardson), with what it may be off.</summary>
    private (double Slope, double Error) Slope(double[] direction, double[] point)
    {
        double reach = double.PositiveInfinity, largest = 0;
        for (int k = 0; k < _arity; k++)
        {
            reach = direction[k] == 0 ? reach : Math.Min(reach, Math.Abs(point[k] / direction[k]));
        }

        double step = 1e-2 * reach;
        double coarse = Extrapolated(step), fine = Extrapolated(step / 2);
        double slope = ((16 * fine) - coarse) / 15;
        return (slope, Math.Abs(slope - fine) + (1e-14 * largest / step));

        double Extrapolated(double h) => ((4 * Central(h / 2)) - Central(h)) / 3;

        double Central(double h)
        {
            double above = At(h), below = At(-h);
            largest = Math.Max(largest, Math.Max(Math.Abs(above), Math.Abs(below)));
            return (above - below) / (2 * h);
        }

        double At(double h) => _value.Evaluate([.. point.Take(_arity).Select((x, k) => x + (h * direction[k]))]);
    }

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);
}
