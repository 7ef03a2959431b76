using BackpropGen.Generator.GradientFlow;
using BackpropGen.Generator.GradientFlow.Expectations;
using BackpropGen.Generator.Symbolics;
using BackpropGen.Generator.Vocabulary;
using Xunit;

namespace BackpropGen.Analyzers.Tests.GradientFlow;

/// <summary>The mean-field estimate against values computed independently in high precision.</summary>
public sealed class FlowEstimateTests
{
    private static readonly ScalarFunction HardTanh = ScalarFunction.Create(1, static (pool, x) =>
        pool.Call(FunctionTable.Clamp, x[0], pool.Number(-1), pool.Number(1)));

    private static readonly ScalarFunction Erf = ScalarFunction.Of(FunctionTable.Erf);

    [Fact]
    public void The_moments_of_the_activations_equal_their_closed_forms_and_references()
    {
        NearMoments(.394294, .464403, Scalars.Tanh);
        NearMoments(.293379, .044836, Scalars.Sigmoid);
        NearMoments(.425221, .455851, Scalars.Gelu);
        NearMoments(.355776, .379482, Scalars.Swish);
        NearMoments(.644945, .668102, Scalars.Elu(1));
        Assert.Equal(.5, MeanSquare(Scalars.Relu, 1), 1e-12);
        Assert.Equal(.5, MeanSquareSlope(Scalars.Relu, 1), 1e-12);
        Assert.Equal(1, MeanSquare(Scalars.Selu, 1), 1e-12);
        Near(1.07157, MeanSquareSlope(Scalars.Selu, 1));
        Assert.Equal(.683, MeanSquareSlope(HardTanh, 1), 5e-4);
    }

    [Fact]
    public void A_kink_and_a_large_variance_cost_no_accuracy()
    {
        // E[1{|√q z| < 1}] = erf(1 / √(2 q)), about √(2 / (π q)) for a large q.
        Assert.Equal(Math.Sqrt(2 / (Math.PI * 1e8)), MeanSquareSlope(HardTanh, 1e8), 1e-12);

        // E[tanh′(√q z)²] is about 4 / 3 · 1 / √(2 π q) for a large q.
        Assert.Equal(4.0 / 3 / Math.Sqrt(2 * Math.PI * 1e8), MeanSquareSlope(Scalars.Tanh, 1e8), 1e-11);
    }

    [Fact]
    public void Ten_and_twenty_sigmoid_layers_with_Glorot_lose_the_gradient()
    {
        Close(2.03e-6, Ratio(Scalars.Sigmoid, 1, 10));
        Close(1.09e-12, Ratio(Scalars.Sigmoid, 1, 20));
        Assert.Equal(6, DepthBelow(Scalars.Sigmoid, 1, 1e-3));
        Assert.Equal(13, DepthBelow(Scalars.Sigmoid, 1, 1e-7));
        Assert.Equal(5, DepthBelow(Scalars.Sigmoid, 1.0 / 3, 1e-3));
        Assert.Equal(10, DepthBelow(Scalars.Sigmoid, 1.0 / 3, 1e-7));
    }

    [Fact]
    public void Tanh_layers_with_Glorot_keep_a_fifth_of_the_gradient_over_twenty()
    {
        Assert.Equal(.281, Ratio(Scalars.Tanh, 1, 10), 1e-3);
        Assert.Equal(.195, Ratio(Scalars.Tanh, 1, 20), 1e-3);
        Assert.Equal(.085, Ratio(Scalars.Tanh, 1, 100), 1e-3);
        Assert.Equal(14, DepthBelow(Scalars.Tanh, 1.0 / 3, 1e-3));
        Assert.Equal(30, DepthBelow(Scalars.Tanh, 1.0 / 3, 1e-7));
    }

    [Fact]
    public void The_gains_of_the_first_tanh_layers_rise_to_one()
    {
        var flow = DenseStack.Of(Scalars.Tanh, 1, 4);
        Assert.Equal([.4644, .6365, .7267], flow.Layers.Take(3).Select(static layer => Math.Round(layer.Gain * layer.Gain, 4)));
    }

    [Fact]
    public void The_fixed_points_and_their_gains_are_the_known_ones()
    {
        NearFixedPoint(.264687, .055721, Scalars.Sigmoid, 1);
        NearFixedPoint(.61797, 1.10553, Scalars.Tanh, 2);
        NearFixedPoint(1.17848, 1.20983, Scalars.Tanh, 25.0 / 9);
        Near(.020008, FixedPoint(Scalars.Sigmoid, 1.0 / 3).Gain);
        Near(1.07157, FixedPoint(Scalars.Selu, 1).Gain);
    }

