using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;
using static BackpropGen.Analyzers.Tests.Rules.DefinitionText;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG1008: recurrences that can explode, and nothing that bounds them.</summary>
public sealed class RecurrenceWithoutClippingTests
{
    private const string Id = RuleIdentifiers.RecurrenceWithoutClipping;

    // Glorot's initializer makes the greatest singular value of a square matrix 2: 2^7 > 70 for eight steps.
    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public Task Eight_steps_of_tanh_can_explode(int steps) => Verify.Reports(Network(steps, Marked), rule: Id);

    [Fact]
    public Task Seven_steps_stay_below_the_limit() => Verify.Reports(Network(7, Plain), rule: Id);

    [Theory]
    [InlineData("Relu")]
    [InlineData("Tanh")]
    [InlineData("")]
    public Task The_greatest_slope_counts_and_not_the_name(string activation) =>
        Verify.Reports(Network(12, $"h = {activation}(_input(Slice(x, 0, t, 1)) + {{|BPG1008:_recurrent(h)|}});"), rule: Id);

    [Fact]
    public Task A_sigmoid_cannot_explode_with_glorots_initializer() =>
        Verify.Reports(Network(50, "h = Sigmoid(_input(Slice(x, 0, t, 1)) + _recurrent(h));"), rule: Id);

    [Fact]
    public Task A_recurrence_that_is_reported_to_forget_is_not_told_to_clip() => Verify.Reports(Network(50, Plain), rule: Id);

    [Fact]
    public Task Small_weights_cannot_explode() => Verify.Reports(Network(50, Plain, initializer: "Initializer.Normal(0, 0.1)"), rule: Id);

    [Theory]
    [InlineData("[ClipGradients(MaxNorm = 1)]")]
    [InlineData("[ClipGradients(MaxValue = 0.5)]")]
    public Task Clipping_silences_the_rule(string attribute) => Verify.Reports(Network(50, Plain, attribute), rule: Id);

    [Theory]
    [InlineData("h = h + 0.02 * Tanh(_recurrent(h));")]
    [InlineData("h = _norm(_input(Slice(x, 0, t, 1)) + _recurrent(h));")]
    [InlineData("var gate = Sigmoid(_gate(h)); h = gate * h + (1 - gate) * Tanh(_recurrent(h));")]
    [InlineData("h = _norm(h); h = Tanh(_recurrent(h));")]
    public Task Short_steps_gates_and_normalization_are_left_alone(string statement) => Verify.Reports(Network(50, statement), rule: Id);

    [Fact]
    public Task One_layer_for_each_step_is_no_recurrence() => Verify.Reports(Classifier(
        "private readonly Layer[] _hidden = Repeat(12, _ => Dense(8));", "foreach (var layer in _hidden) x = Tanh(layer(x));"), rule: Id);

    [Fact]
    public Task The_same_layer_beside_itself_is_no_recurrence() => Verify.Reports(Classifier(
        "private readonly Layer _shared = Dense(8);",
        "Tensor sum = 0; for (int t = 0; t < 20; t++) sum = sum + Tanh(_shared(Slice(x, 0, t, 1))); x = Reshape(sum, 8);", input: "20, 8"), rule: Id);

    [Fact]
    public Task Two_layers_that_take_turns_are_one_recurrence() => Verify.Reports(Classifier(
        "private readonly Layer _up = Dense(8), _down = Dense(8);",
        "for (int t = 0; t < 6; t++) x = Tanh(_down(Tanh({|BPG1008:_up(x)|})));"), rule: Id);

    [Fact]
    public async Task The_message_names_layer_steps_growth_limit_and_remedy()
    {
        var diagnostic = await Verify.Single(Network(11, Plain), rule: Id);
        Assert.Equal(
            "'_recurrent' is applied 11 times in sequence, and each step can multiply a gradient by up to 2 (greatest slope times largest "
            + "singular value of the initial weights), 1024 in all (limit 70): add [ClipGradients(MaxNorm = 1)]",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    private const string Plain = "h = Tanh(_input(Slice(x, 0, t, 1)) + _recurrent(h));";
    private const string Marked = "h = Tanh(_input(Slice(x, 0, t, 1)) + {|BPG1008:_recurrent(h)|});";

    private static string Network(int steps, string statement, string attributes = "", string initializer = "Initializer.GlorotUniform") => Classifier(
        $"private readonly Layer _input = Dense(8), _recurrent = Dense(8, weightInitializer: {initializer}), _gate = Dense(8), _norm = LayerNorm();",
        $$"""
        var h = Tanh(_input(Slice(x, 0, 0, 1)));
        for (int t = 0; t < {{steps}}; t++)
        {
            {{statement}}
        }

        x = Reshape(h, 8);
        """,
        attributes,
        input: $"{steps}, 8");
}
