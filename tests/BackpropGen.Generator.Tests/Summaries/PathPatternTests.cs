using BackpropGen.Generator.Summaries;

namespace BackpropGen.Generator.Tests.Summaries;

public sealed class PathPatternTests
{
    [Theory]
    [InlineData("stem", "stem")]
    [InlineData("blocks.0…2", "blocks.0", "blocks.1", "blocks.2")]
    [InlineData("blocks.8…10.down", "blocks.8.down", "blocks.9.down", "blocks.10.down")]
    [InlineData("blocks.0,2…6", "blocks.0", "blocks.2", "blocks.4", "blocks.6")]
    [InlineData("blocks.1,3", "blocks.1", "blocks.3")]
    [InlineData("blocks.2 … blocks.7", "blocks.2", "blocks.3", "blocks.5", "blocks.7")]
    [InlineData("blocks.3 … blocks.1", "blocks.3", "blocks.2", "blocks.1")]
    [InlineData("stages.0.0 … stages.1.1", "stages.0.0", "stages.0.1", "stages.1.0", "stages.1.1")]
    public void Repeated_paths_have_one_name(string expected, params string[] paths)
    {
        Assert.Single(paths.Select(PathPattern.Of).Distinct());
        Assert.Equal(expected, PathPattern.Describe(paths));
    }

    [Theory]
    [InlineData("blocks.0", "blocks.0.down")]
    [InlineData("blocks.0", "layers.0")]
    [InlineData("l0", "l1")]
    public void Other_names_than_numbers_tell_paths_apart(string first, string second) =>
        Assert.NotEqual(PathPattern.Of(first), PathPattern.Of(second));
}
