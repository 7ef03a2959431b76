namespace BackpropGen.Generator.Tests.Emission;

/// <summary>Generated code that a person has read and approved.</summary>
public class SnapshotTests
{
    [Fact]
    public void Linear_regression() => Verify("""
        [Model]
        public sealed partial class Line
        {
            private readonly Layer _slope = Dense(1);

            public Tensor Forward([Shape(1)] Tensor x) => _slope(x);

            public Tensor Loss(Tensor y, [Shape(1)] Tensor target) => MeanSquaredError(y, target);
        }
        """);

    [Fact]
    public void A_multilayer_perceptron() => Verify("""
        [Model]
        public sealed partial class Perceptron
        {
            private readonly Layer _hidden = Dense(8), _output = Dense(1);

            public Tensor Forward([Shape(2)] Tensor x) => _output(Tanh(_hidden(x)));

            public Tensor Loss(Tensor y, [Shape(1)] Tensor target) => MeanSquaredError(y, target);
        }
        """);

    [Fact]
    public void Wide_layers_are_stored_in_panels_and_shared_by_their_outputs() => Verify("""
        [Model]
        [WeightDecay(1e-4)]
        public sealed partial class Wide
        {
            private readonly Layer _first = Dense(256), _second = Dense(128), _head = Dense(10);

            public Tensor Forward([Shape(784)] Tensor pixels) => _head(Relu(_second(Relu(_first(pixels)))));

            public Tensor Loss(Tensor logits, [Classes(10)] ClassLabel digit) => SoftmaxCrossEntropy(logits, digit);
        }
        """);

    [Fact]
    public void Weights_in_panels_can_descend_in_the_products_that_are_their_gradients() => Verify("""
        [Model]
        public sealed partial class Descending
        {
            private readonly Layer _first = Dense(32), _second = Dense(64), _head = Dense(3);

            public Tensor Forward([Shape(20)] Tensor x) => _head(Tanh(_second(Tanh(_first(x)))));

            public Tensor Loss(Tensor y, [Shape(3)] Tensor target) => MeanSquaredError(y, target);
        }
        """);

    [Fact]
    public void A_softmax_classifier() => Verify("""
        [Model]
        public sealed partial class Classifier
        {
            private readonly Layer _head = Dense(3, bias: false);

            public Tensor Forward([Shape(4)] Tensor features) => _head(features);

            public Tensor Loss(Tensor logits, [Classes(3)] ClassLabel species) => SoftmaxCrossEntropy(logits, species);
        }
        """);

    [Fact]
    public void A_stack_of_residual_layers_is_one_routine() => Verify("""
        [Model]
        public sealed partial class Residual
        {
            private readonly Layer[] _blocks = Repeat(6, _ => Dense(4));

            public Tensor Forward([Shape(4)] Tensor x)
            {
                foreach (var block in _blocks)
                {
                    x = x + Tanh(block(x));
                }

                return x;
            }

            public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
        }
        """);

    [Fact]
    public void Batch_normalization_updates_its_states() => Verify("""
        [Model]
        public sealed partial class Normalized
        {
            private readonly Layer _norm = BatchNorm();

            public Tensor Forward([Shape(3)] Tensor x) => _norm(x);

            public Tensor Loss(Tensor y, [Shape(3)] Tensor target) => MeanSquaredError(y, target);
        }
        """);

    [Fact]
    public void A_mapped_function_of_the_user() => Verify("""
        [Model]
        public sealed partial class Activated
        {
            private readonly Layer _hidden = Dense(4);

            public Tensor Forward([Shape(2)] Tensor x) => Map(Mish, _hidden(x));

            public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);

            [Differentiable]
            public static float Mish(float x) => x * MathF.Tanh(MathF.Log(1 + MathF.Exp(x)));
        }
        """);

    [Fact]
    public void A_weighted_loss_with_a_penalty() => Verify("""
        [Model(Precision = Precision.Double)]
        [ClipGradients(MaxNorm = 1)]
        [WeightDecay(0.01)]
        public sealed partial class Weighted
        {
            private readonly Layer _output = Dense(1);

            public Tensor Forward([Shape(2)] Tensor x) => _output(x);

            public (Tensor, Tensor) Loss(Tensor y, [Shape(1)] Tensor target, [Shape] Tensor weight) =>
                (weight * MeanSquaredError(y, target), weight);
        }
        """);

    [Fact]
    public void Embedding_and_attention() => Verify("""
        [Model]
        public sealed partial class Attention
        {
            private readonly Tensor _table = Parameter([5, 4]);
            private readonly Layer _keys = Dense(4, bias: false);

            public Tensor Forward([Classes(5)] ClassLabel token, [Shape(3, 4)] Tensor memory)
            {
                var query = Gather(_table, token);
                var weights = Softmax(MatMul(_keys(memory), query));
                return MatMul(weights, memory);
            }

            public Tensor Loss(Tensor y, [Shape(4)] Tensor target) => MeanSquaredError(y, target);
        }
        """);

    private static void Verify(string definition, [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        var result = GeneratorHost.Generate(GeneratorHost.Usings + definition);
        var files = result.Run.GeneratedSources.Select(static source => (source.HintName, Text: source.SourceText.ToString())).ToList();
        GeneratedWarnings.AssertNone(GeneratorHost.Usings + definition, files);
        Snapshot.Verify(files.Select(static file => (file.HintName.Replace(".g.cs", ".g"), file.Text)), method: method);
    }
}
