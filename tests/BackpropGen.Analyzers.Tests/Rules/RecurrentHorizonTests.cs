using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;
using static BackpropGen.Analyzers.Tests.Rules.DefinitionText;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG1006: recurrences longer than their gradient reaches.</summary>
public sealed class RecurrentHorizonTests
{
    private const string Id = RuleIdentifiers.RecurrentHorizon;

    // Normal weights of standard deviation 0.125 in 16 units: at most half of the gradient's norm a step.
    [Theory]
    [InlineData(12)]
    [InlineData(40)]
    public Task A_recurrence_that_forgets_is_reported(int steps) => Verify.Reports(Network(steps, Marked), rule: Id);

    [Fact]
    public Task Few_steps_are_not() => Verify.Reports(Network(6, Plain), rule: Id);

    [Fact]
    public Task Weights_that_keep_the_gradient_are_not() => Verify.Reports(Network(12, Plain, initializer: "Initializer.GlorotUniform"), rule: Id);

    [Theory]
    [InlineData("h = h + 0.1 * Tanh(_recurrent(h));")]
    [InlineData("var gate = Sigmoid(_gate(h)); h = gate * h + (1 - gate) * Tanh(_recurrent(h));")]
    [InlineData("h = _norm(_input(Slice(x, 0, t, 1)) + _recurrent(h));")]
    public Task Skips_gates_and_normalization_are_left_alone(string statement) => Verify.Reports(Network(40, statement), rule: Id);

    [Theory]
    [InlineData("")]
    [InlineData("[ClipGradients(MaxNorm = 1)]")]
    public Task It_is_the_only_warning_clipped_or_not(string attributes) => Verify.Reports(Network(40, Marked, attributes: attributes));

    [Fact]
    public Task Sigmoids_in_a_recurrence_are_no_stack_of_their_own() => Verify.Reports(
        Network(8, "h = Sigmoid(_input(Slice(x, 0, t, 1)) + {|BPG1006:_recurrent(h)|});", "Initializer.GlorotUniform"));

    // Glorot's weights keep a hundredth of the gradient over 16 steps of tanh: the number decides, not the count.
    [Fact]
    public Task Many_steps_that_keep_the_gradient_are_no_stack() => Verify.Reports(Network(16, Plain, "Initializer.GlorotUniform"));

    [Fact]
    public Task A_stack_of_layers_after_a_recurrence_is_another_cause() => Verify.Reports(
        Network(12, Marked + " } foreach (var layer in _stack) { h = {|BPG1001:Sigmoid(layer(h))|};"));

    [Fact]
    public Task Tied_weights_of_an_autoencoder_are_no_recurrence() => Verify.Reports(Model(
        "private readonly Layer[] _encode = Repeat(4, _ => Dense(8));",
        """
        foreach (var layer in _encode) x = {|BPG1001:Sigmoid(layer(x))|};
        for (int i = 3; i >= 0; i--) x = Sigmoid(MatMul(Transpose(get_Weight(_encode[i])), x));
        return x;
        """,
        "public Tensor Loss(Tensor y, Tensor x) => MeanSquaredError(y, x);"));

    [Fact]
    public async Task The_message_names_layer_steps_ratio_limit_and_remedy()
    {
        var diagnostic = await Verify.Single(Network(20, Plain), rule: Id);
        Assert.Matches(
            @"^'_recurrent' is applied 20 times in sequence, and its first application receives \d(\.\d)?e-\d\d of the gradient of its last, 0\.[34]\d* a step "
            + @"\(limit 1e-03\): use a gated cell such as LSTM or GRU, a skip connection from step to step, or fewer steps$",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    private const string Plain = "h = Tanh(_input(Slice(x, 0, t, 1)) + _recurrent(h));";
    private const string Marked = "h = Tanh(_input(Slice(x, 0, t, 1)) + {|BPG1006:_recurrent(h)|});";

    private static string Network(
        int steps, string statement, string initializer = "Initializer.Normal(0, 0.125)", string attributes = "") => Classifier(
            $"private readonly Layer _input = Dense(16), _recurrent = Dense(16, weightInitializer: {initializer}), _gate = Dense(16), _norm = LayerNorm(); private readonly Layer[] _stack = Repeat(6, _ => Dense(16));",
            $$"""
            var h = Tanh(_input(Slice(x, 0, 0, 1)));
            for (int t = 0; t < {{steps}}; t++)
            {
                {{statement}}
            }

            x = Reshape(h, 16);
            """,
            attributes,
            input: $"{steps}, 8");
}
