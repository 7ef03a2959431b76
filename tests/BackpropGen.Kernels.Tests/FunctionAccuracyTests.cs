using System;
using System.Collections.Generic;
using System.IO;
using System.Numerics;
using System.Text.Json;
using Xunit;

namespace BackpropGen.Kernels.Tests;

/// <summary>Elementary functions against values computed with 60 digits (Fixtures/generate.py).</summary>
public class FunctionAccuracyTests
{
    private static readonly JsonDocument Fixture = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "functions.json")));

    public static TheoryData<string, double> Functions => new()
    {
        { "Exp", 2 }, { "ExpByReduction", 2 }, { "Expm1", 2 }, { "Log", 2 }, { "Log1p", 2 }, { "Tanh", 3 }, { "TanhByQuotient", 3 }, { "Sigmoid", 3 }, { "Softplus", 3 },
        { "NormalDensity", 4 }, { "Erf", 3 }, { "Erfc", 4 }, { "Sin", 4 }, { "Cos", 4 }, { "Tan", 2 }, { "Asin", 2 },
        { "Acos", 2 }, { "Atan", 2 }, { "Sinh", 3 }, { "Cosh", 3 }, { "Asinh", 4 }, { "Acosh", 4 }, { "Atanh", 4 },
        { "Cbrt", 2 }, { "Sqrt", 1 },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_is_accurate_in_double_precision(string name, double limit) => Check<double>(name, "double", limit);

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_is_accurate_in_single_precision(string name, double limit) => Check<float>(name, "single", limit);

    [Theory]
    [InlineData("Expm1", 2)]
    [InlineData("Log1p", 2)]
    [InlineData("Sigmoid", 3)]
    [InlineData("Softplus", 3)]
    [InlineData("NormalDensity", 4)]
    [InlineData("Erf", 2)]
    [InlineData("Erfc", 4)]
    [InlineData("Sin", 1)]
    [InlineData("Cos", 1)]
    public void A_scalar_function_is_accurate(string name, double limit)
    {
        foreach ((double x, double y) in Points(name, "double"))
        {
            AssertClose(name, x, y, Scalar.OfDouble(name)(x), Ulp.Of(y), limit);
        }

        foreach ((double x, double y) in Points(name, "single"))
        {
            AssertClose(name, x, y, Scalar.OfSingle(name)((float)x), Ulp.Of((float)y), limit);
        }
    }

    [Fact]
    public void A_power_is_accurate_in_double_precision() => CheckPowers<double>("double");

    [Fact]
    public void A_power_is_accurate_in_single_precision() => CheckPowers<float>("single");

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_form_gives_the_same_bits(string name, double limit)
    {
        Assert.True(limit > 0);
        foreach ((double x, _) in Points(name, "double"))
        {
            AssertSameBits(name, x, 0.0);
        }

        foreach ((double x, _) in Points(name, "single"))
        {
            AssertSameBits(name, (float)x, 0f);
        }
    }

    [Fact]
    public void Every_form_gives_the_same_bits_of_a_power()
    {
        foreach ((double x, double y, _) in Powers("double"))
        {
            AssertSameBits("Pow", x, y);
        }

        foreach ((double x, double y, _) in Powers("single"))
        {
            AssertSameBits("Pow", (float)x, (float)y);
        }
    }

    private static void CheckPowers<T>(string precision)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach ((double x, double y, double expected) in Powers(precision))
        {
            Check(FormattableString.Invariant($"Pow(., {y:R})"), "Pow", T.CreateTruncating(x), T.CreateTruncating(y), expected, 2);
        }
    }

    private static void Check<T>(string name, string precision, double limit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach ((double x, double y) in Points(name, precision))
        {
            Check(name, name, T.CreateTruncating(x), T.Zero, y, limit);
        }
    }

    private static void Check<T>(string text, string name, T x, T y, double expected, double limit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double ulp = typeof(T) == typeof(float) ? Ulp.Of((float)expected) : Ulp.Of(expected);
        foreach (string form in Forms.All)
        {
            foreach (T lane in Forms.Values(form, name, x, y))
            {
                AssertClose($"{text} in {form}", double.CreateTruncating(x), expected, double.CreateTruncating(lane), ulp, limit);
            }
        }
    }

    private static void AssertSameBits<T>(string name, T x, T y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T expected = Forms.Values(Forms.Single, name, x, y)[0];
        foreach (string form in Forms.All)
        {
            foreach (T lane in Forms.Values(form, name, x, y))
            {
                // Numbers that are equal have equal bits, except for the two zeros.
                bool isSame = expected.Equals(lane) && T.IsNegative(expected) == T.IsNegative(lane);
                Assert.True(isSame, FormattableString.Invariant($"{name}({x}, {y}) in {form} = {lane}, not {expected} as in {Forms.Single}"));
            }
        }
    }

    private static void AssertClose(string name, double x, double expected, double actual, double ulp, double limit)
    {
        double error = Math.Abs(actual - expected) / ulp;
        Assert.True(error <= limit, FormattableString.Invariant($"{name}({x:R}) = {actual:R}, not {expected:R}: {error:F2} ulp"));
    }

    /// <summary>The points of a function, whatever it is computed by.</summary>
    private static IEnumerable<(double X, double Y)> Points(string name, string precision)
    {
        foreach (JsonElement pair in Fixture.RootElement.GetProperty(name.Split("By")[0]).GetProperty(precision).EnumerateArray())
        {
            yield return (pair[0].GetDouble(), pair[1].GetDouble());
        }
    }

    private static IEnumerable<(double X, double Y, double Power)> Powers(string precision)
    {
        foreach (JsonElement row in Fixture.RootElement.GetProperty("Pow").GetProperty(precision).EnumerateArray())
        {
            yield return (row[0].GetDouble(), row[1].GetDouble(), row[2].GetDouble());
        }
    }
}
