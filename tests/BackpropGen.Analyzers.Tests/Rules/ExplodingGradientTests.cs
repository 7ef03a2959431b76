using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;
using static BackpropGen.Analyzers.Tests.Rules.DefinitionText;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG1003: layers whose gradient is far longer than the last ones'.</summary>
public sealed class ExplodingGradientTests
{
    private const string Id = RuleIdentifiers.ExplodingGradient;

    // Normal weights of standard deviation 1 in 64 units: ReLU multiplies the gradient's norm by sqrt(64 / 2) = 5.7.
    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    public Task Weights_that_are_too_large_are_reported_once(int layers) => Verify.Reports(Stack(layers, Marked), rule: Id);

    [Fact]
    public Task Two_layers_of_them_are_not() => Verify.Reports(Stack(2, Plain), rule: Id);

    [Theory]
    [InlineData("x = Relu(_norm(layer(x)));")]
    [InlineData("x = _norm(x); x = Relu(layer(x));")]
    public Task Normalization_undoes_the_weights(string statement) => Verify.Reports(Stack(12, statement), rule: Id);

    [Fact]
    public Task Matching_weights_are_not_reported() => Verify.Reports(Stack(60, Plain, initializer: "Initializer.HeNormal"), rule: Id);

    [Theory]
    [InlineData("[ClipGradients(MaxNorm = 1)]")]
    [InlineData("[ClipGradients(MaxValue = 0.5)]")]
    public Task Clipping_silences_the_rule(string attribute) => Verify.Reports(Stack(12, Plain, attribute), rule: Id);

    [Fact]
    public Task A_recurrence_that_explodes_is_reported_by_its_first_step() => Verify.Reports(Classifier(
        "private readonly Layer _recurrent = Dense(64, weightInitializer: Initializer.Normal(0, 0.4));",
        "for (int t = 0; t < 30; t++) x = {|BPG1003:Relu(_recurrent(x))|};", input: "64"), rule: Id);

    [Fact]
    public Task Large_weights_make_the_gradient_of_tanh_explode_too() =>
        Verify.Reports(Stack(12, "x = {|BPG1003:Tanh(layer(x))|};"), rule: Id);

    [Fact]
    public async Task The_message_names_member_ratio_activations_limit_and_remedy()
    {
        var diagnostic = await Verify.Single(Stack(6, Plain), rule: Id);
        Assert.Matches(
            @"^'_hidden\[0\]' receives \d+\.?\d* times the gradient of the last layer through 6 stacked Relu activations \(limit 70\): "
            + @"use Initializer\.HeNormal, or add \[ClipGradients\(MaxNorm = 1\)\]$",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    private const string Plain = "x = Relu(layer(x));";
    private const string Marked = "x = {|BPG1003:Relu(layer(x))|};";

    private static string Stack(int layers, string statement, string attributes = "", string initializer = "Initializer.Normal(0, 1)") => Classifier(
        $"private readonly Layer[] _hidden = Repeat({layers}, _ => Dense(64, weightInitializer: {initializer})); private readonly Layer _norm = LayerNorm();",
        $$"""foreach (var layer in _hidden) { {{statement}} }""",
        attributes,
        input: "64");
}