    [Fact]
    public void The_critical_initializations_have_a_gain_of_one()
    {
        Assert.Equal(1, FixedPoint(Scalars.Tanh, 1.76095, .05).Gain, 1e-4);
        Near(.57005, FixedPoint(Scalars.Tanh, 1.76095, .05).Variance);
        Assert.Equal(1, FixedPoint(Scalars.Tanh, 1.98607, .1).Gain, 1e-4);
        Assert.Equal(.8058, FixedPoint(Scalars.Tanh, 1.98607, .1).Variance, 1e-4);

        // erf at σ_w = √π / 2 from a signal so small that it stays linear.
        Assert.Equal(1, Math.PI / 4 * MeanSquareSlope(Erf, 1e-9), 1e-6);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 0.70710678118654752)]
    [InlineData(1.0 / 3, 0.40824829046386302)]
    public void A_ReLU_layer_scales_the_gradient_by_the_root_of_half_its_weight_gain(double weightGain, double perLayer) =>
        Assert.Equal(1, Ratio(Scalars.Relu, weightGain, 11) / Math.Pow(perLayer, 10), 1e-9);

    [Fact]
    public void A_thousand_layers_give_a_number()
    {
        Assert.Equal(1, Ratio(Scalars.Relu, 2, 1001), 1e-9);
        Assert.True(Ratio(Scalars.Sigmoid, 1, 1001) is >= 0 and < 1e-150);
    }

    [Fact]
    public void Batch_normalization_with_ReLU_amplifies_by_the_root_of_pi_over_pi_minus_one()
    {
        var stack = new DenseStack().Dense();
        for (int i = 0; i < 20; i++)
        {
            stack.Normalized(overBatch: true).Map(Scalars.Relu).Dense();
        }

        var layers = stack.Estimate().Layers;
        Assert.All(layers.Skip(1).Take(18), static layer => Assert.Equal(Math.Sqrt(Math.PI / (Math.PI - 1)), layer.Gain, 2e-4));
        Assert.Equal(1.2112, layers[5].Gain, 5e-5);
    }

    [Fact]
    public void Layer_normalization_divides_by_the_deviation_of_the_signal()
    {
        var stack = new DenseStack(4096).Dense(9, 0, 4096).Normalized().Map(Scalars.Tanh).Dense(1, 0, 4096);
        var layers = stack.Estimate().Layers;
        Assert.Equal(Math.Sqrt(.464403) / 3, layers[0].Gain, 1e-3);
    }

    [Fact]
    public void A_residual_sum_multiplies_the_squared_norm_by_one_plus_that_of_its_branch()
    {
        var plain = new DenseStack().Dense().Map(Scalars.Relu).Dense(2);
        double branch = plain.Estimate().Layers[0].Gain;
        var stack = new DenseStack().Dense();
        for (int i = 0; i < 5; i++)
        {
            stack.Residual(x => x.Dense(2).Map(Scalars.Relu).Dense(2));
        }

        var layers = stack.Dense().Estimate().Layers;
        double chi = 2 * branch * branch;
        Assert.Equal(Math.Pow(1 + chi, 2.5), layers[0].GradientRatio, 1e-6 * layers[0].GradientRatio);
    }

    [Fact]
    public void A_stack_of_scaled_residual_branches_gains_about_the_exponential_of_half_its_branch()
    {
        const int depth = 400;
        var stack = new DenseStack().Dense();
        for (int i = 0; i < depth; i++)
        {
            stack.Residual(x => x.Map(Scalars.Relu).Dense(2), 1 / Math.Sqrt(depth));
        }

        Assert.Equal(Math.Exp(0.5), stack.Dense().Estimate().Layers[0].GradientRatio, 1e-2);
    }

    [Fact]
    public void The_path_of_the_gradient_leads_through_the_skip_where_the_branch_carries_less()
    {
        var stack = new DenseStack().Dense();
        for (int i = 0; i < 10; i++)
        {
            stack.Residual(x => x.Dense().Map(Scalars.Sigmoid));
        }

        var flow = stack.Dense().Estimate();
        var path = flow.PathToLoss(flow.Layers[0].Node);
        Assert.Equal([0, 11], Enumerable.Range(0, flow.Layers.Length).Where(i => path.Contains(flow.Layers[i].Node)));
        Assert.InRange(flow.Layers[0].GradientRatio, 1, 1.5);
    }

    [Fact]
    public void The_bound_of_sigmoids_is_a_quarter_each_whatever_the_weights()
    {
        var flow = DenseStack.Of(Scalars.Sigmoid, 100, 13);
        Assert.Equal(Math.Pow(.25, 12), flow.SlopeBound(flow.Layers[0].Node), 1e-20);
        Assert.True(flow.SlopeBound(flow.Layers[0].Node) < 1e-7);
    }

    private static double Ratio(ScalarFunction activation, double weightGain, int layers) =>
        DenseStack.Of(activation, weightGain, layers).Layers[0].GradientRatio;

    private static int DepthBelow(ScalarFunction activation, double weightGain, double limit)
    {
        int layers = 1;
        while (Ratio(activation, weightGain, layers) >= limit)
        {
            layers++;
        }

        return layers;
    }

    private static (double Variance, double Gain) FixedPoint(ScalarFunction activation, double weightGain, double biasVariance = 0)
    {
        var flow = DenseStack.Of(activation, weightGain, 400, biasVariance);
        var settled = flow.Layers[^2];
        return (settled.PreactivationVariance + biasVariance, settled.Gain * settled.Gain);
    }

    private static double MeanSquare(ScalarFunction function, double variance) =>
        NormalExpectation.Of(function, [Statistics.Independent(0, variance, 0, true)], [false]).MeanSquare;

    private static double MeanSquareSlope(ScalarFunction function, double variance) => MeanSquare(function.Derivative(0), variance);

    private static void NearMoments(double square, double slope, ScalarFunction function)
    {
        Near(square, MeanSquare(function, 1));
        Near(slope, MeanSquareSlope(function, 1));
    }

    private static void NearFixedPoint(double variance, double gain, ScalarFunction activation, double weightGain)
    {
        var found = FixedPoint(activation, weightGain);
        Near(variance, found.Variance);
        Near(gain, found.Gain);
    }

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, 6e-6);

    private static void Close(double expected, double actual) => Assert.Equal(1, actual / expected, 5e-3);
}
