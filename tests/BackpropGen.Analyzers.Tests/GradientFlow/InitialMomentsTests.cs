using BackpropGen.Generator.GradientFlow;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Vocabulary;
using Xunit;

namespace BackpropGen.Analyzers.Tests.GradientFlow;

/// <summary>The weight gains fan-in · E[w²] that the initializers are made for.</summary>
public sealed class InitialMomentsTests
{
    [Theory]
    [InlineData("GlorotUniform", 2 * 30.0 / (30 + 50))]
    [InlineData("GlorotNormal", 2 * 30.0 / (30 + 50))]
    [InlineData("HeUniform", 2)]
    [InlineData("HeNormal", 2)]
    [InlineData("LecunUniform", 1)]
    [InlineData("LecunNormal", 1)]
    [InlineData("Zeros", 0)]
    [InlineData("Ones", 30)]
    public void The_gain_of_a_named_initializer_is_its_definition(string name, double gain) =>
        Assert.Equal(gain, 30 * InitialMoments.MeanSquare(new InitializerSpec(name).Resolve(Shape.Of(50, 30))), 1e-12);

    [Fact]
    public void A_mean_that_is_not_zero_counts()
    {
        Assert.Equal(4 + 9, InitialMoments.MeanSquare(new(Generator.Vocabulary.Distribution.Normal, 2, 3)), 1e-12);
        Assert.Equal(7.0 / 3, InitialMoments.MeanSquare(new(Generator.Vocabulary.Distribution.Uniform, 1, 2)), 1e-12);
    }
}
