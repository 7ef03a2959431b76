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
        { "Exp", 2 }, { "Expm1", 2 }, { "Log", 2 }, { "Log1p", 2 }, { "Tanh", 3 }, { "Sigmoid", 3 }, { "Softplus", 3 },
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

    private static void CheckPowers<T>(string precision)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (JsonElement row in Fixture.RootElement.GetProperty("Pow").GetProperty(precision).EnumerateArray())
        {
            double x = row[0].GetDouble(), y = row[1].GetDouble(), expected = row[2].GetDouble();
            Vector<T> value = VectorMath.Pow(new Vector<T>(T.CreateTruncating(x)), new Vector<T>(T.CreateTruncating(y)));
            double ulp = typeof(T) == typeof(float) ? Ulp.Of((float)expected) : Ulp.Of(expected);
            AssertClose(FormattableString.Invariant($"Pow(., {y:R})"), x, expected, double.CreateTruncating(value[0]), ulp, 2);
        }
    }

    private static void Check<T>(string name, string precision, double limit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Func<Vector<T>, Vector<T>> function = Vectors.Of<T>(name);
        foreach ((double x, double y) in Points(name, precision))
        {
            Vector<T> value = function(new Vector<T>(T.CreateTruncating(x)));
            double ulp = typeof(T) == typeof(float) ? Ulp.Of((float)y) : Ulp.Of(y);
            for (int lane = 0; lane < Vector<T>.Count; lane++)
            {
                AssertClose(name, x, y, double.CreateTruncating(value[lane]), ulp, limit);
            }
        }
    }

    private static void AssertClose(string name, double x, double expected, double actual, double ulp, double limit)
    {
        double error = Math.Abs(actual - expected) / ulp;
        Assert.True(error <= limit, FormattableString.Invariant($"{name}({x:R}) = {actual:R}, not {expected:R}: {error:F2} ulp"));
    }

    private static IEnumerable<(double X, double Y)> Points(string name, string precision)
    {
        foreach (JsonElement pair in Fixture.RootElement.GetProperty(name).GetProperty(precision).EnumerateArray())
        {
            yield return (pair[0].GetDouble(), pair[1].GetDouble());
        }
    }
}
