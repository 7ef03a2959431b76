using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG1001: what it reports and, no less, what it leaves alone.</summary>
public sealed class SaturatingStackTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    public Task Sigmoid_layers_in_a_loop_are_reported_once(int layers) =>
        Reports(Stack(layers, "x = {|BPG1001:Sigmoid(layer(x))|};"));

    [Fact]
    public Task Four_sigmoid_layers_are_not_reported() => Reports(Stack(4, "x = Sigmoid(layer(x));"));

    [Fact]
    public Task Twelve_tanh_layers_are_not_reported() => Reports(Stack(12, "x = Tanh(layer(x));"));

    [Theory]
    [InlineData("{|BPG1001:Tanh(layer(x))|}")]
    [InlineData("{|BPG1001:Softsign(layer(x))|}")]
    [InlineData("2 * {|BPG1001:Sigmoid(2 * layer(x))|} - 1")]
    [InlineData("{|BPG1001:Map(Clipped, layer(x))|}")]
    public Task Thirteen_layers_of_any_function_that_saturates_are_reported(string expression) =>
        Reports(Stack(13, $"x = {expression};"));

    [Theory]
    [InlineData("{|BPG1001:1 / (1 + Exp(-layer(x)))|}")]
    [InlineData("{|BPG1001:Map(Logistic, layer(x))|}")]
    [InlineData("0.25 * {|BPG1001:Tanh(layer(x))|}")]
    public Task A_sigmoid_is_known_by_its_limits_and_slope_and_not_by_its_name(string expression) =>
        Reports(Stack(5, $"x = {expression};"));

    [Theory]
    [InlineData("Relu(layer(x))")]
    [InlineData("Gelu(layer(x))")]
    [InlineData("Softplus(layer(x))")]
    [InlineData("LeakyRelu(layer(x))")]
    [InlineData("Elu(layer(x))")]
    [InlineData("Sin(layer(x))")]
    [InlineData("Map(Mish, layer(x))")]
    [InlineData("4 * Tanh(layer(x))")]
    public Task A_function_that_does_not_saturate_on_both_sides_or_amplifies_is_not_reported(string expression) =>
        Reports(Stack(30, $"x = {expression};"));

    [Theory]
    [InlineData("x + Sigmoid(layer(x))")]
    [InlineData("Sigmoid(layer(x)) + x")]
    [InlineData("0.5 * x + Sigmoid(layer(x))")]
    [InlineData("_shrink(Concatenate(x, Sigmoid(layer(x))))")]
    public Task A_path_around_the_activation_ends_the_sequence(string expression) =>
        Reports(Stack(30, $"x = {expression};"));

    [Theory]
    [InlineData("x * Sigmoid(layer(x))")]
    [InlineData("layer(x) * Sigmoid(_gate(x))")]
    [InlineData("Swish(layer(x))")]
    [InlineData("Sigmoid(_gate(x)) * x + (1 - Sigmoid(_gate(x))) * Tanh(layer(x))")]
    [InlineData("_gate(MatMul(Softmax(layer(x)), Reshape(x, 8, 1)) * Constant(new double[] { 1, 1, 1, 1, 1, 1, 1, 1 })) + x")]
    public Task A_gate_is_no_stack(string expression) => Reports(Stack(30, $"x = {expression};"));

    [Theory]
    [InlineData("_norm(Sigmoid(layer(x)))")]
    [InlineData("Sigmoid(_norm(layer(x)))")]
    [InlineData("Sigmoid(_batch(layer(x)))")]
    [InlineData("Sigmoid(Normalized(layer(x)))")]
    public Task A_normalization_ends_the_sequence_also_one_written_by_the_user(string expression) =>
        Reports(Stack(30, $"x = {expression};"));

    [Theory]
    [InlineData("[ClipGradients(MaxNorm = 1)]")]
    [InlineData("[ClipGradients(MaxValue = 0.5)]")]
    public Task Clipping_silences_the_rule(string attribute) => Reports(Stack(30, "x = Sigmoid(layer(x));", attribute));

    [Fact]
    public Task Clipping_without_a_limit_does_not_silence_the_rule() =>
        Verify.Reports(Stack(30, "x = {|BPG1001:Sigmoid(layer(x))|};", "[{|BPG2007:ClipGradients|}]"));

    [Fact]
    public Task Sigmoids_between_tanh_layers_count_among_the_saturating_ones() =>
        Reports(Stack(12, "x = Tanh(layer(x));", before: "x = {|BPG1001:Sigmoid(_gate(x))|};"));

    [Fact]
    public async Task A_stack_written_out_is_reported_at_its_first_layer_with_the_others_beside_it()
    {
        var diagnostic = await Verify.Single("""
            using BackpropGen;
            using static BackpropGen.Functions;
            using static BackpropGen.Layers;

            [Model]
            public sealed partial class Model
            {
                private readonly Layer _a = Dense(8), _b = Dense(8), _c = Dense(8), _d = Dense(8), _e = Dense(8), _f = Dense(2);

                public Tensor Forward([Shape(8)] Tensor x) =>
                    _f(Sigmoid(_e(Sigmoid(_d(Sigmoid(_c(Sigmoid(_b(Sigmoid(_a(x)))))))))));

                public Tensor Loss(Tensor logits, [Classes(2)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
            }
            """);
        Assert.Equal("Sigmoid(_a(x))", TextOf(diagnostic.Location));
        string[] beside = [.. diagnostic.AdditionalLocations.Select(TextOf)];
        Assert.All(beside[..4], static text => Assert.StartsWith("Sigmoid(_", text, StringComparison.Ordinal));
        Assert.StartsWith("Sigmoid(_e(", beside[3], StringComparison.Ordinal);

        // What follows tells the fixes where the layers are made, and where the model is.
        Assert.All(beside[4..^1], static text => Assert.StartsWith("Dense(", text, StringComparison.Ordinal));
        Assert.Equal("Model", beside[^1]);
    }

    [Fact]
    public async Task The_message_names_layer_number_limit_estimate_and_remedy()
    {
        var diagnostic = await Verify.Single(Stack(9, "x = Sigmoid(layer(x));"));
        string message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        Assert.Contains("layer '_hidden[0]'", message, StringComparison.Ordinal);
        Assert.Contains("9 sigmoid-like activations", message, StringComparison.Ordinal);
        Assert.Contains("limit 5", message, StringComparison.Ordinal);
        Assert.Contains("residual", message, StringComparison.Ordinal);

        // The first layer's own gain is 16 / (8 + 8) on inputs of mean square 1: R(10) = 2.03e-6, but the last layer has
        // two units, so its weights have variance 2 / 10 and it passes 8 · 0.2 = 1.6 of the squared gradient.
        Assert.Contains("2.6e-06 of the gradient is left at initialization (estimate)", message, StringComparison.Ordinal);

        // 4⁻⁹, whatever the weights.
        Assert.Contains("at most 3.8e-06 (bound)", message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Two_stacks_of_one_model_are_two_causes() => Reports(Stack(
        6, "x = {|BPG1001:Sigmoid(layer(x))|};", after: "x = _norm(x); foreach (var layer in _hidden) x = {|BPG1001:Sigmoid(layer(x))|};"));

    [Fact]
    public Task A_stack_inside_a_branch_counts_though_there_is_a_path_around_the_branch() => Reports("""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Layer[] _branch = Repeat(6, _ => Dense(8));
            private readonly Layer _head = Dense(2);

            public Tensor Forward([Shape(8)] Tensor x)
            {
                var y = x;
                foreach (var layer in _branch) y = {|BPG1001:Sigmoid(layer(y))|};
                return _head(x + y);
            }

            public Tensor Loss(Tensor logits, [Classes(2)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }
        """);

    [Fact]
    public Task A_stack_inside_a_layer_method_is_reported_there() => Reports("""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        public static class Blocks
        {
            [Layer]
            public static Layer Squash(int width)
            {
                Layer inner = Dense(width);
                return x => {|BPG1001:Sigmoid(inner(x))|};
            }
        }

        [Model]
        public sealed partial class Model
        {
            private readonly Layer[] _blocks = Repeat(7, _ => Blocks.Squash(8));

            public Tensor Forward([Shape(8)] Tensor x)
            {
                foreach (var block in _blocks) x = block(x);
                return x;
            }

            public Tensor Loss(Tensor y, [Shape(8)] Tensor target) => MeanSquaredError(y, target);
        }
        """);

    [Fact]
    public async Task The_estimate_reads_the_same_in_every_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("fi-FI");
            var diagnostic = await Verify.Single(Stack(9, "x = Sigmoid(layer(x));"));
            Assert.Contains("2.6e-06", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static Task Reports(string source) => Verify.Reports(source, rule: RuleIdentifiers.SaturatingStack);

    private static string TextOf(Location location) =>
        location.SourceTree!.GetText().ToString(location.SourceSpan);

    private static string Stack(int layers, string statement, string attributes = "", string before = "", string after = "") => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]{{attributes}}
        public sealed partial class Model
        {
            private readonly Layer[] _hidden = Repeat({{layers}}, _ => Dense(8));
            private readonly Layer _head = Dense(2), _shrink = Dense(8), _gate = Dense(8), _norm = LayerNorm(), _batch = BatchNorm();

            public Tensor Forward([Shape(8)] Tensor x)
            {
                {{before}}
                foreach (var layer in _hidden)
                {
                    {{statement}}
                }
                {{after}}
                return _head(x);
            }

            public Tensor Loss(Tensor logits, [Classes(2)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);

            private static Tensor Normalized(Tensor x) => x / Sqrt(Mean(Square(x)) + 1e-5);

            [Differentiable]
            public static float Logistic(float x) => 1 / (1 + System.MathF.Exp(-x));

            [Differentiable]
            public static float Mish(float x) => x * System.MathF.Tanh(System.MathF.Log(1 + System.MathF.Exp(x)));

            [Differentiable]
            public static float Clipped(float x) => x > 1 ? 1 : x < -1 ? -1 : x;
        }
        """;
}
