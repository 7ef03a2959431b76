using System;
using System.Linq;
using Xunit;

namespace BackpropGen.Tests;

public class SamplesSplitTests
{
    [Fact]
    public void Every_sample_is_in_exactly_one_part()
    {
        PointSamples samples = Numbered(101);
        (PointSamples first, PointSamples second) = samples.Split(0.8, seed: 5);
        Assert.Equal((81, 20), (first.Count, second.Count));
        int[] labels = [.. first.Label.ToArray(), .. second.Label.ToArray()];
        Assert.NotEqual(Enumerable.Range(0, 101), labels);
        Assert.Equal(Enumerable.Range(0, 101), labels.Order());
        Assert.Equal(first.Label.ToArray().Select(label => label + 0.5), first.Points.ToArray().Where((_, index) => index % 2 == 1));
    }

    [Fact]
    public void The_seed_decides()
    {
        PointSamples samples = Numbered(50);
        Assert.Equal(samples.Split(0.5, 1).First.Label.ToArray(), samples.Split(0.5, 1).First.Label.ToArray());
        Assert.NotEqual(samples.Split(0.5, 1).First.Label.ToArray(), samples.Split(0.5, 2).First.Label.ToArray());
    }

    [Fact]
    public void An_empty_part_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Numbered(1).Split(0.5, 0));
        Assert.Throws<ArgumentException>(() => Numbered(5).Split(0.01, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(5).Split(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(5).Split(double.NaN, 0));
    }

    private static PointSamples Numbered(int count) => new(
        Enumerable.Range(0, count).SelectMany(row => new[] { row, row + 0.5 }).ToArray(),
        Enumerable.Range(0, count).ToArray());
}
