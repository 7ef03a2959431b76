using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;
using static BackpropGen.Analyzers.Tests.Rules.DefinitionText;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG1009: ReLU layers that are narrow for their number.</summary>
public sealed class NarrowReluStackTests
{
    private const string Id = RuleIdentifiers.NarrowReluStack;

    // 5 Σ 1/n > 5 from n + 1 layers of n units on.
    [Theory]
    [InlineData(4, 5)]
    [InlineData(8, 9)]
    [InlineData(16, 17)]
    public Task More_layers_than_units_are_reported(int units, int layers) =>
        Verify.Reports(Stack(units, layers, "x = {|BPG1009:Relu(layer(x))|};"), rule: Id);

    [Theory]
    [InlineData(4, 4)]
    [InlineData(8, 8)]
    [InlineData(64, 50)]
    public Task As_many_layers_as_units_are_not(int units, int layers) => Verify.Reports(Stack(units, layers, "x = Relu(layer(x));"), rule: Id);

    [Theory]
    [InlineData("Map(Relu6, layer(x))")]
    [InlineData("Maximum(layer(x), 0)")]
    [InlineData("-Relu(layer(x))")]
    public Task A_function_is_known_by_its_flat_side_and_not_by_its_name(string expression) =>
        Verify.Reports(Stack(4, 6, $"x = {{|BPG1009:{expression}|}};"), rule: Id);

    [Theory]
    [InlineData("LeakyRelu(layer(x))")]
    [InlineData("Elu(layer(x))")]
    [InlineData("Gelu(layer(x))")]
    [InlineData("Tanh(layer(x))")]
    [InlineData("Swish(layer(x))")]
    [InlineData("x + Relu(layer(x))")]
    [InlineData("Relu(_norm(layer(x)))")]
    [InlineData("Relu(_batch(layer(x)))")]
    public Task Functions_without_a_flat_side_skips_and_normalization_are_left_alone(string expression) =>
        Verify.Reports(Stack(4, 6, $"x = {expression};"), rule: Id);

    [Fact]
    public Task An_output_of_one_unit_is_no_hidden_layer() => Verify.Reports(Model(
        "private readonly Layer _a = Dense(16), _b = Dense(16), _output = Dense(1);",
        "return Relu(_output(Relu(_b(Relu(_a(x))))));",
        "public Tensor Loss(Tensor y, [Shape(1)] Tensor target) => MeanSquaredError(y, target);"), rule: Id);

    [Fact]
    public Task A_layer_at_every_position_is_as_wide_as_its_weights() => Verify.Reports(Classifier(
        "private readonly Layer[] _hidden = Repeat(5, _ => Dense(4));", "foreach (var layer in _hidden) x = {|BPG1009:Relu(layer(x))|}; x = Flatten(x);", input: "32, 4"), rule: Id);

    [Fact]
    public async Task The_message_names_layer_number_widths_variance_limit_and_remedy()
    {
        var diagnostic = await Verify.Single(Classifier(
            "private readonly Layer[] _hidden = Repeat(6, i => Dense(i < 3 ? 4 : 5));", "foreach (var layer in _hidden) x = Relu(layer(x));"), rule: Id);
        Assert.Equal(
            "Below '_hidden[0]' the gradient passes 6 Relu activations in sequence, of 4 to 5 units; from one initialization to the next the "
            + "logarithm of its squared norm varies with variance 5 Σ 1/n = 6.75 (limit 5): "
            + "widen the layers, use LeakyRelu, or add residual connections or normalization",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    private static string Stack(int units, int layers, string statement) => Classifier(
        $"private readonly Layer[] _hidden = Repeat({layers}, _ => Dense({units}, weightInitializer: Initializer.HeNormal));\n"
        + "private readonly Layer _norm = LayerNorm(), _batch = BatchNorm();",
        $$"""foreach (var layer in _hidden) { {{statement}} }""",
        members: "[Differentiable] public static float Relu6(float x) => System.MathF.Min(System.MathF.Max(x, 0), 6);",
        input: $"{units}");
}
