using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;
using static BackpropGen.Analyzers.Tests.Rules.DefinitionText;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG1004: a gradient whose size another initializer would keep.</summary>
public sealed class InitializerMismatchTests
{
    private const string Id = RuleIdentifiers.InitializerMismatch;

    // ReLU with Glorot's initializer keeps 0.707 of the gradient's norm a layer.
    [Fact]
    public Task An_initializer_made_for_another_activation_is_reported() => Verify.Reports(Stack(12, Marked), rule: Id);

    [Fact]
    public Task A_few_layers_are_not() => Verify.Reports(Stack(5, Plain), rule: Id);

    [Fact]
    public Task The_matching_one_is_not() => Verify.Reports(Stack(40, Plain, "Initializer.HeNormal"), rule: Id);

    [Fact]
    public Task What_no_initializer_cures_is_not() => Verify.Reports(Stack(4, "x = Sigmoid(layer(x));"), rule: Id);

    [Fact]
    public Task What_a_warning_explains_is_not() => Verify.Reports(Stack(30, Plain), rule: Id);

    [Fact]
    public Task A_last_layer_that_starts_small_is_meant_so() => Verify.Reports(Model(
        "private readonly Layer _first = Dense(64), _second = Dense(64), _output = Dense(2, weightInitializer: Initializer.Normal(0, 0.001));",
        "return _output(Tanh(_second(Tanh(_first(x)))));",
        "public Tensor Loss(Tensor y, [Shape(2)] Tensor target) => MeanSquaredError(y, target);"), rule: Id);

    [Fact]
    public async Task The_message_names_member_ratio_limits_and_initializer()
    {
        var diagnostic = await Verify.Single(Stack(12, Plain), rule: Id);
        Assert.Matches(
            @"^'_hidden\[0\]' receives 0\.0\d* times the gradient of the last layer through 12 stacked Relu activations \(limits 0\.1 and 10\): "
            + @"with Initializer\.HeNormal the hidden layers keep it between 0\.1 and 10$",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task The_initializer_fits_the_activation()
    {
        var diagnostic = await Verify.Single(Stack(8, "x = Tanh(layer(x));", "Initializer.Normal(0, 0.08)"), rule: Id);
        Assert.Contains("Initializer.GlorotUniform", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private const string Plain = "x = Relu(layer(x));";
    private const string Marked = "x = {|BPG1004:Relu(layer(x))|};";

    private static string Stack(int layers, string statement, string initializer = "Initializer.GlorotUniform") => Classifier(
        $"private readonly Layer[] _hidden = Repeat({layers}, _ => Dense(64, weightInitializer: {initializer}));",
        $$"""foreach (var layer in _hidden) { {{statement}} }""",
        input: "64");
}
