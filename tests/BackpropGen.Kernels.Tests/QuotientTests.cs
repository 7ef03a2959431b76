using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Xunit;

namespace BackpropGen.Kernels.Tests;

/// <summary>Quotients with removable gaps and their derivatives against values computed with 60 digits (Fixtures/generate_quotients.py).</summary>
public class QuotientTests
{
    private static readonly JsonDocument Fixture = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "quotients.json")));

    private static readonly Dictionary<string, Func<int, double, double>> InDouble = new()
    {
        ["Sine"] = static (n, x) => n == 0 ? Quotients.Sine(x, Math.Sin(x)) : Quotients.Sine(n, x * x, x, Math.Sin(x), Math.Cos(x)),
        ["HyperbolicSine"] = static (n, x) => n == 0 ? Quotients.Sine(x, Math.Sinh(x)) : Quotients.Sine(n, -x * x, x, Math.Sinh(x), Math.Cosh(x)),
        ["Versine"] = static (n, x) => n == 0 ? Quotients.Versine(x * x, ScalarMath.Versine(Math.Sin(x), Math.Cos(x))) : Quotients.Versine(n, x * x, x, Math.Sin(x), Math.Cos(x)),
        ["HyperbolicVersine"] = static (n, x) => n == 0 ? Quotients.Versine(-x * x, ScalarMath.Versine(Math.Sinh(x), Math.Cosh(x))) : Quotients.Versine(n, -x * x, x, Math.Sinh(x), Math.Cosh(x)),
        ["Exponential"] = static (n, x) => n == 0 ? Quotients.Exponential(x, ScalarMath.Expm1(x)) : Quotients.Exponential(n, x, Math.Exp(x)),
        ["Logarithm"] = static (n, x) => n == 0 ? Quotients.Logarithm(x, ScalarMath.Log1p(x)) : Quotients.Logarithm(n, x, ScalarMath.Log1p(x)),
        ["Arctangent"] = static (n, x) => n == 0 ? Quotients.Arctangent(x, Math.Atan(x)) : Quotients.Arctangent(n, x * x, x, Math.Atan(x)),
        ["HyperbolicArctangent"] = static (n, x) => n == 0 ? Quotients.Arctangent(x, Math.Atanh(x)) : Quotients.Arctangent(n, -x * x, x, Math.Atanh(x)),
    };

    private static readonly Dictionary<string, Func<int, float, float>> InSingle = new()
    {
        ["Sine"] = static (n, x) => n == 0 ? Quotients.Sine(x, MathF.Sin(x)) : Quotients.Sine(n, x * x, x, MathF.Sin(x), MathF.Cos(x)),
        ["HyperbolicSine"] = static (n, x) => n == 0 ? Quotients.Sine(x, MathF.Sinh(x)) : Quotients.Sine(n, -x * x, x, MathF.Sinh(x), MathF.Cosh(x)),
        ["Versine"] = static (n, x) => n == 0 ? Quotients.Versine(x * x, ScalarMath.Versine(MathF.Sin(x), MathF.Cos(x))) : Quotients.Versine(n, x * x, x, MathF.Sin(x), MathF.Cos(x)),
        ["HyperbolicVersine"] = static (n, x) => n == 0 ? Quotients.Versine(-x * x, ScalarMath.Versine(MathF.Sinh(x), MathF.Cosh(x))) : Quotients.Versine(n, -x * x, x, MathF.Sinh(x), MathF.Cosh(x)),
        ["Exponential"] = static (n, x) => n == 0 ? Quotients.Exponential(x, ScalarMath.Expm1(x)) : Quotients.Exponential(n, x, MathF.Exp(x)),
        ["Logarithm"] = static (n, x) => n == 0 ? Quotients.Logarithm(x, ScalarMath.Log1p(x)) : Quotients.Logarithm(n, x, ScalarMath.Log1p(x)),
        ["Arctangent"] = static (n, x) => n == 0 ? Quotients.Arctangent(x, MathF.Atan(x)) : Quotients.Arctangent(n, x * x, x, MathF.Atan(x)),
        ["HyperbolicArctangent"] = static (n, x) => n == 0 ? Quotients.Arctangent(x, MathF.Atanh(x)) : Quotients.Arctangent(n, -x * x, x, MathF.Atanh(x)),
    };

    /// <summary>The largest errors in units in the last place, by order: what the recurrence of each order adds.</summary>
    public static TheoryData<string, double[]> Limits => new()
    {
        { "Sine", [2, 4, 8, 12, 16] }, { "HyperbolicSine", [3, 6, 12, 20, 30] },
        { "Versine", [4, 6, 12, 20, 30] }, { "HyperbolicVersine", [4, 8, 16, 24, 40] },
        { "Exponential", [3, 4, 8, 16, 24] }, { "Logarithm", [3, 8, 16, 24, 40] },
        { "Arctangent", [3, 6, 12, 24, 40] }, { "HyperbolicArctangent", [3, 6, 12, 16, 24] },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void A_quotient_and_its_derivatives_are_accurate_at_the_gap_and_away_from_it(string name, double[] limits)
    {
        foreach (var (order, x, value, size) in Rows(name))
        {
            double actual = InDouble[name](order, x), error = Math.Abs(actual - value) / Ulp.Of(size);
            Assert.True(error <= limits[order], FormattableString.Invariant($"{name}, order {order} at {x:R}: {actual:R} against {value:R}, {error:F1} units in the last place"));
        }
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public void In_single_precision_too(string name, double[] limits)
    {
        foreach (var (order, x, value, size) in Rows(name))
        {
            // Where x is a float, so that the value is that of the same x; x is too large beyond.
            if ((float)x == x && Math.Abs(value) < 1e37)
            {
                double error = Math.Abs(InSingle[name](order, (float)x) - value) / Ulp.Of((float)size);
                Assert.True(error <= limits[order], FormattableString.Invariant($"{name}, order {order} at {x:R}: {error:F1} units in the last place"));
            }
        }
    }

    [Fact]
    public void What_overflows_is_infinite_and_not_a_number_stays_so()
    {
        Assert.Equal(double.NegativeInfinity, Quotients.Sine(1, -1e6, 1e3, double.PositiveInfinity, double.PositiveInfinity));
        Assert.Equal(double.PositiveInfinity, Quotients.Versine(2, -1e6, 1e3, double.PositiveInfinity, double.PositiveInfinity));
        Assert.Equal(double.PositiveInfinity, Quotients.Exponential(1, 1e3, double.PositiveInfinity));
        Assert.Equal(0, Quotients.Sine(1, double.PositiveInfinity, 1e200, 0.5, 0.5));
        Assert.All(InDouble.Values, static function => Assert.All(new[] { 0, 1, 2 }, order => Assert.Equal(double.NaN, function(order, double.NaN))));
    }

    private static IEnumerable<(int Order, double X, double Value, double Size)> Rows(string name)
    {
        foreach (var row in Fixture.RootElement.GetProperty(name).EnumerateArray())
        {
            yield return (row[0].GetInt32(), row[1].GetDouble(), Number(row[2]), Number(row[3]));
        }
    }

    private static double Number(JsonElement text) => double.Parse(text.GetString()!, CultureInfo.InvariantCulture);
}
