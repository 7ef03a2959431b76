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

    /// <summary>Four sums of eight lanes that take turns, the rest lane by lane: as every machine adds.</summary>
    [Fact]
    public void The_norm_is_the_same_to_the_last_bit_on_every_machine()
    {
        foreach (int length in new[] { 1, 7, 8, 31, 32, 33, 100, 1003 })
        {
            double[] values = [.. Enumerable.Range(0, length).Select(static i => Math.Sin(i + 1))];
            Assert.Equal(Math.Sqrt(InOrder(values)), GradientNorm.Of<double>(values));
            float[] singles = [.. values.Select(static value => (float)value)];
            Assert.Equal(Math.Sqrt(InOrder([.. singles.Select(static value => (double)value)])), GradientNorm.Of<float>(singles));
        }

        static double InOrder(double[] values)
        {
            double[,] sums = new double[4, 8];
            int whole = values.Length / 32 * 32, last = values.Length / 8 * 8;
            for (int i = 0; i < last; i++)
            {
                sums[i < whole ? i / 8 % 4 : 0, i % 8] += values[i] * values[i];
            }

            double sum = 0;
            for (int lane = 0; lane < 8; lane++)
            {
                sum += (sums[0, lane] + sums[1, lane]) + (sums[2, lane] + sums[3, lane]);
            }

            return values[last..].Aggregate(sum, static (all, value) => all + (value * value));
        }
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
