using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace BackpropGen.Tests;

public class RandomSequenceTests
{
    private const int Count = 100_000;

    /// <summary>The known answers of the reference implementation (Random123, kat_vectors, philox4x32 of 10 rounds).</summary>
    [Theory]
    [InlineData(0, 0, 0, 0xe169c58d6627e8d5, 0x9b00dbd8bc57ac4c)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x41c83b0e408f276d, 0x6d5451fda20bc7c6)]
    [InlineData(0x299f31d0a4093822, 0x85a308d3243f6a88, 0x0370734413198a2e, 0x94fdccebd16cfe09, 0x24126ea15001e420)]
    public void The_generator_gives_its_known_answers(ulong key, ulong counterLow, ulong counterHigh, ulong low, ulong high) =>
        Assert.Equal((low, high), Philox.Block(key, counterLow, counterHigh));

    [Fact]
    public void The_first_values_of_a_weight_are_these_bits()
    {
        RandomSequence sequence = RandomSequence.OfName(42, "blocks.3.down.weight");

        Assert.Equal(ExpectedStream, sequence.Stream);
        (ulong low, ulong high) = Philox.Block(42, 1, ExpectedStream);
        Assert.Equal((low, high), (sequence.Bits(2), sequence.Bits(3)));
        Assert.Equal((high >> 11) / 9007199254740992.0, sequence.Uniform(3));
    }

    [Fact]
    public void Quantiles_agree_with_forty_digits()
    {
        string json = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "quantiles.json"));
        foreach (JsonElement pair in JsonDocument.Parse(json).RootElement.EnumerateArray())
        {
            double expected = pair[1].GetDouble();
            double actual = NormalQuantile.Of(pair[0].GetDouble());
            Assert.True(Math.Abs(actual - expected) <= 4e-16 * Math.Max(1, 2 * Math.Abs(expected)), $"{pair}: {actual:R}");
        }
    }

    [Fact]
    public void The_logarithm_agrees_with_the_library()
    {
        var random = new RandomSequence(5, 5);
        for (ulong index = 0; index < 10_000; index++)
        {
            double value = Math.ScaleB(random.Uniform(index) + 0.01, (int)(index % 120) - 60);
            double expected = Math.Log(value);
            Assert.Equal(expected, NormalQuantile.Logarithm(value), 4e-16 * Math.Max(1, Math.Abs(expected)));
        }
    }

    /// <summary>The distance of Kolmogorov and Smirnov stays below its quantile for a chance of 1 in 10,000.</summary>
    [Fact]
    public void Uniform_numbers_are_uniform()
    {
        double[] numbers = Draw(index => new RandomSequence(1, 2).Uniform(index));

        Assert.True(numbers[0] >= 0 && numbers[^1] < 1);
        Assert.Equal(0.5, numbers.Average(), 0.005);
        Assert.True(Distance(numbers, x => x) < 2.23 / Math.Sqrt(Count));
    }

    [Fact]
    public void Normal_numbers_are_normal()
    {
        double[] numbers = Draw(index => new RandomSequence(3, 4).Normal(index));

        Assert.Equal(0, numbers.Average(), 0.02);
        Assert.Equal(1, numbers.Average(x => x * x), 0.03);
        Assert.Equal(0, numbers.Average(x => x * x * x), 0.06);
        Assert.Equal(3, numbers.Average(x => x * x * x * x), 0.2);
        Assert.True(Distance(numbers, NormalDistribution) < 2.23 / Math.Sqrt(Count));
    }

    [Fact]
    public void Each_order_of_four_is_equally_likely()
    {
        var counts = new Dictionary<string, int>();
        for (ulong stream = 0; stream < 24_000; stream++)
        {
            int[] numbers = [0, 1, 2, 3];
            new RandomSequence(9, stream).Shuffle(numbers);
            string order = string.Join(' ', numbers);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        // Chi squared with 23 degrees of freedom is below 58 in all but 1 of 10,000 cases.
        Assert.Equal(24, counts.Count);
        Assert.True(counts.Values.Sum(count => (count - 1000.0) * (count - 1000.0) / 1000) < 58);
    }

    [Fact]
    public void A_uniform_value_stays_below_the_upper_end_when_rounding_would_reach_it()
    {
        // Between two neighbors, half of the numbers would round to the upper one.
        float upper = MathF.BitIncrement(1);
        var values = new float[100];
        new RandomSequence(1, 1).Fill(new Initialization(Distribution.Uniform, 1, upper), values.AsSpan());
        Assert.All(values, value => Assert.Equal(1, value));
    }

    private const ulong ExpectedStream = 0x9a6ae955ba5a9a80;

    private static double[] Draw(Func<ulong, double> draw)
    {
        double[] numbers = [.. Enumerable.Range(0, Count).Select(index => draw((ulong)index))];
        Array.Sort(numbers);
        return numbers;
    }

    private static double Distance(double[] sorted, Func<double, double> distribution)
    {
        double distance = 0;
        for (int index = 0; index < sorted.Length; index++)
        {
            double share = distribution(sorted[index]);
            distance = Math.Max(distance, Math.Max(share - ((double)index / sorted.Length), ((index + 1.0) / sorted.Length) - share));
        }

        return distance;
    }

    /// <summary>By integrating the density with Simpson's rule from 0: an independent way to 10 digits.</summary>
    private static double NormalDistribution(double x)
    {
        const int Intervals = 64;
        double step = x / Intervals, sum = 0;
        for (int index = 0; index <= Intervals; index++)
        {
            double weight = index is 0 or Intervals ? 1 : index % 2 == 1 ? 4 : 2;
            sum += weight * Math.Exp(-0.5 * index * step * index * step);
        }

        return 0.5 + (sum * step / (3 * Math.Sqrt(2 * Math.PI)));
    }
}
