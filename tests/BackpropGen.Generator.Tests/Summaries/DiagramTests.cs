namespace BackpropGen.Generator.Tests.Summaries;

public sealed class DiagramTests
{
    [Fact]
    public void A_model_is_drawn_from_its_inputs_to_its_loss() => AssertDiagram(
        """
        [Model]
        public partial class M
        {
            private readonly Layer _hidden = Dense(8), _head = Dense(3);
            public Tensor Forward([Shape(4, 2)] Tensor image) => _head(Tanh(_hidden(Flatten(image))));
            public Tensor Loss(Tensor logits, [Classes(3)] ClassLabel digit) => SoftmaxCrossEntropy(logits, digit);
        }
        """,
        """
        flowchart TD
            n0(["image [4, 2]"])
            n1("Flatten [8]")
            n2["hidden: Dense [8]"]
            n3("Tanh")
            n4["head: Dense [3]"]
            n5(["logits [3]"])
            n6(["digit: 1 of 3"])
            n7("SoftmaxCrossEntropy")
            n8(["loss"])
            n0 --> n1 --> n2 --> n3 --> n4 --> n5 --> n7 --> n8
            n6 --> n7
        """);

    [Fact]
    public void A_loop_is_drawn_once_with_its_skip_and_an_edge_back() => AssertDiagram(
        """
        [Model]
        public partial class M
        {
            private readonly Layer[] _blocks = Repeat(1000, _ => Dense(4));
            public Tensor Forward([Shape(4)] Tensor x)
            {
                foreach (var block in _blocks) x = x + Tanh(block(x));
                return x;
            }
        }
        """,
        """
        flowchart TD
            n0(["x [4]"])
            n1["blocks.0…999: Dense [4] ×1000"]
            n2("Tanh ×1000")
            n3("x + y ×1000")
            n4((" "))
            n5(["output [4]"])
            n0 --> n4 --> n1 --> n2 --> n3 --> n5
            n3 -.-> n4
            n4 --> n3
        """);

    [Fact]
    public void A_recurrence_leads_the_state_back() => AssertDiagram(
        """
        [Model]
        public partial class M
        {
            private readonly Layer _mix = Dense(4);
            public Tensor Forward([Shape(9, 2)] Tensor x)
            {
                Tensor h = Constant([0.0, 0, 0, 0]);
                for (int t = 0; t < 9; t++) h = Tanh(_mix(Concatenate(Reshape(Slice(x, 0, t, 1), 2), h)));
                return h;
            }
        }
        """,
        """
        flowchart TD
            n0(["x [9, 2]"])
            n1("Constant [4]")
            n2("Slice [1, 2] ×9")
            n3("Reshape [2] ×9")
            n4("Concatenate [6] ×9")
            n5["mix: Dense [4] ×9"]
            n6("Tanh ×9")
            n7(["output [4]"])
            n0 --> n2 --> n3 --> n4 --> n5 --> n6 --> n7
            n1 --> n4
            n6 -.-> n4
        """);

    [Fact]
    public void Operators_and_lambdas_are_named_by_their_mathematics() => AssertDiagram(
        """
        [Model]
        public partial class M
        {
            private readonly Tensor _table = Parameter([5, 3]);
            public Tensor Forward([Classes(5)] ClassLabel token) => 1 - Map(v => v > 0 ? v : 0.5 * v, Map(Mish, Gather(_table, token))) / 2;
            [Differentiable] public static double Mish(double x) => x * Math.Tanh(Math.Log(1 + Math.Exp(x)));
        }
        """,
        """
        flowchart TD
            n0(["token: 1 of 5"])
            n1[("table: Parameter [5, 3]")]
            n2("Gather [3]")
            n3("Mish")
            n4("(x #62; 0 ? x : 0.5 · x)")
            n5("0.5 · x")
            n6("1 − x")
            n7(["output [3]"])
            n1 --> n2 --> n3 --> n4 --> n5 --> n6 --> n7
            n0 --> n2
        """);

