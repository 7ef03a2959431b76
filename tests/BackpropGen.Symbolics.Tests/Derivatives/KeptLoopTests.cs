using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Symbolics.Tests.Derivatives;

public sealed class KeptLoopTests
{
    private const string Source = """
        private static readonly double[] Weights = [0.5, -0.25, 0.125, 0.3, 0.7, -0.1, 0.2, 0.9, 0.5, -0.25, 0.125, 0.3, 0.7, -0.1, 0.2, 0.9, 1.1, 0.4, -0.3, 0.6];

        [Differentiable(Derivatives.All)] public static double Logistic(double start, double rate)
        {
            double population = start;
            for (int i = 0; i < 20_000; i++) { population += 1e-4 * rate * population * (1 - population); }
            return population;
        }

        [Differentiable(Derivatives.First | Derivatives.JacobianVectorProduct)] public static double Chain([Shape(3000)] ReadOnlySpan<double> x)
        {
            double sum = 0;
            for (int i = 1; i < x.Length; i++) { double step = x[i] - (x[i - 1] * x[i - 1]); sum += step * step * 100 + Math.Sin(x[i]); }
            return sum;
        }

        [Differentiable] public static double Polynomial(double x)
        {
            double value = 0, power = 1;
            for (int n = 0; n < 2000; n++) { value += power / (n + 1); power *= x; }
            return value;
        }

        [Differentiable(Derivatives.All)] public static double Pendulum(double angle, double velocity)
        {
            for (int day = 0; day < 40; day++)
            {
                for (int i = 0; i < 50; i++) { (angle, velocity) = (angle + 0.01 * velocity, velocity - 0.01 * Math.Sin(angle)); }
                velocity *= 0.99;
            }
            return angle * angle + velocity * velocity;
        }

        [Differentiable(Derivatives.First | Derivatives.JacobianVectorProduct | Derivatives.VectorJacobianProduct)] public static void Smooth([Shape(2000)] ReadOnlySpan<double> x, double strength, [Shape(2000)] Span<double> smooth)
        {
            double level = x[0];
            for (int i = 0; i < 2000; i++) { level += strength * Math.Tanh(x[i] - level); smooth[1999 - i] = level * level; }
        }

        [Differentiable(Derivatives.All)] public static double Weighted([Shape(20)] ReadOnlySpan<double> x)
        {
            double total = 0;
            for (int round = 0; round < 100; round++)
            {
                double sum = round;
                for (int i = 0; i < 20; i++) { sum += Weights[i] * x[i] * Math.Exp(-x[i] * 0.01 * round); }
                total += sum > 3 ? Math.Log(sum) : sum * sum;
            }
            return total;
        }

        [Differentiable] public static float Single([Shape(800)] float[] x) { float s = 1; foreach (float v in x) { s = MathF.Sqrt(s * s + v * v * MathF.Cos(s)) ; } return s; }
        """;

    private static readonly GeneratedMethods Methods = new(Source);

    [Fact]
    public void What_is_generated_is_as_long_as_the_method_whatever_the_number_of_rounds()
    {
        Assert.Equal(7, Methods.Files.Count);
        Assert.All(Methods.Files, static file => Assert.InRange(file.Split('\n').Length, 10, 550));
        Assert.Equal("Methods", Methods.Type.Name);
    }

    [Fact]
    public void A_recurrence_of_twenty_thousand_rounds_has_its_gradient_and_Hessian()
    {
        var logistic = Methods.As<Func<double, double, double>>("Logistic");
        var gradient = Methods.As<Func<double, double, (double, double, double)>>("LogisticGradient");
        double[] x = [0.2, 1.7];
        var (value, byStart, byRate) = gradient(x[0], x[1]);
        Assert.Equal(logistic(x[0], x[1]), value, 1e-14);
        AssertPartials(point => logistic(point[0], point[1]), x, [byStart, byRate], 1e-9);
        double[] first = new double[2], second = new double[4];
        Methods.As<HessianOfTwo>("LogisticHessian")(x[0], x[1], first, second);
        Assert.Equal([byStart, byRate], first);
        for (int i = 0; i < 2; i++)
        {
            AssertPartials(point => i == 0 ? gradient(point[0], point[1]).Item2 : gradient(point[0], point[1]).Item3, x, second[(2 * i)..((2 * i) + 2)], 1e-8);
        }

        var product = Methods.As<Func<double, double, double, double, (double, double)>>("LogisticHessianVectorProduct")(x[0], x[1], 0.3, -0.7);
        Differences.AssertClose((0.3 * second[0]) - (0.7 * second[1]), product.Item1, 1e-12, "product, start");
        Differences.AssertClose((0.3 * second[2]) - (0.7 * second[3]), product.Item2, 1e-12, "product, rate");
    }

