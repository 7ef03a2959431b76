using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;
using static BackpropGen.Analyzers.Tests.Rules.DefinitionText;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG1011: depth without a way around.</summary>
public sealed class PlainDepthTests
{
    private const string Id = RuleIdentifiers.PlainDepth;

    // With the head there is one layer more than there are hidden ones.
    [Theory]
    [InlineData(19)]
    [InlineData(40)]
    public Task Twenty_layers_in_sequence_are_reported_once(int hidden) => Verify.Reports(Stack(hidden, "x = Relu({|BPG1011:layer(x)|});"), rule: Id);

    [Fact]
    public Task Nineteen_are_not() => Verify.Reports(Stack(18, "x = Relu(layer(x));"), rule: Id);

    [Fact]
    public Task Normalization_does_not_make_depth_usable() => Verify.Reports(
        Stack(30, "x = Relu(_batch({|BPG1011:layer(x)|}));", "[ClipGradients(MaxNorm = 1)]"), rule: Id);

    [Theory]
    [InlineData("x = x + Relu(layer(x));")]
    [InlineData("x = _shrink(Concatenate(x, Relu(layer(x))));")]
    [InlineData("var gate = Sigmoid(_gate(x)); x = gate * x + (1 - gate) * Relu(layer(x));")]
    public Task A_way_around_each_layer_is_enough(string statement) => Verify.Reports(Stack(40, statement), rule: Id);

    [Fact]
    public Task A_way_around_every_third_layer_is_enough() => Verify.Reports(Classifier(
        "private readonly Layer[] _a = Repeat(15, _ => Dense(8)), _b = Repeat(15, _ => Dense(8)), _c = Repeat(15, _ => Dense(8));",
        "for (int i = 0; i < 15; i++) x = x + _a[i](Relu(_b[i](Relu(_c[i](x)))));"), rule: Id);

    [Fact]
    public Task The_steps_of_a_recurrence_are_no_layers() => Verify.Reports(Classifier(
        "private readonly Layer _recurrent = Dense(8);", "for (int t = 0; t < 40; t++) x = Tanh(_recurrent(x));", "[ClipGradients(MaxNorm = 1)]"), rule: Id);

    [Fact]
    public Task A_stack_that_a_warning_explains_is_not_reported_again() => Verify.Reports(Stack(30, "x = Sigmoid(layer(x));"), rule: Id);

    [Fact]
    public async Task The_message_names_layer_number_limit_and_remedy()
    {
        var diagnostic = await Verify.Single(Stack(23, "x = Relu(layer(x));"), rule: Id);
        Assert.Equal(
            "From the loss to '_hidden[0]' the gradient passes 24 weighted layers in sequence without a skip connection (limit 20): "
            + "add a residual connection around every second or third layer, x = x + F(x)",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal("layer(x)", diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan));
        Assert.Single(diagnostic.AdditionalLocations);
    }

    private static string Stack(int hidden, string statement, string attributes = "") => Classifier(
        $"private readonly Layer[] _hidden = Repeat({hidden}, _ => Dense(16, weightInitializer: Initializer.HeNormal));\n"
        + "private readonly Layer _batch = BatchNorm(), _shrink = Dense(16), _gate = Dense(16);",
        $$"""foreach (var layer in _hidden) { {{statement}} }""",
        attributes,
        input: "16");
}
