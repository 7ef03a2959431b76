using System;
using Xunit;

namespace BackpropGen.Kernels.Tests;

/// <summary>Sine and cosine of one angle, by one call.</summary>
public class SineAndCosineTests
{
    [Fact]
    public void Both_are_those_of_the_runtime_at_any_angle()
    {
        var random = new Random(5);
        for (int i = 0; i < 200_000; i++)
        {
            AssertClose((2 * random.NextDouble() - 1) * Math.Pow(2, random.Next(-30, 40)));
        }
    }

    [Fact]
    public void Both_are_those_of_the_runtime_beside_multiples_of_a_right_angle()
    {
        var random = new Random(6);
        for (int i = 0; i < 200_000; i++)
        {
            AssertClose((random.Next(-1_000_000, 1_000_000) * (Math.PI / 2)) + (random.NextDouble() * Math.Pow(2, -random.Next(0, 50))));
        }
    }

    [Fact]
    public void The_sine_of_a_negative_zero_keeps_its_sign()
    {
        Assert.True(double.IsNegative(ScalarMath.SinCos(-0.0).Sin));
        Assert.True(float.IsNegative(ScalarMath.SinCos(-0.0f).Sin));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(double.Epsilon)]
    [InlineData(-double.Epsilon)]
    [InlineData(1e-300)]
    [InlineData(1e300)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void The_ends_of_the_range_are_as_the_runtime_has_them(double x)
    {
        Assert.Equal((Math.Sin(x), Math.Cos(x)), ScalarMath.SinCos(x));
        Assert.Equal(((float)Math.Sin((float)x), (float)Math.Cos((float)x)), ScalarMath.SinCos((float)x));
    }

    private static void AssertClose(double x)
    {
        var (sine, cosine) = ScalarMath.SinCos(x);
        AssertClose("sin", x, Math.Sin(x), sine);
        AssertClose("cos", x, Math.Cos(x), cosine);
    }

    // Either may err by less than a unit.
    private static void AssertClose(string name, double x, double expected, double actual) => Assert.True(
        Math.Abs(actual - expected) <= Ulp.Of(expected),
        FormattableString.Invariant($"{name}({x:R}) = {actual:R}, not {expected:R}"));
}
