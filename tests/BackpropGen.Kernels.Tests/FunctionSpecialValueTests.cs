using System;
using System.Numerics;
using Xunit;

namespace BackpropGen.Kernels.Tests;

public class FunctionSpecialValueTests
{
    private const double Infinity = double.PositiveInfinity;

    [Fact]
    public void A_power_has_the_values_of_the_scalar_one_at_zeros_infinities_and_beside_the_range()
    {
        double[] values = [0.0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 1e300, -1e300, 5e-324, 1e-300, Infinity, -Infinity, double.NaN];
        foreach (double x in values)
        {
            foreach (double y in values)
            {
                double power = Math.Pow(x, y), actual = VectorMath.Pow(new Vector<double>(x), new Vector<double>(y))[0];
                Assert.True(IsSame(power, actual, 4e-16), FormattableString.Invariant($"{x}^{y}: {power} against {actual}"));
                float single = MathF.Pow((float)x, (float)y), found = VectorMath.Pow(new Vector<float>((float)x), new Vector<float>((float)y))[0];
                Assert.True(IsSame(single, found, 2e-7), FormattableString.Invariant($"{(float)x}^{(float)y}: {single} against {found}"));
            }
        }

        static bool IsSame(double expected, double actual, double relative) => expected.Equals(actual)
            ? double.IsNaN(expected) || double.IsNegative(expected) == double.IsNegative(actual)
            : Math.Abs(expected - actual) <= relative * Math.Abs(expected);
    }

    [Theory]
    [InlineData("Exp", -Infinity, 0.0)]
    [InlineData("Exp", Infinity, Infinity)]
    [InlineData("Exp", 1000.0, Infinity)]
    [InlineData("Exp", -1000.0, 0.0)]
    [InlineData("Exp", 0.0, 1.0)]
    [InlineData("Expm1", -Infinity, -1.0)]
    [InlineData("Expm1", Infinity, Infinity)]
    [InlineData("Expm1", 1000.0, Infinity)]
    [InlineData("Expm1", 0.0, 0.0)]
    [InlineData("Log", 0.0, -Infinity)]
    [InlineData("Log", 1.0, 0.0)]
    [InlineData("Log", -1.0, double.NaN)]
    [InlineData("Log", -Infinity, double.NaN)]
    [InlineData("Log", Infinity, Infinity)]
    [InlineData("Log1p", -1.0, -Infinity)]
    [InlineData("Log1p", -1.5, double.NaN)]
    [InlineData("Log1p", -Infinity, double.NaN)]
    [InlineData("Log1p", Infinity, Infinity)]
    [InlineData("Log1p", 0.0, 0.0)]
    [InlineData("Tanh", Infinity, 1.0)]
    [InlineData("Tanh", -Infinity, -1.0)]
    [InlineData("Tanh", 0.0, 0.0)]
    [InlineData("Sigmoid", Infinity, 1.0)]
    [InlineData("Sigmoid", -Infinity, 0.0)]
    [InlineData("Sigmoid", 0.0, 0.5)]
    [InlineData("Softplus", Infinity, Infinity)]
    [InlineData("Softplus", -Infinity, 0.0)]
    [InlineData("Softplus", 1000.0, 1000.0)]
    [InlineData("NormalDensity", Infinity, 0.0)]
    [InlineData("NormalDensity", -Infinity, 0.0)]
    [InlineData("Erf", Infinity, 1.0)]
    [InlineData("Erf", -Infinity, -1.0)]
    [InlineData("Erf", 0.0, 0.0)]
    [InlineData("Erfc", Infinity, 0.0)]
    [InlineData("Erfc", -Infinity, 2.0)]
    [InlineData("Erfc", 0.0, 1.0)]
    [InlineData("Sin", Infinity, double.NaN)]
    [InlineData("Cos", -Infinity, double.NaN)]
    [InlineData("Asin", 1.5, double.NaN)]
    [InlineData("Acosh", 0.5, double.NaN)]
    [InlineData("Atanh", 1.0, Infinity)]
    [InlineData("Sqrt", -1.0, double.NaN)]
    [InlineData("Cbrt", -8.0, -2.0)]
    public void A_limit_has_its_value(string name, double x, double expected)
    {
        AssertEqualBits(expected, Vectors.Of<double>(name)(new Vector<double>(x))[0]);
        AssertEqualBits(expected, Vectors.Of<float>(name)(new Vector<float>((float)x))[0]);
    }

    [Theory]
    [InlineData("Expm1")]
    [InlineData("Log1p")]
    [InlineData("Tanh")]
    [InlineData("Erf")]
    [InlineData("Sin")]
    [InlineData("Sqrt")]
    public void A_negative_zero_keeps_its_sign(string name)
    {
        AssertEqualBits(-0.0, Vectors.Of<double>(name)(new Vector<double>(-0.0))[0]);
        AssertEqualBits(-0.0, Vectors.Of<float>(name)(new Vector<float>(-0.0f))[0]);
    }

    [Fact]
    public void The_logarithm_of_either_zero_is_minus_infinity() =>
        Assert.Equal(-Infinity, VectorMath.Log(new Vector<double>(-0.0))[0]);

