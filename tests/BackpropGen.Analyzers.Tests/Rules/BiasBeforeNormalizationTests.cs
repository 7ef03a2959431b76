using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG2005: biases that a normalization takes away.</summary>
public sealed class BiasBeforeNormalizationTests
{
    [Theory]
    [InlineData("Relu(_norm(_hidden(x)))")]
    [InlineData("Relu(_norm(_hidden(x)) + x)")]
    [InlineData("_hidden(x) - MeanOverBatch(_hidden(x))")]
    [InlineData("(_hidden(x) - MeanOverBatch(_hidden(x))) / Sqrt(MeanOverBatch(Square(_hidden(x) - MeanOverBatch(_hidden(x)))) + 1e-5)")]
    public Task A_bias_of_which_the_mean_over_the_batch_is_taken_is_reported_at_its_layer(string hidden) =>
        Verify.Reports(Model(hidden, "{|BPG2005:Dense(8)|}"), rule: "BPG2005");

    [Theory]
    [InlineData("Relu(_hidden(x))")]
    [InlineData("_layerNorm(_hidden(x))")]
    [InlineData("_norm(Relu(_hidden(x)))")]
    [InlineData("_norm(x + Relu(_hidden(x)))")]
    [InlineData("_norm(_hidden(x)) + _hidden(x)")]
    [InlineData("_norm(_hidden(x)) + MeanOverBatch(_hidden(x))")]
    [InlineData("_norm(_hidden(x)) + Relu(_hidden(-x))")]
    [InlineData("_hidden(x) - MeanOverBatch(x)")]
    [InlineData("_hidden(x) - 0.5 * MeanOverBatch(_hidden(x))")]
    [InlineData("_hidden(x) - Mean(_hidden(x), 0, true)")]
    [InlineData("_hidden(x) / Sqrt(MeanOverBatch(Square(_hidden(x))) + 1e-5)")]
    public Task A_bias_that_has_an_effect_is_not_reported(string hidden) => Verify.Reports(Model(hidden, "Dense(8)"), rule: "BPG2005");

    [Fact]
    public Task A_layer_without_a_bias_is_not_reported() =>
        Verify.Reports(Model("Relu(_norm(_hidden(x)))", "Dense(8, bias: false)"), rule: "BPG2005");

    [Fact]
    public Task A_normalization_over_positions_takes_a_features_bias_away_too() => Verify.Reports("""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Layer _hidden = {|BPG2005:Dense(8)|}, _batched = {|BPG2005:Dense(8)|}, _kept = Dense(8), _norm = BatchNorm(), _head = Dense(2);

            public Tensor Forward([Shape(6, 4)] Tensor x) => _head(Mean(
                Relu(OverPositions(_hidden(x))) + Relu(_norm(_batched(x))) + Relu(OverFeatures(_kept(x))), 0));

            public Tensor Loss(Tensor logits, [Classes(2)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);

            private static Tensor OverPositions(Tensor x) => x - Mean(x, 0, keepAxis: true);

            private static Tensor OverFeatures(Tensor x) => x - Mean(x, 1, keepAxis: true);
        }
        """, rule: "BPG2005");

    [Theory]
    [InlineData("foreach (var layer in _layers) x = Relu(_norm(layer(x)));", true)]
    [InlineData("foreach (var layer in _layers) x = Relu(_norm(layer(x))); x = _layers[2](x);", false)]
    public Task A_call_that_makes_several_layers_is_reported_where_none_needs_the_bias(string statements, bool isReported) => Verify.Reports(
        """
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Layer[] _layers = Repeat(3, _ => MADE);
            private readonly Layer _norm = BatchNorm(), _head = Dense(2);

            public Tensor Forward([Shape(8)] Tensor x)
            {
                STATEMENTS
                return _head(Tanh(x));
            }

            public Tensor Loss(Tensor logits, [Classes(2)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }
        """.Replace("MADE", isReported ? "{|BPG2005:Dense(8)|}" : "Dense(8)", StringComparison.Ordinal)
            .Replace("STATEMENTS", statements, StringComparison.Ordinal),
        rule: "BPG2005");

    [Fact]
    public async Task The_message_names_layer_length_and_remedy_and_is_a_suggestion()
    {
        var diagnostic = await Verify.Single(Model("Relu(_norm(_hidden(x)))", "Dense(8)"), rule: "BPG2005");
        Assert.Equal(
            "The bias of layer 'hidden' (8 numbers) has no effect: the normalization of the layer's result subtracts a mean, and the bias with it; leave it out with 'bias: false'",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(DiagnosticSeverity.Info, diagnostic.Severity);
    }

    [Fact]
    public void The_bias_that_is_reported_has_no_gradient()
    {
        var model = CompiledModel.Compile(Model("Relu(_norm(_hidden(x)))", "Dense(8)").Replace("[Model]", "[Model(Precision = Precision.Double)]", StringComparison.Ordinal));
        model.Initialize(7);
        double[] gradient = model.Backpropagate(
            [[.. Enumerable.Range(0, 40).Select(static i => Math.Sin(1.7 * i))], [0, 1, 1, 0, 1]]);
        var bias = model.Layout["hidden.bias"];
        var weight = model.Layout["hidden.weight"];
        double Largest(ParameterInfo parameter) => gradient.Skip(parameter.Offset).Take(parameter.Length).Max(Math.Abs);
        Assert.True(Largest(bias) <= 1e-15 + (1e-13 * Largest(weight)));
        Assert.True(Largest(weight) > 1e-3);
    }

    private static string Model(string hidden, string made) => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Layer _hidden = {{made}}, _norm = BatchNorm(), _layerNorm = LayerNorm(), _head = Dense(2);

            public Tensor Forward([Shape(8)] Tensor x) => _head(Tanh({{hidden}}));

            public Tensor Loss(Tensor logits, [Classes(2)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }
        """;
}
