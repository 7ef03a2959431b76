using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Tests.Reading;

public sealed class DigitClassifierTests
{
    [Fact]
    public void The_classifier_is_read_whole()
    {
        var result = GeneratorHost.Read(Samples.DigitClassifier);
        var model = result.Sound;
        Assert.Equal("stem.weight[64, 64]", result.Parameters.First());
        Assert.Contains("blocks.3.down.weight[16, 64]", result.Parameters);
        Assert.Contains("blocks.7.up.bias[64]", result.Parameters);
        Assert.Equal("head.bias[10]", result.Parameters.Last());
        Assert.Equal(1, model.MaxGradientNorm);
        Assert.Equal("image", Assert.Single(model.Inputs).Name);
        Assert.Equal(10, Assert.Single(model.Targets).Classes);
        Assert.Equal("logits", Assert.Single(model.Training.Outputs, static output => output.Role == OutputRole.Prediction).Name);
        Assert.Contains(model.Training.Nodes, static node => node.Place == "blocks.3");
        Assert.Contains(model.Training.Nodes, static node => node.Place == "blocks.3.down");
    }

    [Fact]
    public void Several_outputs_states_and_tuples_are_read_whole()
    {
        var result = GeneratorHost.Read(Samples.NormalizedRegressor);
        var model = result.Sound;
        Assert.Equal(
            ["scale[2]", "first.Norm.weight[5]", "first.Norm.bias[5]", "first.Dense.weight[3, 5]", "first.Dense.bias[3]",
            "second.0.weight[4, 3]", "second.0.bias[4]", "second.1.weight[4]", "second.1.bias[4]", "second.2.weight[2, 4]", "second.2.bias[2]"],
            result.Parameters.OrderBy(static path => path.StartsWith("scale", StringComparison.Ordinal) ? 0 : 1));
        Assert.Equal(["first.Norm.running_mean", "first.Norm.running_variance"], model.States.Select(static state => state.Path));
        Assert.True(model.IsDouble);
        Assert.Equal(["mean", "variance"], model.Training.Outputs.Where(static output => output.Role == OutputRole.Prediction).Select(static output => output.Name));
        Assert.Equal(2, model.Training.Outputs.Count(static output => output.Role == OutputRole.StateUpdate));
        Assert.DoesNotContain(model.Inference.Outputs, static output => output.Role == OutputRole.StateUpdate);
        Assert.Equal("Physics.@event", model.Type.Namespace);
    }

    [Fact]
    public void What_is_generated_compiles()
    {
        foreach (string sample in Samples.All)
        {
            var result = GeneratorHost.Generate(GeneratorHost.Usings + sample);
            Assert.Null(result.Run.Exception);
            Assert.Single(result.HintNames);
            Assert.Empty(result.Errors);
        }
    }
}
