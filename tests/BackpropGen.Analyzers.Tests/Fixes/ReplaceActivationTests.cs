using BackpropGen.Analyzers.Tests.Testing;
using BackpropGen.CodeFixes;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Fixes;

/// <summary>The remedies that replace a saturating activation together with the initializer of the layers that feed it.</summary>
public sealed class ReplaceActivationTests
{
    private const string Relu = "UseRelu", Gelu = "UseGelu";

    private static readonly GradientFlowFix Fix = new();

    [Theory]
    [InlineData("Dense(16)", "Dense(16, weightInitializer: Initializer.HeNormal)")]
    [InlineData("Dense(16, bias: true)", "Dense(16, bias: true, weightInitializer: Initializer.HeNormal)")]
    [InlineData("Dense(16, weightInitializer: Initializer.GlorotNormal)", "Dense(16, weightInitializer: Initializer.HeNormal)")]
    [InlineData("Dense(16, true, Initializer.Normal(0, 0.1), Initializer.Zeros)", "Dense(16, true, Initializer.HeNormal, Initializer.Zeros)")]
    [InlineData("Dense(/* units */ 16 /* of them */)", "Dense(/* units */ 16, weightInitializer: Initializer.HeNormal /* of them */)")]
    public Task The_activation_and_the_initializer_change_together(string layer, string expected) => Verify.Fixes(
        Loop(layer, "{|BPG1001:Sigmoid(layer(x))|}"), Loop(expected, "Relu(layer(x))"), Fix, Relu);

    [Fact]
    public Task Gelu_is_offered_beside_relu() => Verify.Fixes(
        Loop("Dense(16)", "{|BPG1001:Sigmoid(layer(x))|}"), Loop("Dense(16, weightInitializer: Initializer.HeNormal)", "Gelu(layer(x))"), Fix, Gelu);

    [Fact]
    public Task A_mapped_function_of_the_user_is_replaced_as_a_whole() => Verify.Fixes(
        Loop("Dense(16)", "{|BPG1001:Map(Logistic, layer(x))|}", "    public static float Logistic(float x) => 1 / (1 + System.MathF.Exp(-x));\n"),
        Loop("Dense(16, weightInitializer: Initializer.HeNormal)", "Relu(layer(x))", "    public static float Logistic(float x) => 1 / (1 + System.MathF.Exp(-x));\n"),
        Fix,
        Relu);

    [Fact]
    public Task Qualified_names_stay_qualified() => Verify.Fixes(
        """
        [BackpropGen.Model]
        public sealed partial class Model
        {
            private readonly BackpropGen.Layer[] _hidden = BackpropGen.Layers.Repeat(8, _ => BackpropGen.Layers.Dense(8));

            public BackpropGen.Tensor Forward([BackpropGen.Shape(8)] BackpropGen.Tensor x)
            {
                foreach (var layer in _hidden) x = {|BPG1001:BackpropGen.Functions.Sigmoid(layer(x))|};
                return BackpropGen.Functions.Sum(x);
            }

            public BackpropGen.Tensor Loss(BackpropGen.Tensor y, [BackpropGen.Shape] BackpropGen.Tensor target) => BackpropGen.Functions.MeanSquaredError(y, target);
        }
        """,
        """
        [BackpropGen.Model]
        public sealed partial class Model
        {
            private readonly BackpropGen.Layer[] _hidden = BackpropGen.Layers.Repeat(8, _ => BackpropGen.Layers.Dense(8, weightInitializer: global::BackpropGen.Initializer.HeNormal));

            public BackpropGen.Tensor Forward([BackpropGen.Shape(8)] BackpropGen.Tensor x)
            {
                foreach (var layer in _hidden) x = BackpropGen.Functions.Relu(layer(x));
                return BackpropGen.Functions.Sum(x);
            }

            public BackpropGen.Tensor Loss(BackpropGen.Tensor y, [BackpropGen.Shape] BackpropGen.Tensor target) => BackpropGen.Functions.MeanSquaredError(y, target);
        }
        """,
        Fix,
        Relu);

