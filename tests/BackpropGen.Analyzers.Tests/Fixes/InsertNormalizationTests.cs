using BackpropGen.Analyzers.Tests.Testing;
using BackpropGen.CodeFixes;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Fixes;

/// <summary>The remedies that put a normalization beside the layers, where the layers are made.</summary>
public sealed class InsertNormalizationTests
{
    private const string LayerNorm = "InsertLayerNorm", BatchNorm = "InsertBatchNorm";

    private static readonly GradientFlowFix Fix = new();

    [Fact]
    public Task What_a_repetition_makes_gets_a_normalization_each() => Verify.Fixes(
        Loop("Repeat(8, _ => Dense(16))", "{|BPG1001:Sigmoid(layer(x))|}"),
        Loop("Repeat(8, _ => Sequence(LayerNorm(), Dense(16)))", "Sigmoid(layer(x))"),
        Fix,
        LayerNorm);

    [Fact]
    public Task A_bias_before_batch_normalization_goes_as_it_would_be_subtracted_again() => Verify.Fixes(
        Loop("Repeat(8, _ => Dense(16))", "{|BPG1001:Sigmoid(layer(x))|}"),
        Loop("Repeat(8, _ => Sequence(Dense(16, bias: false), BatchNorm()))", "Sigmoid(layer(x))"),
        Fix,
        BatchNorm);

    [Theory]
    [InlineData("Dense(16, true)", "Dense(16, false)")]
    [InlineData("Dense(16, biasInitializer: Initializer.Ones)", "Dense(16, bias: false)")]
    [InlineData("Dense(16, biasInitializer: Initializer.Ones, weightInitializer: Initializer.GlorotNormal)", "Dense(16, weightInitializer: Initializer.GlorotNormal, bias: false)")]
    public Task The_bias_that_is_given_goes_too(string layer, string expected) => Verify.Fixes(
        Loop($"Repeat(8, _ => {layer})", "{|BPG1001:Sigmoid(layer(x))|}"),
        Loop($"Repeat(8, _ => Sequence({expected}, BatchNorm()))", "Sigmoid(layer(x))"),
        Fix,
        BatchNorm);

    [Fact]
    public Task Fields_are_changed_where_they_are_declared_and_comments_stay() => Verify.Fixes(
        Fields(
            """
            // The body.
                private readonly Layer _a = Dense(8), // wide enough
                    _b = Dense(
                        8,
                        weightInitializer: Initializer.LecunNormal);
                private readonly Layer _c = /* third */ Layers.Dense(8), _d = Dense(8), _e = Dense(8); // the last ones
            """,
            "{|BPG1001:Sigmoid(_a(x))|}"),
        Fields(
            """
            // The body.
                private readonly Layer _a = Dense(8), // wide enough
                    _b = Sequence(LayerNorm(), Dense(
                        8,
                        weightInitializer: Initializer.LecunNormal));
                private readonly Layer _c = /* third */ Layers.Sequence(Layers.LayerNorm(), Layers.Dense(8)), _d = Sequence(LayerNorm(), Dense(8)), _e = Sequence(LayerNorm(), Dense(8)); // the last ones
            """,
            "Sigmoid(_a(x))"),
        Fix,
        LayerNorm);

    [Fact]
    public Task Batch_normalization_is_for_the_first_layer_too() => Verify.Fixes(
        Fields("    private readonly Layer _a = Dense(8), _b = Dense(8), _c = Dense(8), _d = Dense(8), _e = Dense(\n        8);", "{|BPG1001:Sigmoid(_a(x))|}"),
        Fields(
            "    private readonly Layer _a = Sequence(Dense(8, bias: false), BatchNorm()), _b = Sequence(Dense(8, bias: false), BatchNorm()), "
            + "_c = Sequence(Dense(8, bias: false), BatchNorm()), _d = Sequence(Dense(8, bias: false), BatchNorm()), _e = Sequence(Dense(\n        8, bias: false), BatchNorm());",
            "Sigmoid(_a(x))"),
        Fix,
        BatchNorm);

