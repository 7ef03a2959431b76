using System;
using System.Linq;
using BackpropGen.Console;
using Xunit;

namespace BackpropGen.Tests;

public class SparklineTests
{
    [Fact]
    public void Values_rise_from_the_lowest_block_to_the_highest() =>
        Assert.Equal("▁▂▃▄▅▆▇█", Sparkline.Of([.. Enumerable.Range(0, 8).Select(step => step / 7.0)], 0, 1, 20));

    [Fact]
    public void More_values_than_columns_are_averaged() =>
        Assert.Equal("▁▃█", Sparkline.Of([0, 0, 0, 1.2, 2, 2], 0, 2, 3));

    [Theory]
    [InlineData(-5, "▁")]
    [InlineData(double.NegativeInfinity, "▁")]
    [InlineData(double.NaN, "▁")]
    [InlineData(9, "█")]
    [InlineData(double.PositiveInfinity, "█")]
    public void Values_beyond_the_limits_are_drawn_at_them(double value, string line) =>
        Assert.Equal(line, Sparkline.Of([value], 0, 1, 4));

    [Fact]
    public void No_values_make_an_empty_line() => Assert.Equal("", Sparkline.Of([], 0, 1, 4));

    [Fact]
    public void Limits_and_widths_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Sparkline.Of([1], 1, 1, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sparkline.Of([1], 0, 1, 0));
    }
}