    [Fact]
    public void A_sum_over_a_span_has_its_gradient_along_the_span()
    {
        var chain = Methods.As<OfSpan>("Chain");
        double[] x = [.. Enumerable.Range(0, 3000).Select(static i => Math.Cos(0.7 * i))], gradient = new double[3000];
        Assert.Equal(chain(x), Methods.As<GradientOfSpan>("ChainGradient")(x, gradient), 1e-9);
        foreach (int i in new[] { 0, 1, 2, 777, 2998, 2999 })
        {
            Differences.AssertClose(Differences.Partial(point => chain(point), x, i) ?? double.NaN, gradient[i], 1e-6, $"{i}");
        }

        double[] direction = [.. x.Select(static (_, i) => Math.Sin(i))];
        var (value, derivative) = Methods.As<DirectionalOfSpan>("ChainJacobianVectorProduct")(x, direction);
        Assert.Equal(chain(x), value, 1e-9);
        Differences.AssertClose(gradient.Zip(direction, static (g, d) => g * d).Sum(), derivative, 1e-11, "direction");
    }

    [Fact]
    public void Loops_in_loops_are_undone_round_by_round()
    {
        var pendulum = Methods.As<Func<double, double, double>>("Pendulum");
        var (_, byAngle, byVelocity) = Methods.As<Func<double, double, (double, double, double)>>("PendulumGradient")(0.8, 0.1);
        AssertPartials(point => pendulum(point[0], point[1]), [0.8, 0.1], [byAngle, byVelocity], 1e-9);
    }

    [Fact]
    public void One_real_has_its_derivative_forwards()
    {
        var derivative = Methods.As<Func<double, double>>("PolynomialDerivative");
        // Σ xⁿ / (n + 1) is −ln(1 − x) / x.
        const double x = 0.5;
        Differences.AssertClose((1 / (x * (1 - x))) + (Math.Log(1 - x) / (x * x)), derivative(x), 1e-12, "polynomial");
    }

    [Fact]
    public void Results_that_loops_write_have_products_on_both_sides()
    {
        double[] x = [.. Enumerable.Range(0, 2000).Select(static i => Math.Sin(0.01 * i))], direction = [.. x.Select(static (_, i) => Math.Cos(i))];
        double[] cotangent = [.. x.Select(static (_, i) => Math.Sin(3 * i))], smooth = new double[2000], derivative = new double[2000], byX = new double[2000];
        Methods.As<SmoothDirection>("SmoothJacobianVectorProduct")(x, 0.3, direction, 0.5, smooth, derivative);
        double byStrength = Methods.As<SmoothCotangent>("SmoothVectorJacobianProduct")(x, 0.3, cotangent, byX);
        double left = cotangent.Zip(derivative, static (c, d) => c * d).Sum(), right = byX.Zip(direction, static (g, d) => g * d).Sum() + (0.5 * byStrength);
        Differences.AssertClose(left, right, 1e-11, "transposition");
        double[] expected = new double[2000];
        Methods.As<SmoothItself>("Smooth")(x, 0.3, expected);
        Assert.Equal(expected, smooth);
        double Weight(double[] strength)
        {
            Methods.As<SmoothItself>("Smooth")(x, strength[0], expected);
            return expected.Zip(cotangent, static (s, c) => s * c).Sum();
        }

        Differences.AssertClose(Differences.Partial(Weight, [0.3], 0) ?? double.NaN, byStrength, 1e-8, "strength");
    }