    [Fact]
    public void Tied_weights_lead_from_the_layer_that_made_them() => AssertDiagram(
        """
        [Model]
        public partial class M
        {
            private readonly Layer _encode = Dense(3, bias: false);
            public Tensor Forward([Shape(4)] Tensor x) => MatMul(Tanh(_encode(x)), get_Weight(_encode));
        }
        """,
        """
        flowchart TD
            n0(["x [4]"])
            n1["encode: Dense [3]"]
            n2("Tanh")
            n3("MatMul [4]")
            n4(["output [4]"])
            n0 --> n1 --> n2 --> n3 --> n4
            n1 --> n3
        """);

    [Fact]
    public void A_helper_called_twice_is_drawn_twice() => AssertDiagram(
        """
        [Model]
        public partial class M
        {
            private readonly Layer _a = Dense(4), _b = Dense(4);
            public Tensor Forward([Shape(4)] Tensor x) => Step(_b, Step(_a, x));
            private static Tensor Step(Layer layer, Tensor x) => Relu(layer(x));
        }
        """,
        """
        flowchart TD
            n0(["x [4]"])
            n1["a: Dense [4]"]
            n2("Relu")
            n3["b: Dense [4]"]
            n4("Relu")
            n5(["output [4]"])
            n0 --> n1 --> n2 --> n3 --> n4 --> n5
        """);

    [Fact]
    public void Weights_of_samples_and_penalties_lead_to_the_loss() => AssertDiagram(
        """
        [Model]
        public partial class M
        {
            private readonly Tensor _scale = Parameter(2);
            public (Tensor mean, Tensor spread) Forward([Shape(2)] Tensor x) { var y = _scale * x; return (y, Softplus(y)); }
            public (Tensor, Tensor) Loss(Tensor mean, Tensor spread, [Shape(2)] Tensor target, [Shape] Tensor importance) =>
                (Sum(Square(mean - target) / spread), importance);
            public Tensor Penalty() => Sum(Square(_scale));
        }
        """,
        """
        flowchart TD
            n0(["x [2]"])
            n1[("scale: Parameter [2]")]
            n2("x · y")
            n3("Softplus")
            n4(["mean [2]"])
            n5(["spread [2]"])
            n6(["target [2]"])
            n7(["importance"])
            n8("x − y")
            n9("Square")
            n10("x / y")
            n11("Sum")
            n12("Square")
            n13("Sum")
            n14(["loss"])
            n1 --> n2 --> n3 --> n5 --> n10 --> n11 --> n14
            n0 --> n2 --> n4 --> n8 --> n9 --> n10
            n6 --> n8
            n1 --> n12 --> n13 -->|"penalty"| n14
            n7 -->|"weight"| n14
        """);

    [Theory]
    [InlineData(3, 300)]
    public void The_diagram_grows_with_the_definition_and_not_with_what_it_repeats(int few, int many)
    {
        static int Lines(int count) => GeneratedInformation.Lines(
            $$"""
            public static class Blocks
            {
                [Layer] public static Layer Two(int width) { Layer a = Dense(width), b = Dense(width); return x => LayerNorm()(x + b(Gelu(a(x)))); }
                [Layer] public static Layer Stage(int width) { Layer[] inner = Repeat({{count}}, _ => Two(width)); return x => { foreach (var i in inner) x = i(x); return x; }; }
            }

            [Model]
            public partial class M
            {
                private readonly Layer[] _stages = Repeat(3, _ => Blocks.Stage(4));
                public Tensor Forward([Shape(4)] Tensor x) { foreach (var stage in _stages) x = stage(x); return x; }
            }
            """, "Diagram").Length;
        Assert.Equal(Lines(few), Lines(many));
    }

    private static void AssertDiagram(string definition, string expected) =>
        GeneratedInformation.AssertEqual(expected, definition, "Diagram");
}
