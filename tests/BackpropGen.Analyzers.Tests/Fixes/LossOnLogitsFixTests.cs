using BackpropGen.Analyzers.Tests.Testing;
using BackpropGen.CodeFixes;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Fixes;

/// <summary>The fix of BPG2004.</summary>
public sealed class LossOnLogitsFixTests
{
    private static readonly LossOnLogitsFix Fix = new();

    [Theory]
    [InlineData("Sigmoid(_first(x))", "{|BPG2004:MeanSquaredError(y, target)|}", "_first(x)", "BinaryCrossEntropy(y, target)")]
    [InlineData("Softmax(_first(x))", "{|BPG2004:MeanSquaredError(y, target)|}", "_first(x)", "SoftmaxCrossEntropy(y, target)")]
    [InlineData("Softmax(_first(x))", "{|BPG2004:MeanSquaredError(y, OneHot(label))|}", "_first(x)", "SoftmaxCrossEntropy(y, OneHot(label))")]
    [InlineData("_first(x)", "{|BPG2004:Functions.MeanSquaredError(Sigmoid(y), target)|}", "_first(x)", "Functions.BinaryCrossEntropy(y, target)")]
    [InlineData("Sigmoid(/* logits */ _first(x))", "{|BPG2004:MeanSquaredError /* Brier */ (y, target)|}", "/* logits */ _first(x)", "BinaryCrossEntropy /* Brier */ (y, target)")]
    public Task The_activation_goes_and_the_loss_changes(string output, string loss, string newOutput, string newLoss) =>
        Verify.Fixes(Model(output, loss), Model(newOutput, newLoss), Fix);

    [Fact]
    public Task All_models_of_a_file_are_fixed_at_once() => Verify.FixesAll(
        Model("Sigmoid(_first(x))", "{|BPG2004:MeanSquaredError(y, target)|}") + Second("Softmax(_first(x))", "{|BPG2004:MeanSquaredError(y, target)|}"),
        Model("_first(x)", "BinaryCrossEntropy(y, target)") + Second("_first(x)", "SoftmaxCrossEntropy(y, target)"),
        Fix);

    [Theory]
    [InlineData("Sigmoid(_first(x))", "{|BPG2004:MeanSquaredError(y, target)|} + 0.1 * Mean(Square(y))")]
    [InlineData("Sigmoid(_first(x))", "2 * {|BPG2004:MeanSquaredError(y, target)|}")]
    [InlineData("Sigmoid(_first(x))", "{|BPG2004:MeanSquaredError(target, y)|}")]
    [InlineData("Sigmoid(_first(x))", "{|BPG2004:MeanSquaredError(prediction: y, target: target)|}")]
    [InlineData("Sigmoid(_first(x))", "Mean({|BPG2004:Square(y - target)|})")]
    [InlineData("1 / (1 + Exp(-_first(x)))", "{|BPG2004:MeanSquaredError(y, target)|}")]
    public Task Where_more_than_the_loss_would_change_no_fix_is_offered(string output, string loss) =>
        Verify.OffersNoFix(Model(output, loss), Fix);

    private static string Second(string output, string loss) => Definition("Second", output, loss);

    private static string Model(string output, string loss) => """
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        """ + Definition("Model", output, loss);

    private static string Definition(string name, string output, string loss) => $$"""

        [Model]
        public sealed partial class {{name}}
        {
            private readonly Layer _first = Dense(4);

            public Tensor Forward([Shape(8)] Tensor x) => {{output}};

            public Tensor Loss(Tensor y, [Shape(4)] Tensor target, [Classes(4)] ClassLabel label) => {{loss}};
        }

        """;
}
