using BackpropGen.Generator;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Symbolics.Tests;

public sealed class DifferentiableTests
{
    private const string Source = """
        using System;
        using BackpropGen;

        namespace Physics;

        public static partial class Curves
        {
            [Differentiable]
            public static float Mish(float x) => x * MathF.Tanh(MathF.Log(1 + MathF.Exp(x)));

            [Differentiable]
            public static double Huber(double x)
            {
                double size = Math.Abs(x);
                if (size <= 1)
                {
                    return 0.5 * x * x;
                }

                return size - 0.5;
            }

            [Differentiable]
            public static double Ratio(double x, double y) => y > 0 ? Math.Sin(x) / y : Square(x) * y;

            private static double Square(double x) => x * x;
        }

        public static class NotPartial
        {
            [Differentiable]
            public static double Cube(double x) => x * x * x;
        }
        """;

    private static readonly Lazy<(Compilation Compilation, int Files)> Generated = new(static () =>
    {
        var driver = CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: CompiledSource.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(CompiledSource.Compile(Source), out var compilation, out _);
        return (compilation, driver.GetRunResult().GeneratedTrees.Length);
    });

    private static readonly Lazy<Type> Curves = new(static () => CompiledSource.Load(Generated.Value.Compilation).GetType("Physics.Curves")!);

    [Fact]
    public void What_is_generated_compiles_without_a_warning() =>
        Assert.Empty(Generated.Value.Compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));

    [Fact]
    public void A_type_that_is_not_partial_gets_nothing() =>
        Assert.DoesNotContain(Generated.Value.Compilation.GetSymbolsWithName("CubeDerivative"), static _ => true);

    [Theory]
    [InlineData(-3.0)]
    [InlineData(-0.4)]
    [InlineData(0.7)]
    [InlineData(2.5)]
    public void The_generated_derivative_agrees_with_differences(double x)
    {
        var mish = Method("Mish").CreateDelegate<Func<float, float>>();
        var huber = Method("Huber").CreateDelegate<Func<double, double>>();
        double ReferenceMish(double v) => v * Math.Tanh(Math.Log(1 + Math.Exp(v)));
        Assert.Equal((ReferenceMish(x + 1e-5) - ReferenceMish(x - 1e-5)) / 2e-5, Method("MishDerivative").CreateDelegate<Func<float, float>>()((float)x), 1e-5);
        Assert.Equal(ReferenceMish(x), mish((float)x), 1e-5);
        Assert.Equal((huber(x + 1e-5) - huber(x - 1e-5)) / 2e-5, Method("HuberDerivative").CreateDelegate<Func<double, double>>()(x), 1e-8);
    }

    [Theory]
    [InlineData(0.3, 1.7)]
    [InlineData(0.3, -1.7)]
    public void The_generated_gradient_has_the_value_and_both_slopes(double x, double y)
    {
        var ratio = Method("Ratio").CreateDelegate<Func<double, double, double>>();
        var (value, byX, byY) = Method("RatioGradient").CreateDelegate<Func<double, double, (double, double, double)>>()(x, y);
        Assert.Equal(ratio(x, y), value, 1e-13);
        Assert.Equal((ratio(x + 1e-5, y) - ratio(x - 1e-5, y)) / 2e-5, byX, 1e-8);
        Assert.Equal((ratio(x, y + 1e-5) - ratio(x, y - 1e-5)) / 2e-5, byY, 1e-8);
    }

    private static MethodInfo Method(string name) => Curves.Value.GetMethod(name) ?? throw new InvalidOperationException(name + " is missing.");
}
