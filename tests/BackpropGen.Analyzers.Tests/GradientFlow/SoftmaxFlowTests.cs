using BackpropGen.Analyzers.Tests.Corpus;
using BackpropGen.Analyzers.Tests.Testing;
using BackpropGen.Generator.GradientFlow;
using Xunit;

namespace BackpropGen.Analyzers.Tests.GradientFlow;

/// <summary>Attention over values that resemble one another, block after block: two ways of the gradient through a softmax
/// that nearly cancel.</summary>
public sealed class SoftmaxFlowTests
{
    [Fact]
    public void Attention_is_predicted_as_it_is_measured()
    {
        var model = CompiledModel.Compile(CorpusEntry.Named("PerceiverEncoder").Code
            .Replace("[Model]", "[Model(Precision = Precision.Double)]", StringComparison.Ordinal));
        var measured = MeasuredGradients.Of(model, seeds: 2, samples: 4);
        var predicted = FlowEstimate.Of(model.Definition).Parameters.ToDictionary(static parameter => parameter.Path, static parameter => parameter.GradientRatio);
        foreach (string path in new[] { "inputs.weight", "read.value.weight", "think.0.0.query.weight", "think.2.0.key.weight", "think.5.0.value.weight" })
        {
            Assert.InRange(measured.Ratio(path, to: "output.bias") / (predicted[path] / predicted["output.bias"]), 0.5, 2);
        }
    }
}
