namespace BackpropGen.Generator.Tests;

/// <summary>Definitions that several tests read.</summary>
internal static class Samples
{
    public const string DigitClassifier = """
        public static class Blocks
        {
            [Layer]
            public static Layer Residual(int width, int reduction = 4)
            {
                Layer down = Dense(width / reduction), up = Dense(width);
                return x => x + up(Tanh(down(x)));
            }
        }

        [Model]
        [ClipGradients(MaxNorm = 1)]
        public sealed partial class DigitClassifier
        {
            private readonly Layer _stem = Dense(64), _head = Dense(10);
            private readonly Layer[] _blocks = Repeat(8, _ => Blocks.Residual(64));

            public Tensor Forward([Shape(8, 8)] Tensor image)
            {
                var x = Tanh(_stem(Flatten(image)));
                foreach (var block in _blocks) x = block(x);
                return _head(Map(Mish, x));
            }

            public Tensor Loss(Tensor logits, [Classes(10)] ClassLabel digit) => SoftmaxCrossEntropy(logits, digit);

            [Differentiable]
            public static float Mish(float x) => x * MathF.Tanh(MathF.Log(1 + MathF.Exp(x)));
        }
        """;

    public const string NormalizedRegressor = """
        namespace Physics.@event
        {
            [Model(Precision = Precision.Double)]
            [WeightDecay(0.01, IncludeBiases = true)]
            public partial class Regressor
            {
                private readonly (Layer Norm, Layer Dense) _first = (BatchNorm(), Dense(3));
                private readonly Layer _second = Sequence(Dense(4), LayerNorm(), Dense(2));
                private readonly Parameter _scale = Parameter(2, Initializer.Ones);

                public (Tensor mean, Tensor variance) Forward([Shape(5)] Tensor features)
                {
                    var (norm, dense) = _first;
                    var y = _scale * _second(Relu(dense(norm(features))));
                    return (y, Softplus(y) + 1e-3);
                }

                public (Tensor, Tensor) Loss(Tensor mean, Tensor variance, [Shape(2)] Tensor target, [Shape] Tensor importance) =>
                    (Sum(Square(mean - target) / variance + Log(variance)), importance);

                public Tensor Penalty() => 0.1 * Sum(Square(_scale));
            }
        }
        """;

    /// <summary>Functions with derivatives of their own, one calling another and one itself.</summary>
    public const string RuledRegressor = """
        [Model]
        public sealed partial class RuledRegressor
        {
            private readonly Layer _hidden = Dense(4), _gate = Dense(4), _output = Dense(1);

            public Tensor Forward([Shape(3)] Tensor x) => _output(Map(Gated, _hidden(x), _gate(x)));

            public Tensor Loss(Tensor y, [Shape(1)] Tensor target) => MeanSquaredError(y, target);

            [Differentiable]
            public static float Gated(float x, float gate) => x * Logistic(gate - Cubic(x));

            public static float Logistic(float x) => MathF.BitIncrement(1 / (1 + MathF.Exp(-x)));

            [Derivative(of: nameof(Logistic))]
            private static float LogisticSlope(float x) => Logistic(x) * (1 - Logistic(x));

            public static float Cubic(float x) => x * x * x;

            [Derivative(of: nameof(Cubic), Mode = DerivativeMode.Reverse)]
            private static float CubicCotangent(float x, float cotangent) => 3 * x * x * cotangent;
        }
        """;

    /// <summary>These, and the definition of the Digits sample as it stands in its file.</summary>
    public static readonly IReadOnlyList<string> All = [DigitClassifier, NormalizedRegressor, RuledRegressor, ReadDigits()];

    private static string ReadDigits([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "samples", "Digits", "DigitClassifier.cs"));
}
