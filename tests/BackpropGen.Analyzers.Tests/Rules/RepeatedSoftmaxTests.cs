using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG2003: probabilities where logits are expected.</summary>
public sealed class RepeatedSoftmaxTests
{
    private const string CrossEntropy = "SoftmaxCrossEntropy(y, label)";

    [Theory]
    [InlineData("{|BPG2003:Softmax(h)|}", CrossEntropy)]
    [InlineData("{|BPG2003:Exp(h) / Sum(Exp(h))|}", CrossEntropy)]
    [InlineData("{|BPG2003:Softmax(h)|}", "-Sum(OneHot(label) * LogSoftmax(y))")]
    [InlineData("{|BPG2003:Softmax(h)|}", "SoftmaxCrossEntropy(y, OneHot(label))")]
    [InlineData("{|BPG2003:Softmax(h)|}", "BinaryCrossEntropy(y, OneHot(label))")]
    [InlineData("{|BPG2003:Sigmoid(h)|}", "BinaryCrossEntropy(y, OneHot(label))")]
    [InlineData("{|BPG2003:1 / (1 + Exp(-h))|}", "BinaryCrossEntropy(y, OneHot(label))")]
    [InlineData("Softmax({|BPG2003:Softmax(h)|})", "Sum(y)")]
    [InlineData("LogSoftmax({|BPG2003:Softmax(h)|})", "Sum(y)")]
    public Task Probabilities_where_logits_are_expected_are_reported(string output, string loss) =>
        Verify.Reports(Model(output, loss), rule: "BPG2003");

    [Theory]
    [InlineData("h", CrossEntropy)]
    [InlineData("Tanh(h)", CrossEntropy)]
    [InlineData("Sigmoid(h)", "MeanSquaredError(y, OneHot(label))")]
    [InlineData("Softmax(h)", "-Sum(OneHot(label) * Log(y))")]
    [InlineData("h", "SoftmaxCrossEntropy(y, Softmax(Constant(new double[] { 1, 2, 3, 4 })))")]
    [InlineData("h", "SoftmaxCrossEntropy(y, Softmax(2 * StopGradient(y)))")]
    [InlineData("h", "BinaryCrossEntropy(y, Sigmoid(2 * StopGradient(y)))")]
    [InlineData("_hidden(Softmax(h))", CrossEntropy)]
    [InlineData("Log(Softmax(h) + 1e-9)", CrossEntropy)]
    [InlineData("Softmax(h) * 20", CrossEntropy)]
    [InlineData("Flatten(Softmax(Softmax(Reshape(h, 2, 2), 0), 1))", "Sum(y)")]
    [InlineData("Flatten(MatMul(Softmax(Reshape(h, 2, 2)), Softmax(Reshape(h, 2, 2))))", "Sum(y)")]
    public Task Sound_uses_of_softmax_and_sigmoid_are_not_reported(string output, string loss) =>
        Verify.Reports(Model(output, loss), rule: "BPG2003");

    [Fact]
    public Task The_logarithm_of_a_softmax_is_left_alone_where_it_is_the_models_output() =>
        Verify.Reports(Model("LogSoftmax(h)", CrossEntropy), rule: "BPG2003");

    [Fact]
    public Task The_logarithm_of_a_softmax_is_reported_where_nobody_else_wants_it() =>
        Verify.Reports(Model("h", "SoftmaxCrossEntropy({|BPG2003:LogSoftmax(y)|}, label)"), rule: "BPG2003");

    [Theory]
    [InlineData("Softmax(h)", CrossEntropy, "The result of 'Softmax' goes into 'SoftmaxCrossEntropy', which takes logits and applies a softmax by itself: with 4 classes no probability can be above 0.475; remove 'Softmax'")]
    [InlineData("Sigmoid(h)", "BinaryCrossEntropy(y, OneHot(label))", "The result of 'Sigmoid' goes into 'BinaryCrossEntropy', which takes logits and applies a sigmoid by itself: no predicted probability can be below 0.5 or above 0.731; remove 'Sigmoid'")]
    public async Task The_message_names_both_functions_the_bound_and_the_remedy(string output, string loss, string message)
    {
        var diagnostic = await Verify.Single(Model(output, loss), rule: "BPG2003");
        Assert.Equal(message, diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void The_bounds_of_the_messages_are_those_of_the_functions()
    {
        Assert.Equal(0.475, Math.Round(Math.E / (Math.E + 3), 3));
        Assert.Equal(0.731, Math.Round(1 / (1 + Math.Exp(-1)), 3));
    }

    private static string Model(string output, string loss) => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Layer _first = Dense(4), _hidden = Dense(4);

            public Tensor Forward([Shape(8)] Tensor x)
            {
                var h = _first(x);
                return {{output}};
            }

            public Tensor Loss(Tensor y, [Classes(4)] ClassLabel label) => {{loss}};
        }
        """;
}
