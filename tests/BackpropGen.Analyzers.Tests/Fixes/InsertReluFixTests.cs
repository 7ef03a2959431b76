using BackpropGen.Analyzers.Tests.Testing;
using BackpropGen.CodeFixes;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Fixes;

/// <summary>The fix of BPG2001.</summary>
public sealed class InsertReluFixTests
{
    private static readonly InsertReluFix Fix = new();

    [Fact]
    public Task The_inner_layer_gains_an_activation() => Verify.Fixes(
        Model("_head({|BPG2001:_hidden(x)|})"), Model("_head(Relu(_hidden(x)))"), Fix);

    [Fact]
    public Task Comments_and_line_breaks_stay() => Verify.Fixes(
        Model("_head( // two classes\n            {|BPG2001:_hidden(x)|} /* eight features */)"),
        Model("_head( // two classes\n            Relu(_hidden(x)) /* eight features */)"),
        Fix);

    [Fact]
    public Task All_layers_of_a_file_are_fixed_at_once() => Verify.FixesAll(
        Model("_head({|BPG2001:_second({|BPG2001:_hidden(x)|})|})"), Model("_head(Relu(_second(Relu(_hidden(x)))))"), Fix);

    [Fact]
    public Task A_function_that_is_not_in_scope_is_named_in_full() => Verify.Fixes(
        Model("_head({|BPG2001:_hidden(x)|})").Replace("using static BackpropGen.Functions;\n", "", StringComparison.Ordinal).Replace("=> Softmax", "=> Functions.Softmax", StringComparison.Ordinal),
        Model("_head(global::BackpropGen.Functions.Relu(_hidden(x)))").Replace("using static BackpropGen.Functions;\n", "", StringComparison.Ordinal).Replace("=> Softmax", "=> Functions.Softmax", StringComparison.Ordinal),
        Fix);

    [Fact]
    public Task A_loop_whose_last_result_is_an_output_is_offered_no_fix() => Verify.OffersNoFix(
        """
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Layer[] _layers = Repeat(3, _ => Dense(2));

            public Tensor Forward([Shape(2)] Tensor x)
            {
                foreach (var layer in _layers) x = {|BPG2001:layer(x)|};
                return x;
            }

            public Tensor Loss(Tensor logits, [Classes(2)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }
        """,
        Fix);

    [Theory]
    [InlineData("Sequence(Dense(8), Dense(2))", "Sequence(Dense(8), Relu, Dense(2))")]
    [InlineData("Sequence(Dense(8), Dense(4), Tanh, Dense(2))", "Sequence(Dense(8), Relu, Dense(4), Tanh, Dense(2))")]
    [InlineData("Sequence(Dense(8), Dense(4), Dense(2))", "Sequence(Dense(8), Relu, Dense(4), Relu, Dense(2))")]
    [InlineData("Sequence(\n        Dense(8), // wide\n        Dense(2))", "Sequence(\n        Dense(8), // wide\n        Relu,\n        Dense(2))")]
    public Task A_sequence_gains_an_activation_between_its_layers(string before, string after) =>
        Verify.Fixes(Model("{|BPG2001:_sequence(x)|}", before), Model("_sequence(x)", after), Fix);

    [Fact]
    public Task A_sequence_inside_a_sequence_is_offered_no_fix() => Verify.OffersNoFix(
        Model("{|BPG2001:_sequence(x)|}", "Sequence(Sequence(Relu, Dense(8)), Dense(2))"), Fix);

    [Fact]
    public Task A_repeated_layer_of_which_one_needs_no_activation_is_offered_no_fix() => Verify.OffersNoFix(
        """
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Layer[] _pairs = Repeat(2, i => Sequence(Dense(i == 0 ? 8 : 1), Dense(8)));
            private readonly Layer _head = Dense(2);

            public Tensor Forward([Shape(8)] Tensor x) => _head(Tanh(_pairs[1](Tanh({|BPG2001:_pairs[0](x)|}))));

            public Tensor Loss(Tensor logits, [Classes(2)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }
        """,
        Fix);

    private static string Model(string expression, string sequence = "Dense(8)") => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Layer _hidden = Dense(8), _second = Dense(8), _head = Dense(2), _sequence = {{sequence}};

            public Tensor Forward([Shape(8)] Tensor x) => {{expression}};

            public Tensor Loss(Tensor logits, [Classes(2)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }
        """.Replace("\r\n", "\n", StringComparison.Ordinal);
}
