using Xunit;

namespace BackpropGen.Analyzers.Tests.Testing;

/// <summary>The measure itself, against closed forms.</summary>
public sealed class MeasuredGradientsTests
{
    // The loss is the product with a random vector: the gradient of a squared error would be made of the same weights again.
    [Fact]
    public void Linear_layers_with_variance_preserving_weights_keep_the_gradient()
    {
        var measured = MeasuredGradients.Of(Linear("Initializer.LecunNormal"), seeds: 16);
        Assert.InRange(measured.Ratio("layers.0.bias", to: "layers.4.bias"), 0.85, 1.15);
        Assert.Equal(measured.FirstToLast("bias"), measured.Ratio("layers.0.bias", to: "layers.4.bias"));
    }

    [Fact]
    public void A_quarter_of_the_variance_halves_the_gradient_at_each_layer()
    {
        var measured = MeasuredGradients.Of(Linear("Initializer.Normal(0, 0.125)"), seeds: 16);
        Assert.InRange(measured.Ratio("layers.0.bias", to: "layers.4.bias"), 0.85 / 16, 1.15 / 16);
    }

    [Fact]
    public void A_sigmoid_stack_measures_what_mean_field_theory_says()
    {
        var measured = MeasuredGradients.Of(Sigmoids(10, 256), seeds: 4, samples: 8);

        // R(10) = 2.03e-6: nine times the gain 0.23605 of a fixed point at weight variance 1 / fan-in.
        Assert.InRange(measured.Ratio("layers.0.bias", to: "layers.9.bias"), 2.03e-6 / 2, 2.03e-6 * 2);
    }

    [Fact]
    public void The_same_source_measures_the_same()
    {
        string source = Linear("Initializer.HeUniform");
        Assert.Equal(MeasuredGradients.Of(source, 2, 2).Norm("layers.0.weight"), MeasuredGradients.Of(source, 2, 2).Norm("layers.0.weight"));
    }

    private static string Linear(string initializer) => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model(Precision = Precision.Double)]
        public sealed partial class Linear
        {
            private readonly Layer[] _layers = Repeat(5, _ => Dense(16, weightInitializer: {{initializer}}));

            public Tensor Forward([Shape(16)] Tensor x)
            {
                foreach (var layer in _layers) x = layer(x);
                return x;
            }

            public Tensor Loss(Tensor y, [Shape(16)] Tensor target) => Sum(y * target);
        }
        """;

    private static string Sigmoids(int depth, int width) => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model(Precision = Precision.Double)]
        public sealed partial class Sigmoids
        {
            private readonly Layer[] _layers = Repeat({{depth}}, _ => Dense({{width}}));

            public Tensor Forward([Shape({{width}})] Tensor x)
            {
                foreach (var layer in _layers) x = Sigmoid(layer(x));
                return x;
            }

            public Tensor Loss(Tensor y, [Shape({{width}})] Tensor target) => MeanSquaredError(y, target);
        }
        """;
}
