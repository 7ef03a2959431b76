using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;
using static BackpropGen.Analyzers.Tests.Rules.DefinitionText;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG1010: batch normalization at every layer of a deep stack.</summary>
public sealed class DeepBatchNormTests
{
    private const string Id = RuleIdentifiers.DeepBatchNorm;

    // 1.2112 a layer is more than 70 from 24 layers on.
    [Theory]
    [InlineData(27)]
    [InlineData(40)]
    public Task A_deep_stack_is_reported_once(int layers) => Verify.Reports(Stack(layers, Marked), rule: Id);

    [Fact]
    public Task Twenty_layers_are_not() => Verify.Reports(Stack(20, Plain), rule: Id);

    [Fact]
    public Task The_initializer_does_not_matter() => Verify.Reports(Stack(40, Marked, initializer: "Initializer.Normal(0, 3)"), rule: Id);

    [Theory]
    [InlineData("x = x + Relu(_norms[i](_hidden[i](x)));")]
    [InlineData("x = x + _hidden[i](Relu(_norms[i](x)));")]
    public Task A_way_around_each_layer_is_enough(string statement) => Verify.Reports(Stack(40, statement), rule: Id);

    [Fact]
    public Task Clipping_silences_the_rule() => Verify.Reports(Stack(40, Plain, "[ClipGradients(MaxNorm = 1)]"), rule: Id);

    [Fact]
    public async Task The_message_names_member_ratio_number_factor_limit_and_remedy()
    {
        var diagnostic = await Verify.Single(Stack(40, Plain), rule: Id);
        Assert.Matches(
            @"^'_hidden\[[01]\]' receives \d+\.?\d* times the gradient of the last layer through (39|40) batch normalizations in sequence, 1\.2\d* at each, "
            + @"whatever the initializer \(estimate; limit 70\): add residual connections, x = x \+ F\(x\)$",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    private const string Plain = "x = Relu(_norms[i](_hidden[i](x)));";
    private const string Marked = "x = Relu({|BPG1010:_norms[i](_hidden[i](x))|});";

    private static string Stack(int layers, string statement, string attributes = "", string initializer = "Initializer.GlorotUniform") => Classifier(
        $"private readonly Layer[] _hidden = Repeat({layers}, _ => Dense(32, bias: false, weightInitializer: {initializer})), _norms = Repeat({layers}, _ => BatchNorm());",
        $$"""for (int i = 0; i < {{layers}}; i++) { {{statement}} }""",
        attributes,
        input: "32");
}
