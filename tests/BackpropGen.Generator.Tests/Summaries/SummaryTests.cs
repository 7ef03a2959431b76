using BackpropGen.Generator.Summaries;

namespace BackpropGen.Generator.Tests.Summaries;

public sealed class SummaryTests
{
    [Fact]
    public void Layers_stand_in_the_order_of_application_with_shapes_and_parameters() => AssertSummary(
        """
        [Model]
        public partial class M
        {
            private readonly Layer _head = Dense(3), _stem = Sequence(Dense(4, bias: false), Tanh, LayerNorm());
            private readonly Tensor _scale = Parameter(4, Initializer.Ones);
            public Tensor Forward([Shape(5, 8)] Tensor x) => _head(_scale * _stem(x));
        }
        """,
        """
        Layer   Kind       Output  Parameters
        ─────────────────────────────────────
        scale   Parameter  [4]              4
        stem.0  Dense      [5, 4]          32
        stem.2  LayerNorm  [5, 4]           8
        head    Dense      [5, 3]          15
        ─────────────────────────────────────
        Trained parameters: 59
        """);

    [Fact]
    public void What_a_definition_repeats_is_one_row() => AssertSummary(
        """
        public static class Blocks
        {
            [Layer]
            public static Layer Bottleneck(int width)
            {
                Layer norm = BatchNorm(), down = Dense(width / 4), up = Dense(width);
                return x => x + up(Relu(down(norm(x))));
            }
        }

        [Model]
        public partial class M
        {
            private readonly Layer[] _blocks = Repeat(1000, _ => Blocks.Bottleneck(8));
            public Tensor Forward([Shape(8)] Tensor x) { foreach (var block in _blocks) x = block(x); return x; }
        }
        """,
        """
        Layer              Kind       Output  Parameters
        ────────────────────────────────────────────────
        blocks.0…999.norm  BatchNorm  [8]     1,000 × 16
        blocks.0…999.down  Dense      [2]     1,000 × 18
        blocks.0…999.up    Dense      [8]     1,000 × 24
        ────────────────────────────────────────────────
        Trained parameters: 58,000
        Values of states: 16,000
        """);

    [Fact]
    public void A_layer_applied_twice_is_one_row() => AssertSummary(
        """
        [Model]
        public partial class M
        {
            private readonly Layer _step = Dense(4);
            public Tensor Forward([Shape(4)] Tensor x) { for (int t = 0; t < 3; t++) x = Tanh(_step(x)); return x; }
        }
        """,
        """
        Layer  Kind   Output  Parameters
        ────────────────────────────────
        step   Dense  [4]             20
        ────────────────────────────────
        Trained parameters: 20
        """);

    [Fact]
    public void A_model_without_layers_has_a_table_without_rows() => AssertSummary(
        "[Model] public partial class M { public Tensor Forward([Shape(4)] Tensor x) => Tanh(x); }",
        """
        Layer  Kind  Output  Parameters
        ───────────────────────────────
        ───────────────────────────────
        Trained parameters: 0
        """);

    [Fact]
    public void A_model_with_a_loss_shows_how_much_of_the_gradient_arrives() => AssertSummary(
        """
        [Model]
        public partial class M
        {
            private readonly Layer[] _hidden = Repeat(10, _ => Dense(256));
            private readonly Layer _norm = LayerNorm(), _head = Dense(10);
            public Tensor Forward([Shape(256)] Tensor x) { foreach (var layer in _hidden) x = Sigmoid(layer(x)); return _head(_norm(x)); }
            public Tensor Loss(Tensor logits, [Classes(10)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }
        """,
        """
        Layer       Kind       Output   Parameters               R
        ──────────────────────────────────────────────────────────
        hidden.0…9  Dense      [256]   10 × 65,792  5.5e-06 … 2.71
        norm        LayerNorm  [256]           512
        head        Dense      [10]          2,570               1
        ──────────────────────────────────────────────────────────
        Trained parameters: 661,002
        R = |∂L/∂z| of the layer / |∂L/∂z| of the last layer with weights:
        an estimate at initialization, for inputs of mean square 1.
        """);

    [Fact]
    public void No_parameter_or_state_is_forgotten_or_counted_twice()
    {
        string[] inferenceOnly =
        [
            """
            [Model] public partial class M
            {
                private readonly Layer _a = Dense(4), _b = Dense(4);
                public Tensor Forward([Shape(4)] Tensor x) => IsTraining ? _a(x) : _b(BatchNorm()(_a(x)));
            }
            """,
        ];
        foreach (string sample in Samples.All.Concat(inferenceOnly))
        {
            var model = GeneratorHost.Read(sample).Sound;
            var layers = LayerDescription.AllOf(model, null);
            Assert.Equal(model.Parameters.Sum(static parameter => (long)parameter.Shape.Size), layers.Sum(static layer => layer.ParameterCount));
            Assert.Equal(model.States.Sum(static state => (long)state.Shape.Size), layers.Sum(static layer => layer.StateCount));
            Assert.Equal(layers.Count, layers.Select(static layer => layer.Path).Distinct().Count());
        }
    }

    [Fact]
    public void Another_layer_that_a_parameter_is_taken_from_keeps_it() => AssertSummary(
        """
        [Model]
        public partial class M
        {
            private readonly Layer _encode = Dense(3, bias: false);
            public Tensor Forward([Shape(4)] Tensor x) => MatMul(Tanh(_encode(x)), get_Weight(_encode));
        }
        """,
        """
        Layer   Kind   Output  Parameters
        ─────────────────────────────────
        encode  Dense  [3]             12
        ─────────────────────────────────
        Trained parameters: 12
        """);

    private static void AssertSummary(string definition, string expected) =>
        GeneratedInformation.AssertEqual(expected, definition, "Summary");
}
