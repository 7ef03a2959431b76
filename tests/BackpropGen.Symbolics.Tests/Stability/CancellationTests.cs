using BackpropGen.Symbolics.Tests.Derivatives;

namespace BackpropGen.Symbolics.Tests.Stability;

/// <summary>Differences that cancel, against decimal numbers of 28 digits: what is generated has the digits that the written form loses,
/// and no longer derivative for it.</summary>
public sealed class CancellationTests
{
    private static readonly GeneratedMethods Generated = new("""
        [Differentiable(Derivatives.JacobianVectorProduct)] public static double Versine(double x) => 1 - Math.Cos(x);
        [Differentiable(Derivatives.JacobianVectorProduct)] public static double Lift(double x) => 3 * Math.Cosh(x) - 3;
        [Differentiable(Derivatives.JacobianVectorProduct)] public static double Root(double x) => Math.Sqrt(1 + x) - 1;
        [Differentiable(Derivatives.JacobianVectorProduct | Derivatives.First)] public static double PseudoHuber(double x) => Math.Sqrt(1 + x * x) - 1;
        [Differentiable(Derivatives.JacobianVectorProduct)] public static double Growth(double x) => 2 - 2 * Math.Exp(-x);
    """);

    public static TheoryData<string, Func<decimal, decimal>, Func<double, double>> Cases => new()
    {
        { "Versine", static x => CosineSeries(-x * x), static x => 1 - Math.Cos(x) },
        { "Lift", static x => -3 * CosineSeries(x * x), static x => (3 * Math.Cosh(x)) - 3 },
        { "Root", static x => x / (1 + Root(1 + x)), static x => Math.Sqrt(1 + x) - 1 },
        { "PseudoHuber", static x => x * x / (1 + Root(1 + (x * x))), static x => Math.Sqrt(1 + (x * x)) - 1 },
        { "Growth", static x => -2 * ExponentialSeries(-x), static x => 2 - (2 * Math.Exp(-x)) },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_difference_keeps_its_digits_where_the_written_form_loses_them(string name, Func<decimal, decimal> exact, Func<double, double> written)
    {
        var generated = Generated.As<Func<double, double, (double Value, double Tangent)>>(name + "JacobianVectorProduct");
        var random = new Random(7);
        double worst = 0, worstWritten = 0;
        for (int i = 0; i < 3000; i++)
        {
            // Above 1e-6, so that the decimal's 28 places leave 16 digits to squares.
            double x = Math.Pow(10, -6 * random.NextDouble()) * (random.Next(2) == 0 ? -0.9 : 0.9), expected = (double)exact(new decimal(x) + Rest(x));
            worst = Math.Max(worst, Error(generated(x, 1).Value, expected));
            worstWritten = Math.Max(worstWritten, Error(written(x), expected));
        }

        Assert.InRange(worst, 0, 6 * 2.2e-16);
        Assert.True(worstWritten > 1e-12, $"as written the error is only {worstWritten:g3}");

        static double Error(double actual, double expected) => Math.Abs(actual - expected) / Math.Abs(expected);
    }

    [Fact]
    public void The_derivative_is_as_short_as_that_of_the_written_form()
    {
        string file = Generated.Files.Single(static file => file.Contains("PseudoHuberDerivative(", StringComparison.Ordinal));
        Assert.Contains("x / √(x² + 1)", file);
    }

    // What the conversion of a double to 15 digits leaves.
    private static decimal Rest(double x) => new(x - (double)new decimal(x));

    // 1 − cos of a square's root: −Σ zⁿ / (2n)! over n > 0 with z = −x².
    private static decimal CosineSeries(decimal z)
    {
        decimal term = 1, sum = 0;
        for (int n = 1; n < 20; n++)
        {
            term *= z / ((2 * n) * ((2 * n) - 1));
            sum -= term;
        }

        return sum;
    }

    private static decimal ExponentialSeries(decimal x)
    {
        decimal term = 1, sum = 0;
        for (int n = 1; n < 40; n++)
        {
            term *= x / n;
            sum += term;
        }

        return sum;
    }

    private static decimal Root(decimal value)
    {
        decimal root = (decimal)Math.Sqrt((double)value);
        return (root + (value / root)) / 2;
    }
}
