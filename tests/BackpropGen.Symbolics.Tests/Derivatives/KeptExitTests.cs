using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Symbolics.Tests.Derivatives;

/// <summary>Loops that are kept and counted by <c>while</c>, out of which the method returns, or whose conditions keep an index inside.</summary>
public sealed class KeptExitTests
{
    internal const string Source = """
        [Differentiable(Derivatives.First | Derivatives.Hessian)] public static double Decay(double x, double rate)
        {
            double y = x, sum = 0;
            int i = 3;
            while (y > 1e-3 && i <= 6000)
            {
                i += 2;
                if (sum > 40) { continue; }
                y -= rate * y * y;
                sum += y;
            }
            return sum + 0.25 * y;
        }

        [Differentiable(Derivatives.First | Derivatives.Hessian)] public static double Root(double x, double tolerance)
        {
            double root = x;
            for (int i = 0; i < 5000; i++)
            {
                double next = 0.5 * (root + x / root);
                if (Math.Abs(next - root) < tolerance) { return next * 2; }
                if (next > 1e6) { return -next; }
                root = next;
            }
            return 3 * root;
        }

        [Differentiable(Derivatives.All)] public static double Roughness([Shape(3000)] ReadOnlySpan<double> x)
        {
            double sum = 0;
            for (int i = 0; i < 3000; i++)
            {
                double left = i > 0 ? x[i - 1] : 0.5, right = 0;
                if (i < 2999 && x[i + 1] > 0) { right = x[i + 1]; }
                double second = left - 2 * x[i] + right;
                sum += second * second;
            }
            return sum;
        }
        """;

    private static readonly GeneratedMethods Methods = new(Source);

    [Fact]
    public void What_is_generated_is_as_long_as_the_method() =>
        Assert.All(Methods.Files, static file => Assert.InRange(file.Split('\n').Length, 10, 700));

    [Fact]
    public void A_round_asks_nothing_twice_and_assigns_nothing_to_itself() => Assert.All(Methods.Files.SelectMany(static file => file.Split('\n')), static line =>
    {
        Assert.DoesNotMatch(@"\b(\w+) = \1;", line);
        string[] asked = [.. System.Text.RegularExpressions.Regex.Matches(line, @"[\w.\[\]]+ [<>]=? [\w.\[\]]+").Select(static match => match.Value)];
        Assert.True(line.TrimStart().StartsWith("//", StringComparison.Ordinal) || asked.Length == asked.Distinct().Count(), line);
    });

    [Theory]
    [InlineData(0.9, 0.01)]
    [InlineData(0.5, 0.3)]
    [InlineData(1e-4, 0.3)]
    public void A_while_loop_that_counts_is_kept(double x, double rate) => AssertGradientAndHessian("Decay", x, rate);

    [Theory]
    [InlineData(7, 1e-7)]
    [InlineData(3e7, 1e-3)]
    [InlineData(2.5, -1)]
    public void A_return_out_of_a_kept_loop_gives_its_value(double x, double tolerance) => AssertGradientAndHessian("Root", x, tolerance);

    [Fact]
    public void An_index_that_a_condition_keeps_inside_is_read_there()
    {
        double[] x = [.. Enumerable.Range(0, 3000).Select(static i => Math.Sin(1.3 * i))], gradient = new double[3000];
        var roughness = Methods.As<OfSpan>("Roughness");
        Assert.Equal(roughness(x), Methods.As<GradientOfSpan>("RoughnessGradient")(x, gradient), 1e-9);
        foreach (int i in new[] { 0, 1, 2, 1500, 2997, 2998, 2999 })
        {
            Differences.AssertClose(Differences.Partial(point => roughness(point), x, i) ?? double.NaN, gradient[i], 1e-5, $"along {i}");
        }
    }

    [Fact]
    public void What_a_method_whose_loops_are_kept_does_not_have_is_said_where_all_is_asked_for() => Assert.Single(
        Methods.Files, static file => file.Contains("The loops of Roughness are kept, so there are no batched and no sparse forms of it.", StringComparison.Ordinal));

    [Theory]
    [InlineData("Derivatives.Batched", "Derivatives.Batched is of a method that is one expression")]
    [InlineData("Derivatives.First | Derivatives.SparseJacobian", "Derivatives.SparseJacobian is of a method that is one expression")]
    public void What_is_asked_for_by_name_and_absent_is_reported(string kinds, string message)
    {
        var compilation = CompiledSource.Compile($$"""
            using System;
            using BackpropGen;
            public static partial class Methods
            {
                [Differentiable({{kinds}})] public static double Long([Shape(3000)] ReadOnlySpan<double> x) { double sum = 0; for (int i = 0; i < 3000; i++) { sum = Math.Sin(sum + x[i]); } return sum; }
            }
            """);
        var problems = new List<Problem>();
        DifferentiableReader.Read(compilation.GetTypeByMetadataName("Methods")!.GetMembers("Long").OfType<IMethodSymbol>().Single(), compilation, problems.Add, default);
        Assert.Contains(message, Assert.Single(problems).ToString(), StringComparison.Ordinal);
    }

    private static void AssertGradientAndHessian(string name, double x, double y)
    {
        var function = Methods.As<Func<double, double, double>>(name);
        var gradient = Methods.As<Func<double, double, (double Value, double ByX, double ByY)>>(name + "Gradient");
        var (value, byX, byY) = gradient(x, y);
        Assert.Equal(function(x, y), value, 1e-12 * Math.Max(1, Math.Abs(value)));
        double step = 1e-5 * Math.Abs(x);
        AssertAlong(point => function(point[0], point[1]), byX, byY);
        Span<double> first = stackalloc double[2], second = stackalloc double[4];
        Assert.Equal(value, Methods.As<HessianOfTwo>(name + "Hessian")(x, y, first, second), 1e-12 * Math.Max(1, Math.Abs(value)));
        Assert.Equal([byX, byY], first.ToArray(), static (one, other) => Math.Abs(one - other) <= 1e-11 * Math.Max(1, Math.Abs(one)));
        AssertAlong(point => gradient(point[0], point[1]).ByX, second[0], second[1]);

        void AssertAlong(Func<double[], double> f, double alongX, double alongY)
        {
            Differences.AssertClose(Differences.Partial(f, [x, y], 0, step) ?? double.NaN, alongX, 1e-5, "along x");
            Differences.AssertClose(Differences.Partial(f, [x, y], 1, 1e-5 * Math.Abs(y)) ?? double.NaN, alongY, 1e-5, "along y");
        }
    }

    private delegate double OfSpan(ReadOnlySpan<double> x);

    private delegate double GradientOfSpan(ReadOnlySpan<double> x, Span<double> gradient);

    private delegate double HessianOfTwo(double x, double y, Span<double> gradient, Span<double> hessian);
}
