using BackpropGen.Analyzers.Tests.Testing;
using BackpropGen.CodeFixes;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Fixes;

/// <summary>The fix of BPG2002 and BPG2003.</summary>
public sealed class RemoveCallFixTests
{
    private const string CrossEntropy = "SoftmaxCrossEntropy(y, label)";
    private static readonly RemoveCallFix Fix = new();

    [Theory]
    [InlineData("{|BPG2002:Relu(Sigmoid(h))|}", "Sigmoid(h)")]
    [InlineData("{|BPG2002:Map(Clipped, Tanh(h))|}", "Tanh(h)")]
    [InlineData("{|BPG2002:LeakyRelu(Relu(h), 0.2)|}", "Relu(h)")]
    [InlineData("2 * {|BPG2002:Relu(1 / (1 + Exp(-h)))|}", "2 * (1 / (1 + Exp(-h)))")]
    [InlineData("/* a */ {|BPG2002:Relu(/* b */ Relu(h) /* c */)|} /* d */", "/* a */ /* b */ Relu(h) /* c */ /* d */")]
    [InlineData("{|BPG2002:Relu(\n            Relu(h))|}", "Relu(h)")]
    public Task A_function_without_effect_is_replaced_by_its_argument(string before, string after) =>
        Verify.Fixes(Model(before, "Mean(y)"), Model(after, "Mean(y)"), Fix);

    [Theory]
    [InlineData("{|BPG2003:Softmax(h)|}", CrossEntropy, "h", CrossEntropy)]
    [InlineData("{|BPG2003:Sigmoid(_first(x))|}", "BinaryCrossEntropy(y, OneHot(label))", "_first(x)", "BinaryCrossEntropy(y, OneHot(label))")]
    [InlineData("Softmax({|BPG2003:Softmax(h)|})", "Mean(y)", "Softmax(h)", "Mean(y)")]
    [InlineData("h", "SoftmaxCrossEntropy({|BPG2003:LogSoftmax(y)|}, label)", "h", CrossEntropy)]
    public Task A_softmax_or_sigmoid_that_the_loss_applies_is_removed(string output, string loss, string newOutput, string newLoss) =>
        Verify.Fixes(Model(output, loss), Model(newOutput, newLoss), Fix);

    [Fact]
    public Task A_statement_of_which_nothing_would_be_left_is_removed() => Verify.Fixes(
        Model("h", "Mean(y)", "h = Relu(h);\n        // to be sure\n        h = {|BPG2002:Relu(h)|};\n        h = -h;"),
        Model("h", "Mean(y)", "h = Relu(h);\n        // to be sure\n        h = -h;"),
        Fix);

    [Fact]
    public Task All_functions_without_effect_in_a_file_are_removed_at_once() => Verify.FixesAll(
        Model("{|BPG2002:Relu({|BPG2002:Relu(Sigmoid(h))|})|}", "Mean(y)"), Model("Sigmoid(h)", "Mean(y)"), Fix);

    [Fact]
    public Task Several_softmaxes_are_removed_at_once() => Verify.FixesAll(
        Model("{|BPG2003:Softmax({|BPG2003:Softmax(h)|})|}", CrossEntropy), Model("h", CrossEntropy), Fix);

    [Fact]
    public Task A_softmax_that_is_read_elsewhere_too_is_offered_no_fix() => Verify.OffersNoFix(
        Model("{|BPG2003:Softmax(h)|}", CrossEntropy + " + Sum(Square(y))"), Fix);

    [Fact]
    public Task A_softmax_written_out_is_offered_no_fix() => Verify.OffersNoFix(
        Model("{|BPG2003:Exp(h) / Sum(Exp(h))|}", CrossEntropy), Fix);

    [Fact]
    public Task A_statement_that_a_loop_needs_is_offered_no_fix() => Verify.OffersNoFix(
        Model("h", "Mean(y)", "h = Relu(h); foreach (int i in new[] { 1, 2 }) h = {|BPG2002:Relu(h)|};"), Fix);

    private static string Model(string output, string loss, string before = "") => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Layer _first = Dense(4);

            public Tensor Forward([Shape(8)] Tensor x)
            {
                var h = _first(x);
                {{before}}
                return {{output}};
            }

            public Tensor Loss(Tensor y, [Classes(4)] ClassLabel label) => {{loss}};

            [Differentiable]
            public static float Clipped(float x) => x > 1 ? 1 : x < -1 ? -1 : x;
        }
        """;
}
