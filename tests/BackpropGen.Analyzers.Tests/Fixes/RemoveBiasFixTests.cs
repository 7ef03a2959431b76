using BackpropGen.Analyzers.Tests.Testing;
using BackpropGen.CodeFixes;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Fixes;

/// <summary>The fix of BPG2005.</summary>
public sealed class RemoveBiasFixTests
{
    private static readonly RemoveBiasFix Fix = new();

    [Theory]
    [InlineData("Dense(8)", "Dense(8, bias: false)")]
    [InlineData("Dense(8 /* wide */)", "Dense(8 /* wide */, bias: false)")]
    [InlineData("Dense(8, bias: true)", "Dense(8, bias: false)")]
    [InlineData("Dense(8, true, Initializer.HeNormal)", "Dense(8, false, Initializer.HeNormal)")]
    [InlineData("Dense(8, weightInitializer: Initializer.HeNormal)", "Dense(8, weightInitializer: Initializer.HeNormal, bias: false)")]
    [InlineData("Dense(8, biasInitializer: Initializer.Ones)", "Dense(8, bias: false)")]
    [InlineData("Dense(8, true, Initializer.HeNormal, Initializer.Ones)", "Dense(8, false, Initializer.HeNormal)")]
    [InlineData("Dense(outputs: 8)", "Dense(outputs: 8, bias: false)")]
    public Task The_layer_is_made_without_a_bias(string before, string after) =>
        Verify.Fixes(Model("{|BPG2005:" + before + "|}", "Dense(8, bias: false)"), Model(after, "Dense(8, bias: false)"), Fix);

    [Fact]
    public Task All_layers_of_a_file_are_fixed_at_once() => Verify.FixesAll(
        Model("{|BPG2005:Dense(8)|}", "{|BPG2005:Dense(8)|}"), Model("Dense(8, bias: false)", "Dense(8, bias: false)"), Fix);

    [Fact]
    public Task A_bias_that_a_variable_decides_on_is_offered_no_fix() => Verify.OffersNoFix(
        Model("{|BPG2005:Dense(8, bias: HasBias)|}", "Dense(8, bias: false)"), Fix);

    private static string Model(string first, string second) => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private const bool HasBias = true;

            private readonly Layer _first = {{first}}, _firstNorm = BatchNorm();
            private readonly Layer _second = {{second}}, _secondNorm = BatchNorm(), _head = Dense(2);

            public Tensor Forward([Shape(8)] Tensor x) => _head(Relu(_secondNorm(_second(Relu(_firstNorm(_first(x)))))));

            public Tensor Loss(Tensor logits, [Classes(2)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }
        """;
}
