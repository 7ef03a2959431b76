using System;
using System.Linq;
using Xunit;

namespace BackpropGen.Tests;

public class GradientClippingTests
{
    [Fact]
    public void The_default_changes_nothing()
    {
        float[] gradient = [1e30f, -1e30f, float.NaN];
        Assert.Equal(0, default(GradientClipping).Clip<float>(gradient));
        Assert.Equal([1e30f, -1e30f, float.NaN], gradient);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(1003)]
    public void A_long_gradient_keeps_its_direction_and_gets_the_norm(int length)
    {
        double[] gradient = [.. Enumerable.Range(0, length).Select(index => Math.Sin(index + 1) * 10)];
        double[] before = [.. gradient];
        double norm = Math.Sqrt(before.Sum(value => value * value));

        Assert.Equal(norm, new GradientClipping(maxNorm: 2).Clip<double>(gradient), norm * 1e-13);

        Assert.Equal(2, Math.Sqrt(gradient.Sum(value => value * value)), 1e-12);
        Assert.All(before.Zip(gradient), pair => Assert.Equal(pair.First * 2 / norm, pair.Second, 1e-12));
    }

    [Fact]
    public void A_short_gradient_stays_as_it_is()
    {
        float[] gradient = [0.3f, -0.4f];
        Assert.Equal(0.5, new GradientClipping(maxNorm: 1).Clip<float>(gradient), 1e-7);
        Assert.Equal([0.3f, -0.4f], gradient);
    }

    [Fact]
    public void Values_are_cut_before_the_norm_is_taken()
    {
        double[] gradient = [300, -4, 0.5];
        Assert.Equal(Math.Sqrt(9 + 9 + 0.25), new GradientClipping(maxNorm: 1, maxValue: 3).Clip<double>(gradient), 1e-12);
        Assert.Equal(-gradient[0], gradient[1]);
        Assert.Equal(1, gradient.Sum(value => value * value), 1e-12);
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    public void The_norm_neither_overflows_nor_underflows(double scale)
    {
        double[] gradient = [3 * scale, -4 * scale];
        Assert.Equal(5, GradientNorm.Of<double>(gradient) / scale, 1e-12);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_broken_element_does_not_spread(float broken)
    {
        float[] gradient = [100, broken, -50];
        Assert.Equal((double)broken, new GradientClipping(maxNorm: 1).Clip<float>(gradient));
        Assert.Equal([100, broken, -50], gradient);
    }

    [Fact]
    public void An_empty_gradient_has_the_norm_0() => Assert.Equal(0, new GradientClipping(maxNorm: 1).Clip<float>([]));

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_limit_is_at_least_0(double limit)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientClipping(maxNorm: limit));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientClipping { MaxValue = limit });
    }
}
