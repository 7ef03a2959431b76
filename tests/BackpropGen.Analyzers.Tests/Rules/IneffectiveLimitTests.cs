using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG2007: attributes without effect.</summary>
public sealed class IneffectiveLimitTests
{
    [Theory]
    [InlineData("[{|BPG2007:ClipGradients|}]")]
    [InlineData("[{|BPG2007:ClipGradients()|}]")]
    [InlineData("[{|BPG2007:ClipGradients(MaxNorm = 0)|}]")]
    [InlineData("[{|BPG2007:ClipGradients(MaxNorm = 0, MaxValue = 0.0)|}]")]
    [InlineData("[{|BPG2007:WeightDecay(0)|}]")]
    [InlineData("[{|BPG2007:WeightDecay(0, IncludeBiases = true)|}]")]
    [InlineData("[{|BPG2007:ClipGradients|}, {|BPG2007:WeightDecay(0)|}]")]
    public Task A_limit_or_a_factor_of_0_is_reported(string attributes) => Verify.Reports(Model(attributes));

    [Theory]
    [InlineData("")]
    [InlineData("[ClipGradients(MaxNorm = 1)]")]
    [InlineData("[ClipGradients(MaxValue = 0.5)]")]
    [InlineData("[ClipGradients(MaxNorm = 0, MaxValue = 0.5)]")]
    [InlineData("[WeightDecay(1e-4)]")]
    public Task An_attribute_with_an_effect_is_not_reported(string attributes) => Verify.Reports(Model(attributes));

    [Fact]
    public Task A_negative_limit_is_an_error_and_nothing_more() => Verify.Reports(Model("[{|BPG0007:WeightDecay(-1)|}]"));

    [Fact]
    public async Task The_message_names_attribute_model_cause_and_remedy()
    {
        var diagnostic = await Verify.Single(Model("[WeightDecay(0)]"));
        Assert.Equal(
            "[WeightDecay] on 'Model' has no effect, since its factor is 0; give one, as in [WeightDecay(1e-4)], or remove the attribute",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    private static string Model(string attributes) => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        {{attributes}}
        public sealed partial class Model
        {
            private readonly Layer _hidden = Dense(8), _head = Dense(2);

            public Tensor Forward([Shape(8)] Tensor x) => _head(Relu(_hidden(x)));

            public Tensor Loss(Tensor logits, [Classes(2)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }
        """;
}
