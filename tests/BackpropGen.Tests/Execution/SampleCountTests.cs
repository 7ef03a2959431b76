using System;
using BackpropGen.Execution;
using Xunit;

namespace BackpropGen.Tests;

public class SampleCountTests
{
    [Fact]
    public void The_count_is_the_length_by_the_size()
    {
        Assert.Equal(3, SampleCount.Of(192, 64, "[8, 8]", "image"));
        Assert.Equal(0, SampleCount.Of(0, 64, "[8, 8]", "image"));
    }

    [Fact]
    public void A_length_that_is_no_multiple_names_the_shape() => Refuses(
        () => SampleCount.Of(100, 64, "[8, 8]", "image"), "image", "Expected samples of shape [8, 8], a multiple of 64 elements, but found 100.");

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    public void Another_count_of_samples_names_both(int length) => Refuses(
        () => SampleCount.Require(length, 3, 10, "[10]", "logits"), "logits", $"Expected 3 samples of shape [10], 30 elements, but found {length}.");

    [Fact]
    public void More_elements_than_an_int_counts_do_not_wrap_around() =>
        Assert.Throws<ArgumentException>(() => SampleCount.Require(0, 1 << 16, 1 << 16, "[65536]", "logits"));

    [Fact]
    public void No_samples_are_refused() =>
        Refuses(() => SampleCount.RequireAny(0, "image"), "image", "Expected at least one sample, but found none.");

    [Fact]
    public void A_gradient_of_another_length_is_refused() => Refuses(
        () => SampleCount.RequireGradients(6, 7, "gradients"), "gradients", "Expected one gradient for each of the model's 7 parameters, but found 6.");

    [Fact]
    public void What_is_right_passes()
    {
        SampleCount.Require(30, 3, 10, "[10]", "logits");
        SampleCount.RequireAny(1, "image");
        SampleCount.RequireGradients(7, 7, "gradients");
    }

    private static void Refuses(Action action, string name, string message)
    {
        var exception = Assert.Throws<ArgumentException>(action);
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal(name, exception.ParamName);
    }
}
