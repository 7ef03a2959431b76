using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Generator.Tests.Emission;

/// <summary>Generated derivatives that a person has read and approved.</summary>
public class DerivativeSnapshotTests
{
    [Fact]
    public void Mish_to_the_second_order() => Verify(
        "[Differentiable(Order = 2)] public static float Mish(float x) => x * MathF.Tanh(MathF.Log(1 + MathF.Exp(x)));");

    [Fact]
    public void Swish() => Verify("[Differentiable] public static double Swish(double x) => x / (1 + Math.Exp(-x));");

    [Fact]
    public void Softplus() => Verify("[Differentiable(Order = 2)] public static double Softplus(double x) => Math.Log(1 + Math.Exp(x));");

    [Fact]
    public void Huber_and_its_branch() => Verify("""
        [Differentiable] public static double Huber(double x)
        {
            double size = Math.Abs(x);
            if (size <= 1)
            {
                return 0.5 * x * x;
            }

            return size - 0.5;
        }
        """);

    [Fact]
    public void The_normal_density() => Verify("""
        [Differentiable(Derivatives.First | Derivatives.Hessian)] public static double NormalDensity(double x, double mean, double deviation)
        {
            double z = (x - mean) / deviation;
            return Math.Exp(-0.5 * z * z) / (deviation * Math.Sqrt(2 * Math.PI));
        }
        """);

    [Fact]
    public void The_logarithm_of_a_sum_of_exponentials() => Verify(
        "[Differentiable] public static double LogSumExp(double x, double y, double z) => Math.Log(Math.Exp(x) + Math.Exp(y) + Math.Exp(z));");

    [Fact]
    public void The_length_of_a_vector() => Verify("""
        public readonly record struct Vector(double X, double Y, double Z);

        [Differentiable] public static double Length(Vector v) => Math.Sqrt(v.X * v.X + v.Y * v.Y + v.Z * v.Z);
        """);

    [Fact]
    public void Polar_coordinates_with_both_products() => Verify("""
        [Differentiable(Derivatives.First | Derivatives.JacobianVectorProduct | Derivatives.VectorJacobianProduct)]
        public static (double X, double Y) Polar(double radius, double angle) => (radius * Math.Cos(angle), radius * Math.Sin(angle));
        """);

    [Fact]
    public void The_rotation_of_Rodrigues() => Verify("""
        [Differentiable] public static void Rotate([Shape(3)] ReadOnlySpan<double> axis, [Shape(3)] ReadOnlySpan<double> point, [Shape(3)] Span<double> rotated)
        {
            double squaredAngle = axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2];
            if (squaredAngle == 0)
            {
                rotated[0] = point[0] + (axis[1] * point[2] - axis[2] * point[1]);
                rotated[1] = point[1] + (axis[2] * point[0] - axis[0] * point[2]);
                rotated[2] = point[2] + (axis[0] * point[1] - axis[1] * point[0]);
                return;
            }

            double angle = Math.Sqrt(squaredAngle), cosine = Math.Cos(angle), sine = Math.Sin(angle);
            double x = axis[0] / angle, y = axis[1] / angle, z = axis[2] / angle;
            double along = (x * point[0] + y * point[1] + z * point[2]) * (1 - cosine);
            rotated[0] = point[0] * cosine + (y * point[2] - z * point[1]) * sine + x * along;
            rotated[1] = point[1] * cosine + (z * point[0] - x * point[2]) * sine + y * along;
            rotated[2] = point[2] * cosine + (x * point[1] - y * point[0]) * sine + z * along;
        }
        """);

    [Fact]
    public void Black_Scholes_batched() => Verify("""
        [Differentiable(Derivatives.First | Derivatives.Batched)]
        public static double Call(double spot, double strike, double rate, double volatility, double time)
        {
            double deviation = volatility * Math.Sqrt(time);
            double d = (Math.Log(spot / strike) + (rate + 0.5 * volatility * volatility) * time) / deviation;
            return spot * Normal(d) - strike * Math.Exp(-rate * time) * Normal(d - deviation);
        }

        private static double Normal(double x) => 0.5 * BackpropGen.Kernels.ScalarMath.Erfc(-x / Math.Sqrt(2));
        """);

    [Fact]
    public void Rosenbrock_with_a_sparse_Jacobian_of_its_residuals() => Verify("""
        [Differentiable(Derivatives.SparseJacobian)] public static void Residuals([Shape(4)] ReadOnlySpan<double> x, [Shape(6)] Span<double> residuals)
        {
            for (int i = 0; i < 3; i++)
            {
                residuals[2 * i] = 10 * (x[i + 1] - x[i] * x[i]);
                residuals[2 * i + 1] = 1 - x[i];
            }
        }
        """);

    [Fact]
    public void A_pendulum_whose_loop_is_kept() => Verify("""
        [Differentiable] public static double Energy(double angle, double velocity)
        {
            for (int i = 0; i < 10_000; i++)
            {
                velocity -= 0.001 * Math.Sin(angle);
                angle += 0.001 * velocity;
            }

            return 0.5 * velocity * velocity + 1 - Math.Cos(angle);
        }
        """);

    private static void Verify(string members, [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: GeneratorHost.ParseOptions);
        driver = driver.RunGeneratorsAndUpdateCompilation(
            GeneratorHost.Compile("using System;\nusing BackpropGen;\n\npublic static partial class Functions\n{\n" + members + "\n}\n"), out var compilation, out _);
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Location.SourceTree!.FilePath != "Source0.cs"));
        Snapshot.Verify(driver.GetRunResult().Results[0].GeneratedSources.Select(static file => (Path.GetFileNameWithoutExtension(file.HintName), file.SourceText.ToString())), method: method);
    }
}
