using BackpropGen.Generator.GradientFlow;
using Xunit;

namespace BackpropGen.Analyzers.Tests.GradientFlow;

/// <summary>The mean-field estimate against values computed independently in high precision.</summary>
public sealed class DenseStackFlowTests
{
    private static readonly ActivationFlow Sigmoid = new(
        x => 1 / (1 + Math.Exp(-x)), x => 1 / ((1 + Math.Exp(-x)) * (1 + Math.Exp(x))), []);

    private static readonly ActivationFlow Tanh = new(Math.Tanh, x => 1 - (Math.Tanh(x) * Math.Tanh(x)), []);
    private static readonly ActivationFlow Relu = new(x => Math.Max(x, 0), x => x > 0 ? 1 : 0, [0]);
    private static readonly ActivationFlow HardTanh = new(x => Math.Clamp(x, -1, 1), x => Math.Abs(x) < 1 ? 1 : 0, [-1, 1]);
    private static readonly ActivationFlow Elu = new(x => x > 0 ? x : Math.Exp(x) - 1, x => x > 0 ? 1 : Math.Exp(x), [0]);

    private static readonly ActivationFlow Swish = new(
        x => x / (1 + Math.Exp(-x)),
        x => (1 / (1 + Math.Exp(-x))) + (x / ((1 + Math.Exp(-x)) * (1 + Math.Exp(x)))),
        []);

    private const double SeluScale = 1.0507009873554805;
    private const double SeluAlpha = 1.6732632423543772;

    private static readonly ActivationFlow Selu = new(
        x => SeluScale * (x > 0 ? x : SeluAlpha * (Math.Exp(x) - 1)),
        x => SeluScale * (x > 0 ? 1 : SeluAlpha * Math.Exp(x)),
        [0]);

    [Fact]
    public void The_moments_of_the_activations_equal_their_closed_forms_and_references()
    {
        Near(.394294, Tanh.MeanSquare(1));
        Near(.464403, Tanh.MeanSquareSlope(1));
        Near(.293379, Sigmoid.MeanSquare(1));
        Near(.044836, Sigmoid.MeanSquareSlope(1));
        Near(.355776, Swish.MeanSquare(1));
        Near(.379482, Swish.MeanSquareSlope(1));
        Near(.644945, Elu.MeanSquare(1));
        Near(.668102, Elu.MeanSquareSlope(1));
        Assert.Equal(.5, Relu.MeanSquare(1), 1e-12);
        Assert.Equal(.5, Relu.MeanSquareSlope(1), 1e-12);
        Assert.Equal(1, Selu.MeanSquare(1), 1e-12);
        Near(1.07157, Selu.MeanSquareSlope(1));
        Assert.Equal(.683, HardTanh.MeanSquareSlope(1), 5e-4);
    }

    [Fact]
    public void A_kink_and_a_large_variance_cost_no_accuracy()
    {
        // E[1{|√q z| < 1}] = erf(1 / √(2 q)), about √(2 / (π q)) for a large q.
        Assert.Equal(Math.Sqrt(2 / (Math.PI * 1e8)), HardTanh.MeanSquareSlope(1e8), 1e-12);

        // E[tanh′(√q z)²] is about 4 / 3 · 1 / √(2 π q) for a large q.
        Assert.Equal(4.0 / 3 / Math.Sqrt(2 * Math.PI * 1e8), Tanh.MeanSquareSlope(1e8), 1e-11);
    }

    [Fact]
    public void Ten_and_twenty_sigmoid_layers_with_Glorot_lose_the_gradient()
    {
        Close(2.03e-6, Ratio(Sigmoid, 1, 10));
        Close(1.09e-12, Ratio(Sigmoid, 1, 20));
        Assert.Equal(6, DepthBelow(Sigmoid, 1, 1e-3));
        Assert.Equal(13, DepthBelow(Sigmoid, 1, 1e-7));
        Assert.Equal(5, DepthBelow(Sigmoid, 1.0 / 3, 1e-3));
        Assert.Equal(10, DepthBelow(Sigmoid, 1.0 / 3, 1e-7));
    }

    [Fact]
    public void Tanh_layers_with_Glorot_keep_a_fifth_of_the_gradient_over_twenty()
    {
        Assert.Equal(.281, Ratio(Tanh, 1, 10), 1e-3);
        Assert.Equal(.195, Ratio(Tanh, 1, 20), 1e-3);
        Assert.Equal(.085, Ratio(Tanh, 1, 100), 1e-3);
        Assert.Equal(14, DepthBelow(Tanh, 1.0 / 3, 1e-3));
        Assert.Equal(30, DepthBelow(Tanh, 1.0 / 3, 1e-7));
    }

    [Fact]
    public void The_fixed_points_and_their_gains_are_the_known_ones()
    {
        NearFixedPoint(.264687, .055721, Sigmoid, 1);
        NearFixedPoint(.61797, 1.10553, Tanh, 2);
        NearFixedPoint(1.17848, 1.20983, Tanh, 25.0 / 9);
        Near(.020008, FixedPoint(Sigmoid, 1.0 / 3).Gain);
    }

    [Fact]
    public void The_critical_line_of_tanh_has_a_gain_of_one()
    {
        Assert.Equal(1, FixedPoint(Tanh, 1.76095, .05).Gain, 1e-4);
        Near(.57005, FixedPoint(Tanh, 1.76095, .05).Variance);
        Assert.Equal(1, FixedPoint(Tanh, 1.98607, .1).Gain, 1e-4);
        Assert.Equal(.8058, FixedPoint(Tanh, 1.98607, .1).Variance, 1e-4);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 0.70710678118654752)]
    [InlineData(1.0 / 3, 0.40824829046386302)]
    public void A_ReLU_layer_scales_the_gradient_by_the_root_of_half_its_weight_gain(double weightGain, double perLayer) =>
        Assert.Equal(1, Ratio(Relu, weightGain, 11) / Math.Pow(perLayer, 10), 1e-9);

    [Fact]
    public void A_thousand_layers_give_a_number_and_not_an_underflow_of_a_partial_product()
    {
        Assert.Equal(1, Ratio(Relu, 2, 1001), 1e-9);
        Assert.Equal(0, Ratio(Sigmoid, 1, 1001));
    }

    private static double Ratio(ActivationFlow activation, double weightGain, int layers) =>
        DenseStackFlow.GradientRatio(Stack(activation, weightGain, 0, layers));

    private static int DepthBelow(ActivationFlow activation, double weightGain, double limit)
    {
        int layers = 1;
        while (Ratio(activation, weightGain, layers) >= limit)
        {
            layers++;
        }

        return layers;
    }

    private static (double Variance, double Gain) FixedPoint(ActivationFlow activation, double weightGain, double biasVariance = 0)
    {
        double variance = DenseStackFlow.PreactivationVariances(Stack(activation, weightGain, biasVariance, 400))[^1];
        return (variance, weightGain * activation.MeanSquareSlope(variance));
    }

    private static DenseStage[] Stack(ActivationFlow activation, double weightGain, double biasVariance, int layers) =>
        [.. Enumerable.Repeat(new DenseStage(weightGain, biasVariance, activation), layers)];

    private static void NearFixedPoint(double variance, double gain, ActivationFlow activation, double weightGain)
    {
        var found = FixedPoint(activation, weightGain);
        Near(variance, found.Variance);
        Near(gain, found.Gain);
    }

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, 6e-6);

    private static void Close(double expected, double actual) => Assert.Equal(1, actual / expected, 5e-3);
}
