using System;
using System.Linq;
using Xunit;

namespace BackpropGen.Symbolics.Tests.Derivatives;

/// <summary>Loops that are kept whose indexes are no linear functions of the round, and whose rounds are left early.</summary>
public sealed class KeptFlowTests
{
    internal const string Source = """
        [Differentiable(Derivatives.All)] public static double Turning([Shape(6)] ReadOnlySpan<double> x)
        {
            double sum = 0.5;
            for (int i = 1; i <= 3000; i++) { sum = 0.5 * Math.Sin(sum * x[(i + 4) % 6]) + x[5 - i * i % 5] * x[i / 600] - x[(i - 2000) / 1000 + 1]; }
            return sum;
        }

        [Differentiable(Derivatives.All)] public static double Root(double x, double tolerance)
        {
            double root = x;
            for (int i = 0; i < 5000; i++)
            {
                double next = 0.5 * (root + x / root);
                if (Math.Abs(next - root) < tolerance) { break; }
                root = next;
            }
            return root;
        }

        [Differentiable(Derivatives.First | Derivatives.Hessian)] public static double Steps([Shape(1000)] ReadOnlySpan<double> x, double limit)
        {
            double sum = 0;
            for (int i = 0; i < 1000 && sum < limit; i++)
            {
                if (i % 3 == 0) { continue; }
                if (x[i] < 0) { sum -= 0.5 * x[i]; continue; }
                sum += i < 500 ? x[i] * x[i] : Math.Exp(x[i]);
                if (i == 900) { break; }
            }
            return sum;
        }

        [Differentiable] public static double Nested(double x, double y)
        {
            double sum = 0;
            for (int i = 0; i < 60; i++)
            {
                double term = x;
                for (int k = 0; k < 60; k++)
                {
                    if (term < 1e-3) { break; }
                    term *= y;
                    sum += term / (1 + i * k);
                }
            }
            return sum;
        }
        """;

    private static readonly GeneratedMethods Methods = new(Source);

    [Fact]
    public void What_is_generated_is_as_long_as_the_method() =>
        Assert.All(Methods.Files, static file => Assert.InRange(file.Split('\n').Length, 10, 650));

    [Fact]
    public void An_index_may_be_a_remainder_a_quotient_or_a_product_of_rounds()
    {
        var turning = Methods.As<OfSpan>("Turning");
        double[] x = [0.3, -0.7, 0.4, 0.9, -0.2, 0.6], gradient = new double[6], hessian = new double[36], first = new double[6];
        Assert.Equal(turning(x), Methods.As<GradientOfSpan>("TurningGradient")(x, gradient), 1e-13);
        Methods.As<HessianOfSpan>("TurningHessian")(x, first, hessian);
        Assert.Equal(gradient, first, static (one, other) => Math.Abs(one - other) < 1e-12);
        for (int i = 0; i < 6; i++)
        {
            Differences.AssertClose(Differences.Partial(point => turning(point), x, i) ?? double.NaN, gradient[i], 1e-8, $"along {i}");
            for (int k = 0; k < 6; k++)
            {
                double expected = Differences.Partial(point => { Methods.As<GradientOfSpan>("TurningGradient")(point, first); return first[i]; }, x, k) ?? double.NaN;
                Differences.AssertClose(expected, hessian[(6 * i) + k], 1e-7, $"along {i} and {k}");
            }
        }
    }

    [Fact]
    public void A_loop_left_by_a_real_condition_is_undone_from_where_it_was_left()
    {
        var (value, byX, byTolerance) = Methods.As<Func<double, double, (double, double, double)>>("RootGradient")(7, 1e-7);
        Assert.Equal(Methods.As<Func<double, double, double>>("Root")(7, 1e-7), value);
        Differences.AssertClose(0.5 / Math.Sqrt(7), byX, 1e-6, "root");
        Assert.Equal(0, byTolerance);
    }

    [Theory]
    [InlineData(1e9)]
    [InlineData(40)]
    [InlineData(-1)]
    public void Rounds_are_skipped_and_ended_by_conditions_on_rounds_and_on_numbers(double limit)
    {
        var steps = Methods.As<OfSpanAndNumber>("Steps");
        double[] x = [.. Enumerable.Range(0, 1000).Select(static i => Math.Sin(1.3 * i))], gradient = new double[1000];
        var (value, byLimit) = Methods.As<GradientOfSpanAndNumber>("StepsGradient")(x, limit, gradient);
        Assert.Equal(steps(x, limit), value, 1e-12);
        Assert.Equal(0, byLimit);
        foreach (int i in new[] { 0, 1, 2, 3, 4, 100, 499, 500, 501, 898, 899, 900, 901, 997, 998, 999 })
        {
            Differences.AssertClose(Differences.Partial(point => steps(point, limit), x, i) ?? double.NaN, gradient[i], 1e-6, $"along {i}");
        }
    }

    [Fact]
    public void An_inner_loop_is_left_without_the_outer_one()
    {
        var nested = Methods.As<Func<double, double, double>>("Nested");
        var (value, byX, byY) = Methods.As<Func<double, double, (double, double, double)>>("NestedGradient")(0.7, 0.5);
        Assert.Equal(nested(0.7, 0.5), value, 1e-12);
        Differences.AssertClose(Differences.Partial(point => nested(point[0], point[1]), [0.7, 0.5], 0) ?? double.NaN, byX, 1e-8, "x");
        Differences.AssertClose(Differences.Partial(point => nested(point[0], point[1]), [0.7, 0.5], 1) ?? double.NaN, byY, 1e-8, "y");
    }

    private delegate double OfSpan(ReadOnlySpan<double> x);

    private delegate double GradientOfSpan(ReadOnlySpan<double> x, Span<double> gradient);

    private delegate double HessianOfSpan(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian);

    private delegate double OfSpanAndNumber(ReadOnlySpan<double> x, double limit);

    private delegate (double Value, double Limit) GradientOfSpanAndNumber(ReadOnlySpan<double> x, double limit, Span<double> gradient);
}
