namespace BackpropGen.Symbolics.Tests.Derivatives;

/// <summary>A method with a derivative of its own is called as it stands and differentiated by its rule, wherever it is used.</summary>
public sealed class CustomRuleTests
{
    private const string Source = """
        public static int Calls;

        // Code that cannot be read: it counts its calls, and asks a library.
        public static double Sine(double x) => External.Sine(x);
        [Derivative(of: nameof(Sine))] private static double SineSlope(double x) => Cosine(x);
        public static double Cosine(double x) => External.Cosine(x);
        [Derivative(of: nameof(Cosine), Mode = DerivativeMode.Forward)] private static double CosineTangent(double x, double tangent) => -Sine(x) * tangent;

        [Differentiable(Derivatives.All, Order = 3)]
        public static double Wave(double x) => Sine(2 * x) * x;

        [Derivative(of: nameof(Logistic))]
        private static double LogisticSlope(double x) { double y = Logistic(x); return y * (1 - y); }
        public static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
        [Differentiable(Order = 2)] public static double Gate(double x) => Logistic(3 * x);

        public static double Norm(double a, double b) => External.Hypotenuse(a, b);
        [Derivative(of: nameof(Norm), Mode = DerivativeMode.Reverse)]
        private static (double ByA, double ByB) NormCotangents(double a, double b, double cotangent)
        {
            double size = Norm(a, b);
            if (size == 0)
            {
                return (0, 0);
            }

            return (cotangent * a / size, cotangent * b / size);
        }

        [Differentiable(Derivatives.All)] public static double Distance(double x, double y) => Norm(x - 3, 2 * y) + x;

        public static double Volume(double a, double b, double c, double d) => External.Product(a, b, c, d);
        [Derivative(of: nameof(Volume))]
        private static (double, double, double, double) VolumeSlopes(double a, double b, double c, double d) => (b * c * d, a * c * d, a * b * d, a * b * c);
        [Differentiable(Derivatives.All)] public static double Box(double a, double b) => Volume(a, b, a + b, 2);

        [Differentiable, Derivative(of: nameof(Growth))] public static double Growth(double x) => Math.Exp(x);

        [Differentiable] public static double Root(double x) => Babylonian(x) * x;
        public static double Babylonian(double x) { double y = x; while (Math.Abs((y * y) - x) > 1e-13 * x) { y = 0.5 * (y + (x / y)); } return y; }
        [Derivative(of: nameof(Babylonian))] private static double BabylonianSlope(double x) => 0.5 / Babylonian(x);

        [Differentiable] public static float Narrow(float x) => (float)(2 * Logistic(x));
        [Differentiable(Derivatives.All)] public static double Wide(double x) => 2 * Half(x);
        public static float Half(float x) => External.Half(x);
        public static double Half(double x) => External.Half((float)x);
        [Derivative(of: nameof(Half))] private static float HalfSlope(float x) => 0.5f;
        [Derivative(of: nameof(Half))] private static double HalfSlope(double x) => 0.5;
        [Differentiable(Derivatives.All)] public static double Converted(double x) => Quarter((float)x) * x;
        public static float Quarter(float x) => External.Half(External.Half(x));
        [Derivative(of: nameof(Quarter))] private static float QuarterSlope(float x) => 0.25f;
        [Differentiable] public static double Branch(double x) => x > 0 ? Guarded(x) : -x;
        public static double Guarded(double x) => x > 0 ? External.Sine(x) : throw new ArgumentOutOfRangeException(nameof(x));
        [Derivative(of: nameof(Guarded))] private static double GuardedSlope(double x) => Cosine(x);
        [Differentiable] public static double OfConstant(double x) => Sine(0.5) * x;
        [Differentiable] public static double ByDelegate(double x) { Func<double, double> wave = Sine; return wave(x) + wave(2 * x); }

        private static class External
        {
            public static double Sine(double x) => Unread(Math.Sin(x));
            public static double Cosine(double x) => Unread(Math.Cos(x));
            public static double Hypotenuse(double a, double b) => Unread(double.Hypot(a, b));
            public static double Product(double a, double b, double c, double d) => Unread(a * b * c * d);
            public static float Half(float x) => (float)Unread(x / 2);

            private static double Unread(double x)
            {
                try
                {
                    return x;
                }
                finally
                {
                    Calls++;
                }
            }
        }
        """;

    private static readonly GeneratedMethods Methods = new(Source);

    private static readonly double[] Points = [-2.3, -0.7, -0.011, 0.4, 1.9, 5.2];

    [Fact]
    public void The_method_is_called_as_it_stands()
    {
        string file = Methods.Files.Single(static file => file.Contains("WaveDerivative", StringComparison.Ordinal));
        Assert.Contains("global::Methods.Sine(", file, StringComparison.Ordinal);
        Methods.Type.GetField("Calls")!.SetValue(null, 0);
        Methods.As<Func<double, double>>("WaveDerivative")(1);
        Assert.Equal(2, Methods.Type.GetField("Calls")!.GetValue(null));
    }

    [Fact]
    public void The_comment_of_a_derivative_shows_the_rules_formula() =>
        Assert.Equal("/// <summary>The derivative of Gate: <c>3 · t · (1 − t), t = Logistic(3 · x)</c>.</summary>",
            Methods.Files.Single(static file => file.Contains("GateDerivative", StringComparison.Ordinal)).Split('\n').First(static line => line.Contains("<summary>", StringComparison.Ordinal)).Trim());

