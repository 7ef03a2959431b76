using Xunit;

namespace BackpropGen.Tests;

public class LayerSummaryTests
{
    private static LayerSummary Stem => new("stem", "Dense", [8, 4], 20, 0.5);

    [Fact]
    public void Layers_of_equal_content_are_equal()
    {
        Assert.Equal(Stem, Stem);
        Assert.Equal(Stem.GetHashCode(), Stem.GetHashCode());
        Assert.Equal(Stem with { GradientRatio = null }, Stem with { GradientRatio = null });
    }

    [Fact]
    public void Layers_that_differ_in_anything_are_not()
    {
        Assert.NotEqual(Stem, Stem with { Name = "head" });
        Assert.NotEqual(Stem, Stem with { Kind = "LayerNorm" });
        Assert.NotEqual(Stem, Stem with { OutputShape = [4, 8] });
        Assert.NotEqual(Stem, Stem with { OutputShape = [8] });
        Assert.NotEqual(Stem, Stem with { ParameterCount = 21 });
        Assert.NotEqual(Stem, Stem with { GradientRatio = null });
    }
}
