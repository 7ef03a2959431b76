using System;
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
                double power = Math.Pow(x, y);
                float single = MathF.Pow((float)x, (float)y);
                foreach (string form in Forms.All)
                {
                    double actual = Forms.Values(form, "Pow", x, y)[0];
                    Assert.True(IsSame(power, actual, 4e-16), FormattableString.Invariant($"{x}^{y} in {form}: {power} against {actual}"));
                    float found = Forms.Values(form, "Pow", (float)x, (float)y)[0];
                    Assert.True(IsSame(single, found, 2e-7), FormattableString.Invariant($"{(float)x}^{(float)y} in {form}: {single} against {found}"));
                }
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
    [InlineData("ExpByReduction", -Infinity, 0.0)]
    [InlineData("ExpByReduction", Infinity, Infinity)]
    [InlineData("ExpByReduction", 1000.0, Infinity)]
    [InlineData("ExpByReduction", -1000.0, 0.0)]
    [InlineData("ExpByReduction", 0.0, 1.0)]
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
    [InlineData("TanhByQuotient", Infinity, 1.0)]
    [InlineData("TanhByQuotient", -Infinity, -1.0)]
    [InlineData("TanhByQuotient", 0.0, 0.0)]
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
        foreach (string form in Forms.All)
        {
            AssertEqualBits(form, expected, Forms.Values(form, name, x)[0]);
            AssertEqualBits(form, expected, Forms.Values(form, name, (float)x)[0]);
        }
    }

    [Theory]
    [InlineData("Expm1")]
    [InlineData("Log1p")]
    [InlineData("Tanh")]
    [InlineData("TanhByQuotient")]
    [InlineData("Erf")]
    [InlineData("Sin")]
    [InlineData("Sqrt")]
    public void A_negative_zero_keeps_its_sign(string name)
    {
        foreach (string form in Forms.All)
        {
            AssertEqualBits(form, -0.0, Forms.Values(form, name, -0.0)[0]);
            AssertEqualBits(form, -0.0, Forms.Values(form, name, -0.0f)[0]);
        }
    }

    [Fact]
    public void The_logarithm_of_either_zero_is_minus_infinity() =>
        Assert.All(Forms.All, form => Assert.Equal(-Infinity, Forms.Values(form, "Log", -0.0)[0]));

    [Theory]
    [MemberData(nameof(FunctionAccuracyTests.Functions), MemberType = typeof(FunctionAccuracyTests))]
    public void NaN_propagates(string name, double limit)
    {
        Assert.True(limit > 0);
        Assert.All(Forms.All, form =>
        {
            Assert.True(double.IsNaN(Forms.Values(form, name, double.NaN)[0]));
            Assert.True(float.IsNaN(Forms.Values(form, name, float.NaN)[0]));
        });
    }

    [Fact]
    public void The_smallest_numbers_survive_where_the_function_is_nearly_the_identity()
    {
        foreach (string name in new[] { "Expm1", "Log1p", "Tanh", "TanhByQuotient", "Sin" })
        {
            Assert.All(Forms.All, form =>
            {
                Assert.Equal(double.Epsilon, Forms.Values(form, name, double.Epsilon)[0]);
                Assert.Equal(-float.Epsilon, Forms.Values(form, name, -float.Epsilon)[0]);
            });
        }
    }

    [Fact]
    public void Sign_keeps_zeros_and_NaN()
    {
        foreach (string form in Forms.All)
        {
            Assert.Equal(-1f, Forms.Values(form, "Sign", -3f)[0]);
            Assert.Equal(1f, Forms.Values(form, "Sign", float.Epsilon)[0]);
            AssertEqualBits(form, -0.0, Forms.Values(form, "Sign", -0.0)[0]);
            Assert.True(double.IsNaN(Forms.Values(form, "Sign", double.NaN)[0]));
        }

        Assert.Equal(-1.0, ScalarMath.Sign(-2.0));
        Assert.True(double.IsNaN(ScalarMath.Sign(double.NaN)));
    }

    [Fact]
    public void Max_and_min_propagate_NaN_from_either_side()
    {
        foreach (string form in Forms.All)
        {
            Assert.True(float.IsNaN(Forms.Values(form, "Max", 1f, float.NaN)[0]) && float.IsNaN(Forms.Values(form, "Max", float.NaN, 1f)[0]));
            Assert.True(float.IsNaN(Forms.Values(form, "Min", 1f, float.NaN)[0]) && float.IsNaN(Forms.Values(form, "Min", float.NaN, 1f)[0]));
            Assert.Equal(2f, Forms.Values(form, "Max", 1f, 2f)[0]);
        }
    }

    [Fact]
    public void Functions_of_two_arguments_take_them_in_order()
    {
        foreach (string form in Forms.All)
        {
            Assert.Equal(8.0, Forms.Values(form, "Pow", 2.0, 3.0)[0]);
            Assert.Equal(Math.Atan2(2, 3), Forms.Values(form, "Atan2", 2.0, 3.0)[0]);
            Assert.Equal(5.0, Forms.Values(form, "Hypot", 3.0, 4.0)[0]);
            Assert.Equal(-2.0, Forms.Values(form, "CopySign", 2.0, -0.0)[0]);
        }
    }

    [Theory]
    [InlineData(-2.5, -3.0, -2.0, -2.0, -2.0)]
    [InlineData(1.5, 1.0, 2.0, 2.0, 1.0)]
    public void Roundings_follow_their_names(double x, double floor, double ceiling, double round, double truncate)
    {
        foreach (string form in Forms.All)
        {
            Assert.Equal(floor, Forms.Values(form, "Floor", x)[0]);
            Assert.Equal(ceiling, Forms.Values(form, "Ceiling", x)[0]);
            Assert.Equal(round, Forms.Values(form, "Round", x)[0]);
            Assert.Equal(truncate, Forms.Values(form, "Truncate", (float)x)[0]);
        }
    }

    private static void AssertEqualBits(string form, double expected, double actual)
    {
        if (double.IsNaN(expected))
        {
            Assert.True(double.IsNaN(actual), FormattableString.Invariant($"{actual:R} is a number, in {form}."));
        }
        else
        {
            bool isSame = BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual);
            Assert.True(isSame, FormattableString.Invariant($"{actual:R} is not {expected:R}, in {form}."));
        }
    }
}