    [Fact]
    public Task A_member_that_hides_the_function_does_not_take_its_place() => Verify.Fixes(
        Loop("Dense(16)", "{|BPG1001:Sigmoid(layer(x))|}", "    public static Tensor Relu(Tensor x) => x;\n"),
        Loop("Dense(16, weightInitializer: Initializer.HeNormal)", "Functions.Relu(layer(x))", "    public static Tensor Relu(Tensor x) => x;\n"),
        Fix,
        Relu);

    [Fact]
    public Task Activations_within_a_sequence_are_replaced_too() => Verify.Fixes(
        Sequence("Dense(8)", "{|BPG1001:Sigmoid|}", "Functions.Sigmoid", "Sigmoid", "Sigmoid", "Sigmoid"),
        Sequence("Dense(8, weightInitializer: Initializer.HeNormal)", "Relu", "Functions.Relu", "Relu", "Relu", "Relu"),
        Fix,
        Relu);

    [Fact]
    public Task All_models_of_a_file_are_fixed_at_once() => Verify.FixesAll(
        Loop("Dense(16)", "{|BPG1001:Sigmoid(layer(x))|}") + Loop("Dense(4)", "{|BPG1001:Tanh(layer(x))|}", name: "Second", count: 14),
        Loop("Dense(16, weightInitializer: Initializer.HeNormal)", "Relu(layer(x))")
            + Loop("Dense(4, weightInitializer: Initializer.HeNormal)", "Relu(layer(x))", name: "Second", count: 14),
        Fix,
        Relu);

    [Fact]
    public Task A_prediction_keeps_its_range() => Verify.OffersNoFix(
        """
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Layer[] _layers = Repeat(6, _ => Dense(8));

            public Tensor Forward([Shape(8)] Tensor x)
            {
                foreach (var layer in _layers) x = {|BPG1001:Sigmoid(layer(x))|};
                return x;
            }

            public Tensor Loss(Tensor y, [Shape(8)] Tensor target) => MeanSquaredError(y, target);
        }
        """,
        Fix,
        Relu);

    [Fact]
    public Task A_gate_made_by_the_same_expression_keeps_its_range() => Verify.OffersNoFix(
        Loop("Dense(16)", "Apply(layer, x)", "    private static Tensor Apply(Layer layer, Tensor x) => {|BPG1001:Sigmoid(layer(x))|};\n")
            .Replace("return _output(x);", "return _output(x * Apply(_hidden[0], x));", StringComparison.Ordinal),
        Fix,
        Relu);

    [Fact]
    public Task A_part_of_a_formula_is_offered_no_replacement() => Verify.OffersNoFix(
        Loop("Dense(16)", "2 * {|BPG1001:Sigmoid(layer(x))|} - 1", count: 14), Fix, Relu);

    private static string Loop(string layer, string application, string more = "", string name = "Model", int count = 8) =>
        (name == "Model" ? "using BackpropGen;\nusing static BackpropGen.Functions;\nusing static BackpropGen.Layers;\n" : "\n") + $$"""

        [Model]
        public sealed partial class {{name}}
        {
            private readonly Layer _output = Dense(3);
            private readonly Layer[] _hidden = Repeat({{count}}, _ => {{layer}});

            public Tensor Forward([Shape(16)] Tensor x)
            {
                foreach (var layer in _hidden)
                {
                    x = {{application}}; // once a layer
                }

                return _output(x);
            }

            public Tensor Loss(Tensor logits, [Classes(3)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        {{more}}}
        """;

    private static string Sequence(string layer, params string[] activations) => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Layer _mlp = Sequence({{string.Join(", ", activations.Select(activation => $"{layer}, {activation}"))}}), _head = Dense(2);

            public Tensor Forward([Shape(8)] Tensor x) => _head(_mlp(x));

            public Tensor Loss(Tensor logits, [Classes(2)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }
        """;
}
