using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;
using static BackpropGen.Analyzers.Tests.Rules.DefinitionText;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG1014: sigmoids in hidden layers, and where a sigmoid belongs.</summary>
public sealed class SigmoidInHiddenLayerTests
{
    private const string Id = RuleIdentifiers.SigmoidInHiddenLayer;
    private const string Fields = "private readonly Layer _first = Dense(8), _second = Dense(8), _one = Dense(1), _norm = LayerNorm();";

    [Theory]
    [InlineData("{|BPG1014:Sigmoid(_first(x))|}")]
    [InlineData("_norm({|BPG1014:Sigmoid(_first(x))|})")]
    [InlineData("{|BPG1014:Sigmoid(_norm(_first(x)))|}")]
    [InlineData("x + {|BPG1014:Sigmoid(_first(x))|}")]
    [InlineData("Concatenate(x, {|BPG1014:Sigmoid(_first(x))|})")]
    [InlineData("{|BPG1014:1 / (1 + Exp(-_first(x)))|}")]
    [InlineData("{|BPG1014:Map(Squash, _first(x))|}")]
    [InlineData("{|BPG1014:Sigmoid(_second({|BPG1014:Sigmoid(_first(x))|}))|}")]
    public Task A_sigmoid_that_later_weights_read_is_reported(string expression) => Reports($"x = {expression};");

    [Theory]
    [InlineData("Relu(_first(x))")]
    [InlineData("Tanh(_first(x))")]
    [InlineData("Gelu(_first(x))")]
    [InlineData("Swish(_first(x))")]
    [InlineData("Softsign(_first(x))")]
    [InlineData("4 * Sigmoid(_first(x))")]
    public Task Another_activation_is_not(string expression) => Silent($"x = {expression};");

    [Theory]
    [InlineData("x * Sigmoid(_first(x))")]
    [InlineData("_second(x) * Sigmoid(_one(x))")]
    [InlineData("Sigmoid(_first(x)) * x + (1 - Sigmoid(_first(x))) * Tanh(_second(x))")]
    [InlineData("Reshape(MatMul(Reshape(Sigmoid(_first(x)), 1, 8), Reshape(_second(x), 8, 1)), 1)")]
    public Task A_gate_is_not(string expression) => Silent($"x = {expression};");

    [Fact]
    public Task An_output_is_not() => Verify.Reports(Model(
        "private readonly Layer _output = Dense(3);",
        "return Sigmoid(_output(x));",
        "public Tensor Loss(Tensor y, [Shape(3)] Tensor target) => MeanSquaredError(y, target);"), rule: Id);

    [Fact]
    public Task A_code_that_the_loss_looks_at_itself_is_not() => Verify.Reports(Model(
        "private readonly Layer _encode = Dense(3), _decode = Dense(8);",
        "var code = Sigmoid(_encode(x)); return (code, _decode(code));",
        "public Tensor Loss(Tensor code, Tensor y, Tensor x) => MeanSquaredError(y, x) + 0.01 * Mean(code);")
        .Replace("public Tensor Forward", "public (Tensor Code, Tensor Y) Forward", StringComparison.Ordinal), rule: Id);

    [Fact]
    public Task A_stack_that_another_rule_reports_is_not_reported_again() => Verify.Reports(Classifier(
        "private readonly Layer[] _hidden = Repeat(6, _ => Dense(8));", "foreach (var layer in _hidden) x = Sigmoid(layer(x));"), rule: Id);

    [Fact]
    public async Task The_message_names_function_layers_slope_limit_and_remedy()
    {
        var diagnostic = await Verify.Single(Classifier(
            "private readonly Layer[] _hidden = Repeat(3, _ => Dense(8));", "foreach (var layer in _hidden) x = Sigmoid(layer(x));"), rule: Id);
        string message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        Assert.StartsWith("Sigmoid in the hidden layer '_hidden[0]' and 2 more passes at most 0.25", message, StringComparison.Ordinal);
        Assert.Contains("(limit 0.25)", message, StringComparison.Ordinal);
        Assert.Contains("use Relu or Gelu with Initializer.HeNormal", message, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_greater_slope_makes_tanh_reported_too() => Verify.Reports(
        Classifier(Fields, "x = {|BPG1014:Tanh(_first(x))|};"), Option(Id, "max_slope", "1"), Id);

    private static Task Reports(string forward) => Verify.Reports(Source(forward), rule: Id);

    private static Task Silent(string forward) => Verify.Reports(Source(forward), rule: Id);

    private static string Source(string forward) => Classifier(
        Fields, forward, members: "[Differentiable] public static float Squash(float x) => 0.5f * (1 + x / (1 + System.MathF.Abs(x))) / 2;");
}
