using BackpropGen.Analyzers.Tests.Testing;
using BackpropGen.Generator.GradientFlow;
using BackpropGen.Generator.Reading;
using Xunit;
using static BackpropGen.Analyzers.Tests.Rules.DefinitionText;

namespace BackpropGen.Analyzers.Tests.GradientFlow;

/// <summary>What counts as the weights of a layer: a value made of parameters alone.</summary>
public sealed class WeightedLayerTests
{
    [Theory]
    [InlineData("_matrix")]
    [InlineData("Transpose(_matrix)")]
    [InlineData("2 * _matrix")]
    [InlineData("_matrix / Sqrt(Sum(Square(_matrix)))")]
    [InlineData("_matrix * (1 - Eye())")]
    public void A_parameter_rearranged_scaled_or_normalized_is_a_weight(string weights) =>
        Assert.Equal(["hidden.weight", "matrix", "head.weight"], WeightsOf(weights));

    [Theory]
    [InlineData("Mean() + _matrix")]
    [InlineData("_matrix + Mean()")]
    [InlineData("_matrix * Mean()")]
    [InlineData("2 * Transpose(_matrix * Mean())")]
    [InlineData("Mean()")]
    public void A_statistic_of_the_batch_is_none_though_a_parameter_is_in_it(string weights) =>
        Assert.Equal(["hidden.weight", "head.weight"], WeightsOf(weights));

    /// <summary>The weights of a model that multiplies the hidden values with a matrix.</summary>
    private static IEnumerable<string> WeightsOf(string matrix)
    {
        var compilation = TestCompilation.Create(Classifier(
            "private readonly Layer _hidden = Dense(4); private readonly Parameter _matrix = Parameter([4, 4]);",
            $$"""
            var h = Tanh(_hidden(x));
            Tensor Mean() => MeanOverBatch(MatMul(Reshape(h, 4, 1), Reshape(h, 1, 4)));
            Tensor Eye() => Constant(new double[] { 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1 }, 4, 4);
            x = Tanh(MatMul({{matrix}}, h)) + 1e-3 * Sum(_matrix);
            """));
        Verify.Compiles(compilation);
        var problems = new List<Problem>();
        var definition = ModelReader.Read(compilation.GetTypeByMetadataName("Model")!, compilation, problems.Add, default);
        Assert.Empty(problems.Select(static problem => problem.Message));
        return FlowEstimate.Of(definition!).Layers.Select(static layer => layer.Weight);
    }
}
