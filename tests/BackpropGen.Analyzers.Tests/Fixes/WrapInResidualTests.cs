using BackpropGen.Analyzers.Tests.Testing;
using BackpropGen.CodeFixes;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Fixes;

/// <summary>The remedy that adds skip connections.</summary>
public sealed class WrapInResidualTests
{
    private const string Key = "WrapInResidual";

    private static readonly GradientFlowFix Fix = new();

    [Fact]
    public Task An_assignment_in_a_loop_gains_the_skip() => Verify.Fixes(
        Model("foreach (var layer in _hidden) x = {|BPG1001:Sigmoid(layer(x))|};"),
        Model("foreach (var layer in _hidden) x = x + Sigmoid(layer(x));"),
        Fix,
        Key);

    [Fact]
    public Task A_product_gains_parentheses() => Verify.Fixes(
        Model("foreach (var layer in _hidden) x = 0.5 * {|BPG1001:Sigmoid(layer(x))|};"),
        Model("foreach (var layer in _hidden) x = 0.5 * (x + Sigmoid(layer(x)));"),
        Fix,
        Key);

    [Fact]
    public Task Statements_written_out_are_wrapped_together_but_for_those_that_change_the_width() => Verify.Fixes(
        Model("""
            var wide = {|BPG1001:Sigmoid(_wide(x))|};
                    var a = Sigmoid(_hidden[0](wide));
                    a = Sigmoid(_hidden[1](a));
                    a = Sigmoid(_hidden[2](a)); // the third
                    x = Sigmoid(_hidden[3](a));
            """),
        Model("""
            var wide = Sigmoid(_wide(x));
                    var a = Sigmoid(_hidden[0](wide));
                    a = a + Sigmoid(_hidden[1](a));
                    a = a + Sigmoid(_hidden[2](a)); // the third
                    x = a + Sigmoid(_hidden[3](a));
            """),
        Fix,
        Key);

    [Fact]
    public Task A_layer_that_changes_the_width_everywhere_is_offered_no_fix() => Verify.OffersNoFix(
        """
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Layer[] _hidden = Repeat(6, i => Dense(20 - i));

            public Tensor Forward([Shape(8)] Tensor x)
            {
                foreach (var layer in _hidden) x = {|BPG1001:Sigmoid(layer(x))|};
                return x;
            }

            public Tensor Loss(Tensor y, [Shape(15)] Tensor target) => MeanSquaredError(y, target);
        }
        """,
        Fix,
        Key);

    [Fact]
    public Task An_argument_that_is_no_simple_name_is_offered_no_fix() => Verify.OffersNoFix(
        Model("x = {|BPG1001:Sigmoid(_hidden[0](0.5 * x))|}; x = Sigmoid(_hidden[1](0.5 * x)); x = Sigmoid(_hidden[2](0.5 * x)); x = Sigmoid(_hidden[3](0.5 * x)); x = Sigmoid(_hidden[4](0.5 * x));"),
        Fix,
        Key);

    [Fact]
    public Task A_deep_stack_with_normalization_gains_skips_too() => Verify.Fixes(
        Deep("Sequence(Dense(8, bias: false), BatchNorm())", "Relu({|BPG1011:layer(x)|})"),
        Deep("Sequence(Dense(8, bias: false), BatchNorm())", "x + Relu(layer(x))"),
        Fix,
        Key,
        rule: "BPG1011");

    [Fact]
    public Task A_deep_stack_without_normalization_is_offered_none_as_the_sums_would_explode() => Verify.OffersNoFix(
        Deep("Dense(8, weightInitializer: Initializer.HeNormal)", "Relu({|BPG1011:layer(x)|})"), Fix, Key, rule: "BPG1011");

    private static string Deep(string layer, string application) => Model("foreach (var layer in _deep) x = " + application + ";")
        .Replace("private readonly Layer _wide", $"private readonly Layer[] _deep = Repeat(20, _ => {layer});\n    private readonly Layer _wide", StringComparison.Ordinal);

    [Fact]
    public Task All_models_of_a_file_are_fixed_at_once() => Verify.FixesAll(
        Model("foreach (var layer in _hidden) x = {|BPG1001:Sigmoid(layer(x))|};", Second("{|BPG1001:Sigmoid(layer(x))|}")),
        Model("foreach (var layer in _hidden) x = x + Sigmoid(layer(x));", Second("x + Sigmoid(layer(x))")),
        Fix,
        Key);

    private static string Second(string expression) => $$"""


        [Model]
        public sealed partial class Second
        {
            private readonly Layer[] _hidden = Repeat(6, _ => Dense(8));

            public Tensor Forward([Shape(8)] Tensor x)
            {
                foreach (var layer in _hidden) x = {{expression}};
                return x;
            }

            public Tensor Loss(Tensor y, [Shape(8)] Tensor target) => MeanSquaredError(y, target);
        }
        """;

    private static string Model(string statements, string more = "") => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Layer[] _hidden = Repeat(6, _ => Dense(8));
            private readonly Layer _wide = Dense(12), _head = Dense(2);

            public Tensor Forward([Shape(8)] Tensor x)
            {
                {{statements}}
                return _head(x);
            }

            public Tensor Loss(Tensor logits, [Classes(2)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }{{more}}
        """;
}