    [Theory]
    [InlineData("Wave")]
    [InlineData("Gate")]
    [InlineData("Growth")]
    [InlineData("Converted")]
    [InlineData("Wide")]
    [InlineData("OfConstant")]
    [InlineData("ByDelegate")]
    public void The_derivative_is_that_of_the_method(string name)
    {
        var value = Methods.As<Func<double, double>>(name);
        var derivative = Methods.As<Func<double, double>>(name + "Derivative");
        foreach (double x in Points)
        {
            Differences.AssertClose(Difference(name, value, x), derivative(x), 1e-9, $"{name}'({x})");
        }
    }

    [Fact]
    public void Higher_orders_differentiate_the_rule()
    {
        foreach (double x in Points)
        {
            Differences.AssertClose((-4 * x * Math.Sin(2 * x)) + (4 * Math.Cos(2 * x)), Methods.As<Func<double, double>>("WaveSecondDerivative")(x), 1e-13, "second");
            Differences.AssertClose((-12 * Math.Sin(2 * x)) - (8 * x * Math.Cos(2 * x)), Methods.As<Func<double, double>>("WaveThirdDerivative")(x), 1e-13, "third");
        }
    }

    [Fact]
    public void A_loop_that_ends_by_a_real_condition_is_differentiated_by_its_rule()
    {
        var derivative = Methods.As<Func<double, double>>("RootDerivative");
        foreach (double x in new[] { 0.3, 2.0, 17 })
        {
            Differences.AssertClose(1.5 * Math.Sqrt(x), derivative(x), 1e-12, "1.5 √x");
        }
    }

    [Fact]
    public void A_rule_of_several_arguments_gives_gradients_and_Hessians()
    {
        var gradient = Methods.As<Func<double, double, (double, double, double)>>("DistanceGradient");
        var (x, y) = (1.2, 0.7);
        double size = double.Hypot(x - 3, 2 * y);
        var (value, byX, byY) = gradient(x, y);
        Differences.AssertClose(size + x, value, 1e-15, "value");
        Differences.AssertClose(((x - 3) / size) + 1, byX, 1e-15, "x");
        Differences.AssertClose(4 * y / size, byY, 1e-15, "y");
        Assert.Equal((3, 1, 0), gradient(3, 0));
        double[] first = new double[2], second = new double[4];
        Methods.As<HessianOfTwo>("DistanceHessian")(x, y, first, second);
        Differences.AssertClose(4 * y * y / (size * size * size), second[0], 1e-13, "xx");
        Differences.AssertClose(-4 * (x - 3) * y / (size * size * size), second[1], 1e-13, "xy");
        Assert.Equal(second[1], second[2]);
    }

    [Fact]
    public void Over_a_batch_the_method_is_called_for_each_point()
    {
        double[] x = [.. Enumerable.Range(1, 11).Select(static i => i * 0.31)], y = [.. x.Select(static x => 2 - x)], values = new double[11], byX = new double[11], byY = new double[11];
        Methods.As<BatchOfTwo>("Distance")(x, y, values);
        for (int i = 0; i < 11; i++)
        {
            Differences.AssertClose(double.Hypot(x[i] - 3, 2 * y[i]) + x[i], values[i], 1e-15, "value");
        }

        Methods.As<GradientBatchOfTwo>("BoxGradient")(x, y, values, byX, byY);
        for (int i = 0; i < 11; i++)
        {
            Differences.AssertClose(2 * x[i] * y[i] * (x[i] + y[i]), values[i], 1e-14, "box");
            Differences.AssertClose((4 * x[i] * y[i]) + (2 * y[i] * y[i]), byX[i], 1e-14, "box by a");
        }

        Methods.As<BatchOfOne>("ConvertedDerivative")(x, values);
        Assert.All(x.Zip(values), static pair => Differences.AssertClose(0.5 * pair.First, pair.Second, 1e-6, "0.5 x"));
    }

    [Fact]
    public void Single_precision_converts_the_value() => Assert.Equal(0.5f, Methods.As<Func<float, float>>("NarrowDerivative")(0));

    [Fact]
    public void The_branch_not_taken_is_not_called()
    {
        var derivative = Methods.As<Func<double, double>>("BranchDerivative");
        Assert.Equal(-1, derivative(-2));
        Assert.Equal(Math.Cos(2), derivative(2));
    }

    private static double Difference(string name, Func<double, double> value, double x)
    {
        // Single precision inside allows no differences: a half and a quarter of the argument.
        return name switch
        {
            "Wide" => 1,
            "Converted" => ((double)(float)x / 4) + (x / 4),
            _ => Differences.Partial(at => value(at[0]), [x], 0, 1e-2)!.Value,
        };
    }

    private delegate double HessianOfTwo(double x, double y, Span<double> gradient, Span<double> hessian);

    private delegate void BatchOfOne(ReadOnlySpan<double> x, Span<double> value);

    private delegate void BatchOfTwo(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> value);

    private delegate void GradientBatchOfTwo(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> value, Span<double> byX, Span<double> byY);
}
