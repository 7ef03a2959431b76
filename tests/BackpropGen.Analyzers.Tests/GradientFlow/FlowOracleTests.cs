using System.Globalization;
using BackpropGen.Generator.GradientFlow;
using Xunit;

namespace BackpropGen.Analyzers.Tests.GradientFlow;

/// <summary>
/// Known values of the mean-field theory, computed independently, to the digits they are printed with: each from a definition
/// as a user writes it, with the initializers of the library. Inputs have variance 1, biases are 0 unless said.
/// </summary>
public sealed class FlowOracleTests
{
    // σ_w² = 1 for square layers; 1 / 3 is the uniform distribution on ±1 / √n.
    private const string Glorot = "";
    private const string Third = "weightInitializer: Initializer.Uniform(-0.125, 0.125)";
    private const string He = "weightInitializer: Initializer.HeNormal";

    [Fact]
    public void Sigmoid_with_Glorot()
    {
        var flow = Chain.Of("Sigmoid(z)", Glorot);
        IsPrinted(".264687", flow.Layers[^2].PreactivationVariance);
        IsPrinted(".055721", flow.SettledGain());
        IsPrinted(".23605", flow.Layers[^2].Gain);
        IsPrinted("2.03E-06", flow.Ratio(10));
        IsPrinted("1.09E-12", flow.Ratio(20));
        Assert.Equal(6, flow.DepthUnder(1e-3));
        Assert.Equal(13, flow.DepthUnder(1e-7));
    }

    [Fact]
    public void Sigmoid_with_a_third_of_the_variance()
    {
        var flow = Chain.Of("Sigmoid(z)", Third);
        IsPrinted(".020008", flow.SettledGain());
        Assert.Equal(5, flow.DepthUnder(1e-3));
        Assert.Equal(10, flow.DepthUnder(1e-7));
    }

    [Fact]
    public void Tanh_with_Glorot()
    {
        var flow = Chain.Of("Tanh(z)", Glorot);
        string[] gains = [".4644", ".6365", ".7267"];
        Assert.All(gains.Index(), gain => IsPrinted(gain.Item, Math.Pow(flow.Layers[gain.Index].Gain, 2)));
        Assert.True(flow.SettledGain() is > .98 and < 1);
        IsPrinted(".281", flow.Ratio(10));
        IsPrinted(".195", flow.Ratio(20));
        IsPrinted(".085", flow.Ratio(100));
    }

    [Fact]
    public void Tanh_with_a_third_of_the_variance()
    {
        var flow = Chain.Of("Tanh(z)", Third);
        Assert.Equal(14, flow.DepthUnder(1e-3));
        Assert.Equal(30, flow.DepthUnder(1e-7));
    }

    [Fact]
    public void Tanh_with_He()
    {
        var flow = Chain.Of("Tanh(z)", He);
        IsPrinted(".61796", flow.Layers[^2].PreactivationVariance);
        IsPrinted("1.10553", flow.SettledGain());
    }

    [Fact]
    public void Tanh_with_a_gain_of_five_thirds()
    {
        var flow = Chain.Of("Tanh(z)", "weightInitializer: Initializer.Normal(0, 5.0 / 3 / 8)");
        IsPrinted("1.17848", flow.Layers[^2].PreactivationVariance);
        IsPrinted("1.20983", flow.SettledGain());
    }

    [Theory]
    [InlineData(He, "1", null)]
    [InlineData(Glorot, ".70711", 48)]
    [InlineData(Third, ".40825", 19)]
    public void ReLU(string initializer, string gain, int? depth)
    {
        var flow = Chain.Of("Relu(z)", initializer);
        Assert.All(flow.Layers.SkipLast(1), layer => IsPrinted(gain, layer.Gain));
        Assert.Equal(depth, flow.DepthUnder(1e-7));
    }

    // A signal so small that tanh is linear. The error function is no function of the library: see FlowEstimateTests.
    [Theory]
    [InlineData("Tanh(z)", 1)]
    [InlineData("Relu(z)", 1.4142135623730951)]
    public void The_critical_deviation_of_weights_without_biases_has_a_gain_of_one(string activation, double deviation)
    {
        var flow = Chain.Of(activation, string.Create(CultureInfo.InvariantCulture, $"weightInitializer: Initializer.Normal(0, {deviation / 8:R})"), "1e-4 * x");
        Assert.All(flow.Layers.SkipLast(1), static layer => Assert.Equal(1, layer.Gain, 1e-6));
    }

