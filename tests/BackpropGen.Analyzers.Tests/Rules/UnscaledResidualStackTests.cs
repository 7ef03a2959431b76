using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;
using static BackpropGen.Analyzers.Tests.Rules.DefinitionText;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG1012: residual sums that let the gradient grow.</summary>
public sealed class UnscaledResidualStackTests
{
    private const string Id = RuleIdentifiers.UnscaledResidualStack;

    // A branch of one ReLU layer with He's initializer doubles the gradient's squared norm.
    [Theory]
    [InlineData(15)]
    [InlineData(60)]
    public Task Unscaled_branches_are_reported_once(int blocks) => Verify.Reports(Stack(blocks, Marked), rule: Id);

    [Fact]
    public Task Ten_blocks_are_not() => Verify.Reports(Stack(10, Plain), rule: Id);

    [Theory]
    [InlineData("x = x + 0.2 * Relu(_hidden[i](x));")]
    [InlineData("x = x + Relu(_hidden[i](_norm(x)));")]
    [InlineData("x = x + _zero[i](Relu(_hidden[i](x)));")]
    public Task Scaled_normalized_and_closed_branches_are_not(string statement) => Verify.Reports(Stack(25, statement), rule: Id);

    [Fact]
    public Task Clipping_silences_the_rule() => Verify.Reports(Stack(60, Plain, "[ClipGradients(MaxNorm = 1)]"), rule: Id);

    [Fact]
    public Task Large_weights_without_sums_belong_to_another_rule() => Verify.Reports(Classifier(
        "private readonly Layer[] _hidden = Repeat(8, _ => Dense(64, weightInitializer: Initializer.Normal(0, 1)));",
        "foreach (var layer in _hidden) x = Relu(layer(x));", input: "64"), rule: Id);

    [Fact]
    public async Task The_message_names_member_ratio_number_factor_limit_and_remedy()
    {
        var diagnostic = await Verify.Single(Stack(25, Plain), rule: Id);
        Assert.Matches(
            @"^'_\w+(\[0\])?' receives \d+\.?\d* times the gradient of the last layer through \d+ residual sums x \+ F\(x\) without normalization, 1\.[34]\d* at each "
            + @"\(estimate; limit 70\): scale every F by 0\.2\d*, or normalize its input$",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_branch_that_ends_in_a_layer_can_start_closed()
    {
        var diagnostic = await Verify.Single(Stack(40, "x = x + _down[i](Relu(_hidden[i](x)));"), rule: Id);
        Assert.Contains(", start its last layer with Initializer.Zeros, or", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private const string Plain = "x = x + Relu(_hidden[i](x));";
    private const string Marked = "x = {|BPG1012:x + Relu(_hidden[i](x))|};";

    private static string Stack(int blocks, string statement, string attributes = "") => Classifier(
        $"private readonly Layer[] _hidden = Repeat({blocks}, _ => Dense(32, weightInitializer: Initializer.HeNormal)), _down = Repeat({blocks}, _ => Dense(32)), _zero = Repeat({blocks}, _ => Dense(32, weightInitializer: Initializer.Zeros));\n"
        + "private readonly Layer _stem = Dense(32), _norm = LayerNorm();",
        $$"""x = _stem(x); for (int i = 0; i < {{blocks}}; i++) { {{statement}} }""",
        attributes);
}