    private const string Written = """
        Sequence(
                Dense(8), // the first
                Sigmoid,
                Dense(8), // the second
                Sigmoid, Dense(8), Sigmoid, Dense(8), Sigmoid, Dense(8))
        """;

    [Fact]
    public Task A_sequence_gets_layer_normalization_before_its_layers() => Verify.Fixes(
        Sequences(Written),
        Sequences(
            """
            Sequence(
                    Dense(8), // the first
                    Sigmoid,
                    LayerNorm(),
                    Dense(8), // the second
                    Sigmoid, LayerNorm(), Dense(8), Sigmoid, LayerNorm(), Dense(8), Sigmoid, LayerNorm(), Dense(8))
            """,
            isBad: false),
        Fix,
        LayerNorm);

    [Fact]
    public Task A_sequence_gets_batch_normalization_behind_its_layers() => Verify.Fixes(
        Sequences(Written),
        Sequences(
            """
            Sequence(
                    Dense(8, bias: false), // the first
                    BatchNorm(),
                    Sigmoid,
                    Dense(8, bias: false), // the second
                    BatchNorm(),
                    Sigmoid, Dense(8, bias: false), BatchNorm(), Sigmoid, Dense(8, bias: false), BatchNorm(), Sigmoid, Dense(8, bias: false), BatchNorm())
            """,
            isBad: false),
        Fix,
        BatchNorm);

    [Fact]
    public Task A_sequence_that_begins_with_a_layer_begins_with_its_normalization() => Verify.Fixes(
        Loop("Repeat(8, _ => Sequence(\n        Dense(16), // wide\n        Sigmoid))", "layer(x)").Replace("        Sigmoid)", "        {|BPG1001:Sigmoid|})", StringComparison.Ordinal),
        Loop("Repeat(8, _ => Sequence(\n        LayerNorm(),\n        Dense(16), // wide\n        Sigmoid))", "layer(x)"),
        Fix,
        LayerNorm);

    [Fact]
    public Task Layers_made_in_a_method_are_changed_there() => Verify.Fixes(
        Blocks("Layer inner = Dense(width)", "{|BPG1001:Sigmoid(inner(x))|}"),
        Blocks("Layer inner = Sequence(LayerNorm(), Dense(width))", "Sigmoid(inner(x))"),
        Fix,
        LayerNorm);

    [Fact]
    public Task Measurements_are_not_normalized_over_the_features() => Verify.OffersNoFix(
        Loop("Repeat(8, _ => Dense(16))", "{|BPG1001:Sigmoid(layer(x))|}").Replace("var x = Relu(_stem(input));", "var x = input;", StringComparison.Ordinal)
            .Replace("_stem = Dense(16), ", "", StringComparison.Ordinal),
        Fix,
        LayerNorm);

    [Fact]
    public Task All_models_of_a_file_are_fixed_at_once() => Verify.FixesAll(
        Loop("Repeat(8, _ => Dense(16))", "{|BPG1001:Sigmoid(layer(x))|}") + Second("Dense(4 * i + 4)", "{|BPG1001:Sigmoid(layer(x))|}"),
        Loop("Repeat(8, _ => Sequence(LayerNorm(), Dense(16)))", "Sigmoid(layer(x))") + Second("Sequence(LayerNorm(), Dense(4 * i + 4))", "Sigmoid(layer(x))"),
        Fix,
        LayerNorm);

    [Fact]
    public Task A_call_that_also_makes_a_layer_without_activation_is_offered_no_batch_normalization() => Verify.OffersNoFix(
        """
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Layer[] _layers = Repeat(7, _ => Dense(8));

            public Tensor Forward([Shape(8)] Tensor x)
            {
                for (int i = 0; i < 6; i++) x = {|BPG1001:Sigmoid(_layers[i](x))|};
                return _layers[6](x);
            }

            public Tensor Loss(Tensor logits, [Classes(8)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }
        """,
        Fix,
        BatchNorm);

