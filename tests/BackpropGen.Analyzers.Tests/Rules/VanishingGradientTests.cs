using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;
using static BackpropGen.Analyzers.Tests.Rules.DefinitionText;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG1002: layers that receive next to nothing of the gradient.</summary>
public sealed class VanishingGradientTests
{
    private const string Id = RuleIdentifiers.VanishingGradient;

    // Normal weights of standard deviation 0.05 in 64 units: ReLU passes sqrt(64 / 2) 0.05 = 0.283 of the gradient's norm.
    [Theory]
    [InlineData(9)]
    [InlineData(30)]
    public Task Weights_that_are_too_small_are_reported_once(int layers) => Verify.Reports(Stack(layers, "x = {|BPG1002:Relu(layer(x))|};"), rule: Id);

    [Fact]
    public Task A_few_of_them_are_not() => Verify.Reports(Stack(4, Plain), rule: Id);

    [Fact]
    public Task Matching_weights_are_not() => Verify.Reports(Stack(60, Plain, initializer: "Initializer.HeNormal"), rule: Id);

    [Theory]
    [InlineData("x = x + Relu(layer(x));")]
    [InlineData("x = Relu(_norm(layer(x)));")]
    public Task Skips_and_normalization_keep_the_gradient(string statement) => Verify.Reports(Stack(30, statement), rule: Id);

    [Fact]
    public Task Clipping_does_not_silence_the_rule() =>
        Verify.Reports(Stack(12, "x = {|BPG1002:Sigmoid(layer(x))|};", "[ClipGradients(MaxNorm = 1)]"), rule: Id);

    [Fact]
    public Task A_stack_that_another_rule_explains_is_not_reported_again() => Verify.Reports(Stack(12, "x = Sigmoid(layer(x));"), rule: Id);

    [Theory]
    [InlineData("Initializer.Zeros")]
    [InlineData("Initializer.Normal(0, 1e-5)")]
    public Task A_branch_that_starts_closed_is_meant_so(string initializer) => Verify.Reports(Classifier(
        $"private readonly Layer[] _up = Repeat(8, _ => Dense(32)), _down = Repeat(8, _ => Dense(8, weightInitializer: {initializer}));",
        "for (int i = 0; i < 8; i++) x = x + _down[i](Relu(_up[i](x)));"), rule: Id);

    [Fact]
    public Task A_branch_whose_scale_starts_small_is_meant_so() => Verify.Reports(Classifier(
        "private readonly Layer[] _up = Repeat(8, _ => Dense(32)), _down = Repeat(8, _ => Dense(8)); private readonly Parameter[] _scale = Repeat(8, _ => Parameter(8, Initializer.Constant(1e-6)));",
        "for (int i = 0; i < 8; i++) x = x + _scale[i] * _down[i](Relu(_up[i](x)));"), rule: Id);

    [Theory]
    [InlineData("Initializer.Zeros")]
    [InlineData("Initializer.Normal(0, 1e-5)")]
    public Task A_last_layer_that_starts_closed_is_meant_so(string initializer) => Verify.Reports(Model(
        $"private readonly Layer _hidden = Dense(16), _output = Dense(2, weightInitializer: {initializer});",
        "return _output(Tanh(_hidden(x)));",
        "public Tensor Loss(Tensor logits, [Classes(2)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);"), rule: Id);

    [Fact]
    public Task The_steps_of_a_recurrence_belong_to_another_rule() => Verify.Reports(Classifier(
        "private readonly Layer _recurrent = Dense(8, weightInitializer: Initializer.Normal(0, 0.1));",
        "for (int t = 0; t < 30; t++) x = Tanh(_recurrent(x));", "[ClipGradients(MaxNorm = 1)]"), rule: Id);

    [Fact]
    public Task A_stack_inside_a_branch_is_reported_though_a_way_leads_around_it() => Verify.Reports(Classifier(
        "private readonly Layer[] _branch = Repeat(12, _ => Dense(8, weightInitializer: Initializer.Normal(0, 0.1)));",
        "var y = x; foreach (var layer in _branch) y = {|BPG1002:Relu(layer(y))|}; x = x + y;"), rule: Id);

    [Fact]
    public async Task The_message_names_member_ratio_activations_limit_and_remedy()
    {
        var diagnostic = await Verify.Single(Stack(10, "x = Sigmoid(layer(x));", "[ClipGradients(MaxNorm = 1)]", "Initializer.GlorotUniform"), rule: Id);
        Assert.Matches(
            @"^'_hidden\[0\]' receives \d(\.\d)?e-0[67] of the loss gradient through 10 stacked Sigmoid activations \(limit 1e-03\): "
            + "add a residual connection, normalization, or a non-saturating activation$",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task The_message_names_the_initializer_that_restores_the_gradient()
    {
        var diagnostic = await Verify.Single(Stack(12, Plain), rule: Id);
        Assert.EndsWith(
            "through 12 stacked Relu activations (limit 1e-03): use Initializer.HeNormal, or add a residual connection or normalization",
            diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_layer_inside_a_layer_method_is_named_by_field_index_and_local()
    {
        var diagnostic = await Verify.Single(Classifier(
            "private readonly Layer[] _blocks = Repeat(12, _ => Block());",
            "foreach (var block in _blocks) x = block(x);",
            members: """
                [Layer]
                private static Layer Block()
                {
                    Layer inner = Dense(8, weightInitializer: Initializer.Normal(0, 0.1));
                    return x => Relu(inner(x));
                }
                """), rule: Id);
        Assert.StartsWith("'_blocks[0].inner' receives", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private const string Plain = "x = Relu(layer(x));";

    private static string Stack(
        int layers, string statement, string attributes = "", string initializer = "Initializer.Normal(0, 0.05)") => Classifier(
            $"private readonly Layer[] _hidden = Repeat({layers}, _ => Dense(64, weightInitializer: {initializer})); private readonly Layer _norm = LayerNorm();",
            $$"""foreach (var layer in _hidden) { {{statement}} }""",
            attributes,
            input: "64");
}