    [Fact]
    public void Tables_and_real_conditions_stand_inside_of_loops()
    {
        var weighted = Methods.As<OfSpan>("Weighted");
        double[] x = [.. Enumerable.Range(0, 20).Select(static i => 0.1 * i)], gradient = new double[20], hessian = new double[400], first = new double[20];
        Methods.As<GradientOfSpan>("WeightedGradient")(x, gradient);
        AssertPartials(point => weighted(point), x, gradient, 1e-7);
        Methods.As<HessianOfSpan>("WeightedHessian")(x, first, hessian);
        Assert.Equal(gradient, first);
        for (int i = 0; i < 20; i += 7)
        {
            AssertPartials(point => { Methods.As<GradientOfSpan>("WeightedGradient")(point, first); return first[i]; }, x, hessian[(20 * i)..(20 * (i + 1))], 1e-6);
        }
    }

    [Fact]
    public void Floats_in_arrays_are_looped_over_too()
    {
        var single = Methods.As<Func<float[], float>>("Single");
        float[] x = [.. Enumerable.Range(0, 800).Select(static i => 0.05f * MathF.Cos(i))], gradient = new float[800];
        Assert.Equal(single(x), Methods.As<GradientOfArray>("SingleGradient")(x, gradient), 1e-5f);
        float[] right = [.. x], left = [.. x];
        (right[5], left[5]) = (x[5] + 1e-2f, x[5] - 1e-2f);
        Assert.Equal((single(right) - single(left)) / 2e-2f, gradient[5], 1e-2f);
    }

    [Fact]
    public void A_long_method_whose_loop_cannot_be_kept_is_refused_for_its_size()
    {
        var compilation = CompiledSource.Compile("""
            using System;
            using BackpropGen;
            public static partial class Methods
            {
                [Differentiable(Derivatives.All)] public static double Turning([Shape(6)] ReadOnlySpan<double> x)
                {
                    double sum = 1;
                    for (int i = 0; i < 8000; i++) { sum = Math.Sin(sum * x[i % 6]) + x[(i ^ 3) % 6]; }
                    return sum;
                }
            }
            """);
        var problems = new List<Problem>();
        var method = compilation.GetTypeByMetadataName("Methods")!.GetMembers("Turning").OfType<IMethodSymbol>().Single();
        Assert.Null(DifferentiableReader.Read(method, compilation, problems.Add, default));
        var problem = Assert.Single(problems);
        Assert.Equal("BPG0008", problem.Kind.Id);
        Assert.Contains("20000 terms", problem.Message, StringComparison.Ordinal);
    }

    private static void AssertPartials(Func<double[], double> function, double[] x, double[] actual, double tolerance)
    {
        for (int i = 0; i < x.Length; i++)
        {
            double expected = Differences.Partial(function, x, i) ?? throw new InvalidOperationException($"not smooth along {i}");
            Differences.AssertClose(expected, actual[i], tolerance, $"along {i}");
        }
    }

    private delegate double HessianOfTwo(double x, double y, Span<double> gradient, Span<double> hessian);

    private delegate double OfSpan(ReadOnlySpan<double> x);

    private delegate double GradientOfSpan(ReadOnlySpan<double> x, Span<double> gradient);

    private delegate float GradientOfArray(float[] x, Span<float> gradient);

    private delegate (double Value, double Derivative) DirectionalOfSpan(ReadOnlySpan<double> x, ReadOnlySpan<double> direction);

    private delegate double HessianOfSpan(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian);

    private delegate void SmoothItself(ReadOnlySpan<double> x, double strength, Span<double> smooth);

    private delegate void SmoothDirection(ReadOnlySpan<double> x, double strength, ReadOnlySpan<double> xDirection, double strengthDirection, Span<double> smooth, Span<double> derivative);

    private delegate double SmoothCotangent(ReadOnlySpan<double> x, double strength, ReadOnlySpan<double> cotangent, Span<double> byX);
}