    [Fact]
    public Task Layers_whose_weights_are_tied_are_offered_no_normalization() => Verify.OffersNoFix(
        Loop("Repeat(8, _ => Dense(16))", "{|BPG1001:Sigmoid(layer(x))|}", "x = MatMul(get_Weight(_hidden[0]), x);"), Fix, LayerNorm);

    [Fact]
    public Task Two_features_are_offered_no_normalization_as_nothing_but_a_sign_would_be_left() => Verify.OffersNoFix(
        Loop("Repeat(8, _ => Dense(2))", "{|BPG1001:Sigmoid(layer(x))|}"), Fix, LayerNorm);

    [Fact]
    public Task Weights_written_out_are_offered_no_normalization() => Verify.OffersNoFix(
        """
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Parameter[] _weights = Repeat(6, _ => Parameter([8, 8]));

            public Tensor Forward([Shape(8)] Tensor x)
            {
                foreach (var weight in _weights) x = {|BPG1001:Sigmoid(MatMul(weight, x))|};
                return x;
            }

            public Tensor Loss(Tensor y, [Shape(8)] Tensor target) => MeanSquaredError(y, target);
        }
        """,
        Fix,
        LayerNorm);

    private static string Loop(string layers, string application, string more = "") => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Layer _stem = Dense(16), _output = Dense(3);
            private readonly Layer[] _hidden = {{layers}};

            public Tensor Forward([Shape(16)] Tensor input)
            {
                var x = Relu(_stem(input));
                foreach (var layer in _hidden) x = {{application}};
                {{more}}
                return _output(x);
            }

            public Tensor Loss(Tensor logits, [Classes(3)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }
        """;

    private static string Second(string layer, string application) => $$"""


        [Model]
        public sealed partial class Second
        {
            private readonly Layer[] _hidden = Repeat(6, i => {{layer}});

            public Tensor Forward([Shape(8)] Tensor input)
            {
                var x = Square(input);
                foreach (var layer in _hidden) x = {{application}};
                return x;
            }

            public Tensor Loss(Tensor y, [Shape(24)] Tensor target) => MeanSquaredError(y, target);
        }
        """;

    private static string Fields(string declarations, string first) => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            {{declarations}}
            private readonly Layer _head = Dense(2);

            public Tensor Forward([Shape(8)] Tensor x) =>
                _head(Sigmoid(_e(Sigmoid(_d(Sigmoid(_c(Sigmoid(_b({{first}})))))))));

            public Tensor Loss(Tensor logits, [Classes(2)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }
        """;

    private static string Sequences(string layers, bool isBad = true) => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Layer _mlp = {{(isBad ? layers.Replace("Sigmoid,\n", "{|BPG1001:Sigmoid|},\n", StringComparison.Ordinal) : layers)}};
            private readonly Layer _head = Dense(2);

            public Tensor Forward([Shape(8)] Tensor x) => _head(Sigmoid(_mlp(x)));

            public Tensor Loss(Tensor logits, [Classes(2)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }
        """;

    private static string Blocks(string declaration, string application) => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        public static class Blocks
        {
            [Layer]
            public static Layer Sigmoidal(int width)
            {
                {{declaration}};
                return x => {{application}};
            }
        }

        [Model]
        public sealed partial class Model
        {
            private readonly Layer[] _blocks = Repeat(6, _ => Blocks.Sigmoidal(8));
            private readonly Layer _head = Dense(2);

            public Tensor Forward([Shape(8)] Tensor input)
            {
                var x = Square(input);
                foreach (var block in _blocks) x = block(x);
                return _head(x);
            }

            public Tensor Loss(Tensor logits, [Classes(2)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }
        """;
}
