using BackpropGen.Console;
using Xunit;

namespace BackpropGen.Tests;

public class LogarithmicScaleTests
{
    [Theory]
    [InlineData(new[] { 2e-6, 0.5 }, -6, 0)]
    [InlineData(new[] { 1e-6 }, -6, 0)]
    [InlineData(new[] { 0.5 }, -3, 0)]
    [InlineData(new[] { 0.5, 42 }, -1, 2)]
    [InlineData(new double[0], -3, 0)]
    public void The_scale_holds_one_and_all_values(double[] values, int from, int to) =>
        Assert.Equal(new LogarithmicScale(from, to), LogarithmicScale.Of(values));

    [Fact]
    public void What_has_no_logarithm_does_not_stretch_the_scale() =>
        Assert.Equal(new LogarithmicScale(-3, 0), LogarithmicScale.Of([0, double.NaN, double.PositiveInfinity, -1]));

    [Theory]
    [InlineData(1e-6, 0)]
    [InlineData(1e-3, 0.5)]
    [InlineData(1, 1)]
    [InlineData(1e-7, 0)]
    [InlineData(10, 1)]
    [InlineData(0, 0)]
    [InlineData(double.NaN, 0)]
    public void A_value_lies_where_its_logarithm_says(double value, double position) =>
        Assert.Equal(position, new LogarithmicScale(-6, 0).Position(value), precision: 12);

    [Theory]
    [InlineData(-6, 0, 24, "1e-6····1e-4····1e-2···1")]
    [InlineData(-6, 0, 48, "1e-6····1e-5····1e-4····1e-3····1e-2····1e-1···1")]
    [InlineData(-3, 2, 16, "1e-3··1e-1···1e2")]
    [InlineData(-3, 2, 11, "1e-3··1·1e2")]
    public void Labels_stand_where_their_values_lie_and_never_touch(int from, int to, int width, string axis) =>
        Assert.Equal(axis, new LogarithmicScale(from, to).Axis(width));
}