    [Theory]
    [MemberData(nameof(FunctionAccuracyTests.Functions), MemberType = typeof(FunctionAccuracyTests))]
    public void NaN_propagates(string name, double limit)
    {
        Assert.True(limit > 0);
        Assert.True(double.IsNaN(Vectors.Of<double>(name)(new Vector<double>(double.NaN))[0]));
        Assert.True(float.IsNaN(Vectors.Of<float>(name)(new Vector<float>(float.NaN))[0]));
    }

    [Fact]
    public void The_smallest_numbers_survive_where_the_function_is_nearly_the_identity()
    {
        foreach (string name in new[] { "Expm1", "Log1p", "Tanh", "Sin" })
        {
            Assert.Equal(double.Epsilon, Vectors.Of<double>(name)(new Vector<double>(double.Epsilon))[0]);
            Assert.Equal(-float.Epsilon, Vectors.Of<float>(name)(new Vector<float>(-float.Epsilon))[0]);
        }
    }

    [Fact]
    public void Lanes_are_independent()
    {
        Span<double> x = stackalloc double[Vector<double>.Count];
        for (int lane = 0; lane < x.Length; lane++)
        {
            x[lane] = lane % 2 == 0 ? double.NaN : 1.5 * lane;
        }

        Vector<double> y = VectorMath.Exp(new Vector<double>(x));
        for (int lane = 1; lane < x.Length; lane += 2)
        {
            Assert.Equal(Math.Exp(1.5 * lane), y[lane], 1e-12 * Math.Exp(1.5 * lane));
        }
    }

    [Fact]
    public void Sign_keeps_zeros_and_NaN()
    {
        Assert.Equal(-1f, VectorMath.Sign(new Vector<float>(-3f))[0]);
        Assert.Equal(1f, VectorMath.Sign(new Vector<float>(float.Epsilon))[0]);
        AssertEqualBits(-0.0, VectorMath.Sign(new Vector<double>(-0.0))[0]);
        Assert.True(double.IsNaN(VectorMath.Sign(new Vector<double>(double.NaN))[0]));
        Assert.Equal(-1.0, ScalarMath.Sign(-2.0));
        Assert.True(double.IsNaN(ScalarMath.Sign(double.NaN)));
    }

    [Fact]
    public void Max_and_min_propagate_NaN_from_either_side()
    {
        Vector<float> one = Vector<float>.One, nan = new(float.NaN);
        Assert.True(float.IsNaN(VectorMath.Max(one, nan)[0]) && float.IsNaN(VectorMath.Max(nan, one)[0]));
        Assert.True(float.IsNaN(VectorMath.Min(one, nan)[0]) && float.IsNaN(VectorMath.Min(nan, one)[0]));
        Assert.Equal(2f, VectorMath.Max(one, new Vector<float>(2f))[0]);
    }

    [Fact]
    public void Functions_of_two_arguments_take_them_in_order()
    {
        Vector<double> two = new(2.0), three = new(3.0);
        Assert.Equal(8.0, VectorMath.Pow(two, three)[0]);
        Assert.Equal(Math.Atan2(2, 3), VectorMath.Atan2(two, three)[0]);
        Assert.Equal(5.0, VectorMath.Hypot(three, new Vector<double>(4.0))[0]);
        Assert.Equal(-2.0, VectorMath.CopySign(two, new Vector<double>(-0.0))[0]);
    }

    [Theory]
    [InlineData(-2.5, -3.0, -2.0, -2.0, -2.0)]
    [InlineData(1.5, 1.0, 2.0, 2.0, 1.0)]
    public void Roundings_follow_their_names(double x, double floor, double ceiling, double round, double truncate)
    {
        Vector<double> v = new(x);
        Assert.Equal(floor, VectorMath.Floor(v)[0]);
        Assert.Equal(ceiling, VectorMath.Ceiling(v)[0]);
        Assert.Equal(round, VectorMath.Round(v)[0]);
        Assert.Equal(truncate, VectorMath.Truncate(v)[0]);
    }

    [Fact]
    public void A_selection_follows_its_comparison()
    {
        Vector<float> one = Vector<float>.One, two = new(2f), nan = new(float.NaN);
        float Chosen(Vector<float> mask) => VectorMath.Select(mask, one, two)[0];
        Assert.Equal(1f, Chosen(VectorMath.LessThan(one, two)));
        Assert.Equal(2f, Chosen(VectorMath.GreaterThan(one, two)));
        Assert.Equal(1f, Chosen(VectorMath.LessThanOrEqual(one, one)));
        Assert.Equal(1f, Chosen(VectorMath.GreaterThanOrEqual(one, one)));
        Assert.Equal(2f, Chosen(VectorMath.Equal(nan, nan)));
        Assert.Equal(1f, Chosen(VectorMath.NotEqual(nan, nan)));
    }

    private static void AssertEqualBits(double expected, double actual)
    {
        if (double.IsNaN(expected))
        {
            Assert.True(double.IsNaN(actual), FormattableString.Invariant($"{actual:R} is a number."));
        }
        else
        {
            Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
        }
    }
}
