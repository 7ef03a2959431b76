using System;
using Xunit;

namespace BackpropGen.Tests;

public class ModelLayoutTests
{
    [Fact]
    public void Counts_are_the_sums_of_the_arrays_of_each_kind() =>
        Assert.Equal((25, 8, 6), (Layouts.TwoLayers.ParameterCount, Layouts.TwoLayers.StateCount, Layouts.TwoLayers.Count));

    [Fact]
    public void An_unknown_path_lists_the_closest_names()
    {
        var exception = Assert.Throws<ArgumentException>(() => Layouts.TwoLayers["head.wieght"]);
        Assert.Contains("'head.wieght'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("The closest names are 'head.weight'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_occurs_twice_is_refused()
    {
        var exception = Assert.Throws<ArgumentException>(() => new ModelLayout(Array("a", 0, 2), Array("a", 2, 2)));
        Assert.Contains("'a' occurs twice", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Arrays_that_overlap_or_leave_a_gap_are_refused(int offset)
    {
        var exception = Assert.Throws<ArgumentException>(() => new ModelLayout(Array("a", 0, 2), Array("b", offset, 2)));
        Assert.Contains($"'b' starts at {offset}, expected 2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arrays_are_equal_by_the_lengths_of_their_shape()
    {
        Assert.Equal(Array("a", 0, 2, 3), Array("a", 0, 2, 3));
        Assert.Equal(Array("a", 0, 2, 3).GetHashCode(), Array("a", 0, 2, 3).GetHashCode());
        Assert.NotEqual(Array("a", 0, 2, 3), Array("a", 0, 3, 2));
    }

    private static ParameterInfo Array(string path, int offset, params int[] shape) =>
        new(path, [.. shape], offset, StoredKind.Parameter, default);
}
