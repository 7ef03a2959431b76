using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG2001: linear layers on linear layers, and all that is sound among them.</summary>
public sealed class MissingNonlinearityTests
{
    [Theory]
    [InlineData("return _two({|BPG2001:_eight(x)|});")]
    [InlineData("return _two({|BPG2001:_plain(x)|});")]
    [InlineData("return _two({|BPG2001:_eight({|BPG2001:_sixteen(x)|})|});")]
    [InlineData("return _two(Relu(_eight({|BPG2001:_sixteen(x)|})));")]
    [InlineData("var h = {|BPG2001:_eight(x)|}; return _two(h);")]
    [InlineData("return _norm(_two({|BPG2001:_eight(x)|}));")]
    [InlineData("foreach (var layer in _stack) x = {|BPG2001:layer(x)|}; return _two(x);")]
    [InlineData("return _two(Identical({|BPG2001:_eight(x)|}));")]
    public Task A_linear_layer_on_another_is_reported_at_the_first(string statements) => Verify.Reports(Model(statements), rule: "BPG2001");

    [Theory]
    [InlineData("Relu(_eight(x))")]
    [InlineData("Square(_eight(x))")]
    [InlineData("_norm(_eight(x))")]
    [InlineData("_batch(_eight(x))")]
    [InlineData("x + _eight(x)")]
    [InlineData("_eight(x) * Sigmoid(_plain(x))")]
    [InlineData("Softmax(_eight(x))")]
    [InlineData("Maximum(_eight(x), _plain(x))")]
    [InlineData("StopGradient(_eight(x))")]
    [InlineData("Map(v => v > 0 ? v : 0.5f * v, _eight(x))")]
    [InlineData("Flatten(Transpose(Reshape(_eight(x), 2, 4)))")]
    [InlineData("Flatten(MatMul(Softmax(MatMul(Reshape(_eight(x), 2, 4), Transpose(Reshape(_plain(x), 2, 4)))), Reshape(_sixteen(x), 2, 8)))")]
    public Task Whatever_lies_between_two_layers_silences_the_rule(string middle) =>
        Verify.Reports(Model($"return _two({middle});"), rule: "BPG2001");

    [Theory]
    [InlineData("return _sixteen(_four(x));")]
    [InlineData("return x + _eight(_four(x));")]
    [InlineData("return _two(_one(x));")]
    public Task A_middle_narrower_than_both_sides_is_a_factorization(string statements) => Verify.Reports(Model(statements), rule: "BPG2001");

    [Theory]
    [InlineData("return _two({|BPG2001:_four(x)|});")]
    [InlineData("return _four({|BPG2001:_four2(x)|});")]
    [InlineData("return _sixteen({|BPG2001:_eight(x)|});")]
    public Task A_middle_as_wide_as_one_side_is_none(string statements) => Verify.Reports(Model(statements), rule: "BPG2001");

    [Theory]
    [InlineData("var h = _eight(x); return _two(h) + Sum(Relu(h));")]
    [InlineData("var h = _eight(x); return h + _plain(h);")]
    public Task A_middle_that_is_read_elsewhere_is_left_alone(string statements) => Verify.Reports(Model(statements), rule: "BPG2001");

    [Theory]
    [InlineData("for (int step = 0; step < 5; step++) x = _eight(x); return _two(Relu(x));")]
    [InlineData("x = _plain(x); return _two(x) + _two(Relu(x));")]
    public Task Weights_that_are_used_again_are_left_alone(string statements) => Verify.Reports(Model(statements), rule: "BPG2001");

    [Theory]
    [InlineData("return _two(MatMul(x, _matrix));")]
    [InlineData("return _two(MatMul(x, _matrix) + _shift);")]
    [InlineData("return MatMul(_eight(x), _matrix);")]
    public Task A_product_with_a_parameter_of_the_users_own_is_taken_for_meant(string statements) => Verify.Reports(Model(statements), rule: "BPG2001");

    [Fact]
    public Task Mixing_positions_and_then_features_is_no_mistake() => Verify.Reports("""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Mixer
        {
            private readonly Layer _positions = Dense(6), _features = Dense(8), _output = Dense(2);

            public Tensor Forward([Shape(6, 8)] Tensor x) => _output(Mean(_features(Transpose(_positions(Transpose(x)))), 0));

            public Tensor Loss(Tensor logits, [Classes(2)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }
        """, rule: "BPG2001");

    [Fact]
    public Task A_layer_on_one_hot_labels_is_a_table_of_embeddings() => Verify.Reports("""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Words
        {
            private readonly Layer _embedding = Dense(8, bias: false), _output = Dense(3);

            public Tensor Forward([Classes(20)] ClassLabel word) => _output(_embedding(OneHot(word)));

            public Tensor Loss(Tensor logits, [Classes(3)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }
        """, rule: "BPG2001");

    [Fact]
    public Task A_sequence_is_reported_where_it_is_applied() => Verify.Reports(Model("return _two(Relu({|BPG2001:_sequence(x)|}));"), rule: "BPG2001");

    [Fact]
    public async Task The_message_names_both_layers_their_widths_limit_and_remedy()
    {
        var diagnostic = await Verify.Single(Model("return _two(_sixteen(x));"), rule: "BPG2001");
        Assert.Equal(
            "Layer 'two' (16 to 2) takes the result of layer 'sixteen' (8 to 16) with nothing nonlinear between: the middle width 16 is at least 2, "
            + "the lesser of 8 and 2, so one linear layer computes the same; apply Relu or another activation to the result of 'sixteen', or remove one of them",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    internal static string Model(string statements) => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Layer _one = Dense(1), _two = Dense(2), _four = Dense(4), _four2 = Dense(4), _eight = Dense(8), _plain = Dense(8, bias: false), _sixteen = Dense(16);
            private readonly Layer _norm = LayerNorm(), _batch = BatchNorm(), _sequence = Sequence(Dense(8), Dense(8));
            private readonly Layer[] _stack = Repeat(3, _ => Dense(8));
            private readonly Parameter _matrix = Parameter([8, 8]), _shift = Parameter(8);

            public Tensor Forward([Shape(8)] Tensor x)
            {
                {{statements}}
            }

            public Tensor Loss(Tensor y, Tensor x) => Mean(Square(y)) + Mean(x);

            private static Tensor Identical(Tensor x) => LeakyRelu(x, 1);
        }
        """;
}
