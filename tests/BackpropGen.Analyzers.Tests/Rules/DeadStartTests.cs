using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;
using static BackpropGen.Analyzers.Tests.Rules.DefinitionText;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG1015: layers whose units start switched off.</summary>
public sealed class DeadStartTests
{
    private const string Id = RuleIdentifiers.DeadStart;

    [Theory]
    [InlineData("Relu(_hidden(x))")]
    [InlineData("Map(Relu6, _hidden(x))")]
    [InlineData("Maximum(_hidden(x), 0)")]
    public Task A_negative_bias_before_a_flat_side_is_reported(string expression) => Verify.Reports(Network($"x = {{|BPG1015:{expression}|}};"), rule: Id);

    [Theory]
    [InlineData("LeakyRelu(_hidden(x))")]
    [InlineData("Elu(_hidden(x))")]
    [InlineData("Gelu(_hidden(x))")]
    [InlineData("Swish(_hidden(x))")]
    [InlineData("Softplus(_hidden(x))")]
    [InlineData("x * Sigmoid(_hidden(x))")]
    [InlineData("Relu(_norm(_hidden(x)))")]
    public Task Functions_without_a_flat_side_gates_and_normalization_are_left_alone(string expression) => Verify.Reports(Network($"x = {expression};"), rule: Id);

    [Theory]
    [InlineData("Initializer.Zeros")]
    [InlineData("Initializer.Constant(0.1)")]
    [InlineData("Initializer.Constant(-1)")]
    [InlineData("Initializer.Constant(5)")]
    [InlineData("Initializer.Normal(0, 1)")]
    public Task Other_biases_are_not_reported(string bias) => Verify.Reports(Network("x = Relu(_hidden(x));", bias), rule: Id);

    [Fact]
    public Task Negative_weights_on_the_outputs_of_a_relu_are_reported() => Verify.Reports(Classifier(
        "private readonly Layer _first = Dense(64), _second = Dense(64, weightInitializer: Initializer.Uniform(-0.1, 0));",
        "x = {|BPG1015:Relu(_second(Relu(_first(x))))|};"), rule: Id);

    [Fact]
    public Task A_branch_that_starts_at_zero_before_a_relu_can_never_open() => Verify.Reports(Classifier(
        "private readonly Layer _branch = Dense(8, weightInitializer: Initializer.Zeros);", "x = x + {|BPG1015:Relu(_branch(x))|};"), rule: Id);

    [Fact]
    public Task What_starts_equal_is_the_cause_of_what_starts_off() => Verify.Reports(Classifier(
        "private readonly Layer _hidden = Dense(16, weightInitializer: Initializer.Zeros);", "x = Relu(_hidden(x));"), rule: Id);

    [Fact]
    public Task A_layer_that_gets_nothing_from_a_dead_one_is_not_reported_again() => Verify.Reports(Classifier(
        "private readonly Layer _dead = Dense(16, biasInitializer: Initializer.Constant(-1e3)), _next = Dense(16);",
        "x = Relu(_next({|BPG1015:Relu(_dead(x))|}));"), rule: Id);

    [Fact]
    public async Task The_message_names_function_layers_share_limit_values_and_remedy()
    {
        var diagnostic = await Verify.Single(Network("x = Relu(_hidden(x));"), rule: Id);
        Assert.Matches(
            @"^Relu in layer '_hidden' starts with \d(\.\d)?e-\d\d of its units on \(limit 0\.01\), because the values it is applied to have mean -5 "
            + @"and standard deviation [01]\.?\d*: start the bias at 0, or use LeakyRelu$",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task The_layers_of_one_expression_are_one_finding()
    {
        var diagnostic = await Verify.Single(Classifier(
            "private readonly Layer[] _hidden = Repeat(2, _ => Dense(16, biasInitializer: Initializer.Constant(-4)));",
            "foreach (var layer in _hidden) x = Relu(layer(x));"), rule: Id);
        Assert.Contains("in layer '_hidden[0]' and 1 more", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static string Network(string forward, string bias = "Initializer.Constant(-5)") => Classifier(
        $"private readonly Layer _hidden = Dense(8, biasInitializer: {bias}), _norm = LayerNorm();",
        forward,
        members: "[Differentiable] public static float Relu6(float x) => System.MathF.Min(System.MathF.Max(x, 0), 6);");
}
