using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG2004: squared losses of probabilities.</summary>
public sealed class SquaredLossOfProbabilityTests
{
    [Theory]
    [InlineData("Sigmoid(h)", "{|BPG2004:MeanSquaredError(y, target)|}")]
    [InlineData("Softmax(h)", "{|BPG2004:MeanSquaredError(y, target)|}")]
    [InlineData("Softmax(h)", "{|BPG2004:MeanSquaredError(target, y)|}")]
    [InlineData("1 / (1 + Exp(-h))", "{|BPG2004:MeanSquaredError(y, target)|}")]
    [InlineData("Sigmoid(h)", "Sum({|BPG2004:Square(y - target)|})")]
    [InlineData("Sigmoid(h)", "0.5 * Mean({|BPG2004:Square(target - y)|}) + 0.1 * Mean(Abs(y))")]
    [InlineData("h", "{|BPG2004:MeanSquaredError(Sigmoid(y), target)|}")]
    [InlineData("h", "{|BPG2004:MeanSquaredError(Softmax(y), OneHot(label))|}")]
    public Task The_squared_error_of_a_probability_is_reported(string output, string loss) =>
        Verify.Reports(Model(output, loss), rule: "BPG2004");

    [Theory]
    [InlineData("h", "MeanSquaredError(y, target)")]
    [InlineData("Tanh(h)", "MeanSquaredError(y, target)")]
    [InlineData("2 * Sigmoid(h)", "MeanSquaredError(y, target)")]
    [InlineData("_second(Sigmoid(h))", "MeanSquaredError(y, target)")]
    [InlineData("h", "BinaryCrossEntropy(y, target)")]
    [InlineData("h", "SoftmaxCrossEntropy(y, target)")]
    [InlineData("Sigmoid(h)", "Mean(Abs(y - target))")]
    [InlineData("Sigmoid(h)", "Sqrt(Sum(Square(y - 0.5))) + 0 * Sum(target)")]
    [InlineData("h", "MeanSquaredError(y, StopGradient(Sigmoid(target)))")]
    public Task Other_losses_and_outputs_are_not_reported(string output, string loss) =>
        Verify.Reports(Model(output, loss), rule: "BPG2004");

    [Fact]
    public Task An_autoencoder_compares_pixels_and_no_probabilities() => Verify.Reports("""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Autoencoder
        {
            private readonly Layer _encode = Dense(4), _decode = Dense(16);

            public Tensor Forward([Shape(16)] Tensor pixels) => Sigmoid(_decode(Relu(_encode(pixels))));

            public Tensor Loss(Tensor output, Tensor pixels) => MeanSquaredError(output, pixels);
        }
        """, rule: "BPG2004");

    [Fact]
    public async Task The_message_names_function_figures_and_remedy_and_is_a_suggestion()
    {
        var diagnostic = await Verify.Single(Model("Sigmoid(h)", "MeanSquaredError(y, target)"), rule: "BPG2004");
        string message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        Assert.StartsWith("The squared error of 'Sigmoid' has the slope of the sigmoid as a factor", message, StringComparison.Ordinal);
        Assert.EndsWith("use BinaryCrossEntropy on the argument of 'Sigmoid'", message, StringComparison.Ordinal);
        Assert.Equal(DiagnosticSeverity.Info, diagnostic.Severity);
    }

    [Fact]
    public void The_figures_of_the_message_are_those_of_the_gradient()
    {
        const double p = 0.01, t = 1;
        Assert.Equal(0.02, Math.Round(Math.Abs(2 * (p - t) * p * (1 - p)), 2));
        Assert.Equal(0.99, Math.Abs(p - t));
    }

    private static string Model(string output, string loss) => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Layer _first = Dense(4), _second = Dense(4);

            public Tensor Forward([Shape(8)] Tensor x)
            {
                var h = _first(x);
                return {{output}};
            }

            public Tensor Loss(Tensor y, [Shape(4)] Tensor target, [Classes(4)] ClassLabel label) => {{loss}};
        }
        """;
}
