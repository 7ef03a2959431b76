using System.Globalization;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text.Json;
using BackpropGen.Symbolics.Tests.Derivatives;

namespace BackpropGen.Symbolics.Tests.Stability;

/// <summary>Quotients with a removable gap at 0: the generated value and derivatives up to the fourth, at the gap and around it, are
/// sympy's (Fixtures/make_gaps.py).</summary>
public sealed class GapTests
{
    private static readonly Case[] Cases = JsonSerializer.Deserialize<Case[]>(File.ReadAllText(FixturePath()), JsonSerializerOptions.Web)!;

    private static readonly string[] Derivatives = ["Derivative", "SecondDerivative", "ThirdDerivative", "FourthDerivative"];

    private static readonly Lazy<GeneratedMethods> Generated = new(static () => new GeneratedMethods(string.Join("\n", Cases.Select(static (expression, i) => FormattableString.Invariant(
        $"[Differentiable(Derivatives.First | Derivatives.JacobianVectorProduct | Derivatives.Batched, Order = 4)] public static double F{i}(double x) => {expression.Code};")))));

    private delegate void Batch(ReadOnlySpan<double> x, Span<double> derivatives);

    public static TheoryData<int> Indexes => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Four_derivatives_are_those_of_the_quotient_with_its_gap_closed(int index)
    {
        for (int order = 1; order <= Derivatives.Length; order++)
        {
            var derivative = Generated.Value.As<Func<double, double>>("F" + index + Derivatives[order - 1]);
            foreach (var point in Cases[index].Points)
            {
                AssertClose(Cases[index], point, order, derivative(point.X));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public void The_value_beside_the_derivatives_is_the_limit(int index)
    {
        var product = Generated.Value.As<Func<double, double, (double Value, double Tangent)>>("F" + index + "JacobianVectorProduct");
        foreach (var point in Cases[index].Points)
        {
            AssertClose(Cases[index], point, 0, product(point.X, 1).Value);
        }
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Over_a_batch_the_second_derivative_is_the_same(int index)
    {
        double[] points = [.. Cases[index].Points.Select(static point => point.X)], batch = new double[points.Length];
        Generated.Value.As<Batch>("F" + index + "SecondDerivative")(points, batch);
        var one = Generated.Value.As<Func<double, double>>("F" + index + "SecondDerivative");
        for (int i = 0; i < points.Length; i++)
        {
            // The functions over vectors round otherwise than those over numbers.
            double expected = one(points[i]);
            Assert.Equal(expected, batch[i], 1e-12 * Math.Max(Math.Abs(expected), Cases[index].Points[i].Derivatives.Max(static text => Math.Abs(Parse(text)))));
        }
    }

    [Fact]
    public void A_case_that_gives_another_value_than_the_limit_stays()
    {
        string limit = ScalarText("x == 0 ? 1 : Math.Sin(x) / x"), other = ScalarText("x == 0 ? 2 : Math.Sin(x) / x"), near = ScalarText("x < 1e-3 ? 1 : Math.Sin(x) / x");
        Assert.DoesNotContain("==", limit);
        Assert.Contains("==", other);
        Assert.Contains("if (x < 0.001)", near);

        static string ScalarText(string code) => string.Join("\n", new GeneratedMethods($"[Differentiable(Derivatives.JacobianVectorProduct)] public static double F(double x) => {code};").Files)
            is var text && text.Contains("FJacobianVectorProduct", StringComparison.Ordinal) ? text : throw new InvalidOperationException(code);
    }

    [Fact]
    public void A_rule_by_the_plain_formula_is_right_though_it_has_no_value_in_the_gap()
    {
        var value = ScalarFunction.Create(1, static (p, x) => p.Call(FunctionTable.Sin, x[0]) / x[0]);
        Assert.Null(DerivativeVerification.Find(value, Rule(0), DerivativeMode.Partial, default));
        Assert.NotNull(DerivativeVerification.Find(value, Rule(1), DerivativeMode.Partial, default));

        static VectorFunction Rule(double mistake) => VectorFunction.Create(1, (p, x) =>
            [((x[0] * p.Call(FunctionTable.Cos, x[0])) - p.Call(FunctionTable.Sin, x[0]) + mistake) / p.Square(x[0])]);
    }

    [Fact]
    public void The_formula_names_the_function()
    {
        string all = string.Join("\n", Generated.Value.Files);
        Assert.Contains("2 · x · c₁′(x²)", all);
        Assert.Contains("2 · x · c₂′(x²)", all);
        Assert.Contains("φ₁′(x)", all);
        Assert.DoesNotContain("NaN", all);
    }

    // 1e-13 of the number itself, what no computation in double can avoid, and, beside zeros away from the gap and of reciprocals, the rounding
    // of the largest derivative.
    private static void AssertClose(Case expression, Point point, int order, double actual)
    {
        double expected = Parse(point.Derivatives[order]), largest = point.Derivatives.Max(static text => Math.Abs(Parse(text)));
        double tolerance = (1e-13 * Math.Abs(expected)) + (16 * point.Noise[order]) + (Math.Abs(point.X) > 1 ? 2e-14 * largest : expression.Code[0] == 'x' ? 4.5e-16 * largest : 0);
        Assert.True(
            Math.Abs(actual - expected) <= tolerance,
            FormattableString.Invariant($"{expression.Code} at {point.X:R}, order {order}: expected {expected:R}, actual {actual:R}, tolerance {tolerance:g3}"));
    }

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string FixturePath([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "..", "Fixtures", "gaps.json");

    public sealed record Case(string Code, Point[] Points);

    public sealed record Point(double X, string[] Derivatives, double[] Noise);
}
