using BackpropGen.Analyzers.Tests.Testing;
using BackpropGen.CodeFixes;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Fixes;

/// <summary>The last of the remedies, which says itself what it cannot do.</summary>
public sealed class AddClippingTests
{
    private const string Key = "AddClipping";

    private static readonly GradientFlowFix Fix = new();

    [Fact]
    public async Task The_remedies_are_offered_in_the_order_of_their_effect_with_clipping_last() => Assert.Equal(
        [
            "Wrap in a residual connection",
            "Insert LayerNorm",
            "Insert BatchNorm",
            "Use Relu with Initializer.HeNormal",
            "Use Gelu with Initializer.HeNormal",
            "Add [ClipGradients(MaxNorm = 1)]: bounds exploding gradients only",
        ],
        await Verify.Titles(Model("[Model]", "{|BPG1001:Sigmoid(layer(x))|}"), Fix));

    [Theory]
    [InlineData("[Model]", "[Model]\n[ClipGradients(MaxNorm = 1)]")]
    [InlineData("/// <summary>Documented.</summary>\n[Model] // marked\n[WeightDecay(0.1)]", "/// <summary>Documented.</summary>\n[Model] // marked\n[ClipGradients(MaxNorm = 1)]\n[WeightDecay(0.1)]")]
    [InlineData("[BackpropGen.Model, System.Obsolete]", "[BackpropGen.Model, System.Obsolete]\n[BackpropGen.ClipGradients(MaxNorm = 1)]")]
    [InlineData("[global::BackpropGen.ModelAttribute]", "[global::BackpropGen.ModelAttribute]\n[global::BackpropGen.ClipGradients(MaxNorm = 1)]")]
    [InlineData("[Renamed]", "[Renamed]\n[global::BackpropGen.ClipGradients(MaxNorm = 1)]")]
    public Task The_attribute_gets_a_line_beside_the_one_that_marks_the_model(string attributes, string expected) => Verify.Fixes(
        Model(attributes, "{|BPG1001:Sigmoid(layer(x))|}"), Model(expected, "Sigmoid(layer(x))"), Fix, Key, rule: "BPG1001");

    [Fact]
    public Task On_one_line_it_stays_on_one_line() => Verify.Fixes(
        Model("[Model]", "{|BPG1001:Sigmoid(layer(x))|}").Replace("[Model]\n", "[Model] ", StringComparison.Ordinal),
        Model("[Model]", "Sigmoid(layer(x))").Replace("[Model]\n", "[Model] [ClipGradients(MaxNorm = 1)] ", StringComparison.Ordinal),
        Fix,
        Key,
        rule: "BPG1001");

    [Fact]
    public Task An_attribute_that_sets_no_limit_gets_one() => Verify.Fixes(
        Model("[Model]\n[ClipGradients(MaxValue = 0)]", "{|BPG1001:Sigmoid(layer(x))|}"),
        Model("[Model]\n[ClipGradients(MaxNorm = 1)]", "Sigmoid(layer(x))"),
        Fix,
        Key,
        rule: "BPG1001");

    [Fact]
    public Task A_nested_model_keeps_its_indentation() => Verify.Fixes(
        Nested("[Model]", "{|BPG1001:Sigmoid(layer(x))|}"), Nested("[Model]\n    [ClipGradients(MaxNorm = 1)]", "Sigmoid(layer(x))"), Fix, Key, rule: "BPG1001");

    [Fact]
    public Task All_models_of_a_file_are_clipped_at_once() => Verify.FixesAll(
        Model("[Model]", "{|BPG1001:Sigmoid(layer(x))|}") + Second("[Model]", "{|BPG1001:Sigmoid(layer(x))|}"),
        Model("[Model]\n[ClipGradients(MaxNorm = 1)]", "Sigmoid(layer(x))") + Second("[Model]\n[ClipGradients(MaxNorm = 1)]", "Sigmoid(layer(x))"),
        Fix,
        Key,
        rule: "BPG1001");

    private static string Model(string attributes, string application) =>
        "using BackpropGen;\nusing static BackpropGen.Functions;\nusing static BackpropGen.Layers;\nusing Renamed = BackpropGen.ModelAttribute;\n\n"
        + Class(attributes, "Model", application);

    private static string Second(string attributes, string application) => "\n\n" + Class(attributes, "Second", application);

    private static string Nested(string attributes, string application) =>
        "using BackpropGen;\nusing static BackpropGen.Functions;\nusing static BackpropGen.Layers;\n\npublic static partial class Outer\n{\n    "
        + Class(attributes, "Model", application) + "\n}";

    private static string Class(string attributes, string name, string application) => $$"""
        {{attributes}}
        public sealed partial class {{name}}
        {
            private readonly Layer[] _hidden = Repeat(6, _ => Dense(8));
            private readonly Layer _stem = Dense(8), _head = Dense(2);

            public Tensor Forward([Shape(8)] Tensor measurements)
            {
                var x = Relu(_stem(measurements));
                foreach (var layer in _hidden) x = {{application}};
                return _head(x);
            }

            public Tensor Loss(Tensor logits, [Classes(2)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }
        """;
}