    [Theory]
    [InlineData(".05", 1.76095, 5e-6, ".57005")]
    [InlineData(".1", 1.98607, 5e-6, ".8058")]
    public void The_critical_line_of_tanh_with_biases(string biasVariance, double weightVariance, double rounding, string variance)
    {
        FlowEstimate At(double gain) => Chain.Of("Tanh(z)", string.Create(
            CultureInfo.InvariantCulture,
            $"weightInitializer: Initializer.Normal(0, Math.Sqrt({gain:R} / 64)), biasInitializer: Initializer.Normal(0, Math.Sqrt({biasVariance}))"));

        // The gain crosses 1 within the last digit.
        Assert.True(At(weightVariance - rounding).SettledGain() < 1);
        Assert.True(At(weightVariance + rounding).SettledGain() > 1);
        IsPrinted(variance, At(weightVariance).Layers[^2].PreactivationVariance + double.Parse(biasVariance, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void SELU_at_its_fixed_point()
    {
        var flow = Chain.Of("Selu(z)", "weightInitializer: Initializer.LecunNormal");
        IsPrinted("1.07157", flow.SettledGain());
        Assert.Equal(1, flow.Layers[^2].PreactivationVariance, 1e-9);
    }

    [Theory]
    [InlineData("Tanh(z)", ".394294", ".464403")]
    [InlineData("Sigmoid(z)", ".293379", ".044836")]
    [InlineData("Gelu(z)", ".425221", ".455851")]
    [InlineData("Swish(z)", ".355776", ".379482")]
    [InlineData("Elu(z)", ".644945", ".668102")]
    public void The_moments_of_an_activation_of_a_standard_normal_value(string activation, string square, string slope)
    {
        var flow = Chain.Of(activation, layers: 2);
        IsPrinted(square, flow.Layers[1].PreactivationVariance);
        IsPrinted(slope, Math.Pow(flow.Layers[0].Gain, 2));
    }

    [Fact]
    public void The_worst_case_of_a_quarter_per_sigmoid()
    {
        var flow = Chain.Of("Sigmoid(z)", He);
        double Bound(int factors) => flow.SlopeBound(flow.Layers[^(factors + 1)].Node);
        Assert.Equal(13, 1 + Enumerable.Range(0, 100).First(factors => Bound(factors) < 1e-7));
        Assert.Equal(Math.Pow(.25, 12), Bound(12), 1e-20);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 23)]
    [InlineData(2, 55)]
    [InlineData(5, 1029)]
    public void The_steps_after_which_a_forget_gate_leaves_less_than_a_thousandth(int bias, int steps)
    {
        Assert.True(Forgotten(bias, steps) < 1e-3);
        Assert.True(Forgotten(bias, steps - 1) >= 1e-3);
    }

    [Theory]
    [InlineData("0.1 * (0.1 * (0.1 * (0.1 * x)))", "1E-04")]
    [InlineData("0.25 * (500 * x)", "125")]
    [InlineData("300 * (200 * (125 * (1001 * x)))", "7507500000")]
    public void The_products_of_slopes_in_the_lecture_notes(string chain, string product)
    {
        var flow = Chain.Read($$"""
            private readonly Layer _first = Dense(64), _last = Dense(64);

            public Tensor Forward([Shape(64)] Tensor input)
            {
                var x = _first(input);
                return _last({{chain}});
            }
            """);
        IsPrinted(product, flow.Layers[0].GradientRatio);
    }

    /// <summary>What a gate that depends on nothing but its bias leaves of a cell's gradient.</summary>
    private static double Forgotten(int bias, int steps) => Chain.Read($$"""
        private readonly Layer _input = Dense(64), _output = Dense(64);
        private readonly Parameter _forget = Parameter(64, Initializer.Constant({{bias}}));

        public Tensor Forward([Shape(64)] Tensor x)
        {
            var cell = _input(x);
            for (int step = 0; step < {{steps}}; step++)
            {
                cell = Sigmoid(_forget) * cell;
            }

            return _output(cell);
        }
        """).Layers[0].GradientRatio;

    /// <summary>A value has the printed digits when it is rounded to as many.</summary>
    private static void IsPrinted(string printed, double actual)
    {
        int point = printed.IndexOf('.', StringComparison.Ordinal);
        string text = printed.Contains('E', StringComparison.Ordinal)
            ? actual.ToString(point < 0 ? "0E+00" : "0.00E+00", CultureInfo.InvariantCulture)
            : actual.ToString("#." + new string('0', point < 0 ? 0 : printed.Length - point - 1), CultureInfo.InvariantCulture);
        Assert.Equal(printed, text);
    }
}
