using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>A derivative that is zero everywhere is told at the parameter; one that is not, is not.</summary>
public sealed class ZeroDerivativeTests
{
    [Theory]
    [InlineData("double F(double x) => 4;", "does not depend on it")]
    [InlineData("double F(double x) => Math.Floor(x) + Math.Round(x);", "through steps")]
    [InlineData("double F(double x) => x > 0 ? 1 : 0;", "through conditions")]
    [InlineData("double F(double x) => Math.Sign(x);", "through conditions")]
    [InlineData("double F(double x) => Math.Exp(x - x);", "does not depend on it")]
    [InlineData("double F(double x) { int n = 0; for (int i = 0; i < 3; i++) { if (x > i) { n++; } } return n; }", "through conditions")]
    [InlineData("double F(double y, double x) => y * Math.Ceiling(x);", "through steps")]
    [InlineData("double F([Shape(2)] ReadOnlySpan<double> x, double y) => y;", "does not depend on it")]
    [InlineData("double F(double y, (double A, double B) x) => Math.Truncate(x.A) * y;", "through steps")]
    [InlineData("void F(double x, double y, out double z) { z = y * y; }", "does not depend on it")]
    [InlineData("double F(double x) { if (x < 0) { throw new ArgumentException(); } return 3; }", "through conditions")]
    [InlineData("double F(double y, double x) { double s = y; for (int i = 0; i < 9000; i++) { s = Math.Sin(s) + Math.Floor(x * i); } return s; }", "through steps")]
    [InlineData("double F(double y, double x) { double s = y, t = x; for (int i = 0; i < 9000; i++) { s = Math.Sin(s) * y; t = t * s; } return s; }", "does not depend on it")]
    [InlineData("double F(double y, double x) { double s = y; for (int i = 0; i < 9000; i++) { s = Math.Sin(s) * y; if (s < x) { break; } } return s; }", "through conditions")]
    public void A_derivative_that_is_zero_everywhere_is_reported(string program, string reason)
    {
        var problem = Assert.Single(Read("[Differentiable] public static " + program));
        Assert.Equal(ProblemKinds.ZeroDerivative, problem.Kind);
        Assert.StartsWith("The derivative of 'F' by 'x' is zero everywhere: ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
        Assert.Equal("x", problem.Location.SourceTree!.GetText().ToString(problem.Location.SourceSpan));
    }

    [Theory]
    [InlineData("[Differentiable] public static double F(double x) => x;")]
    [InlineData("[Differentiable] public static double F(double x) => x > 0 ? x : 0;")]
    [InlineData("[Differentiable] public static double F(double x) => x * Math.Floor(x);")]
    [InlineData("[Differentiable] public static double F(double x) => Math.Abs(x);")]
    [InlineData("[Differentiable] public static double F(double x) => x % 2;")]
    [InlineData("[Differentiable(By = [\"x\"])] public static double F(double x, double y) => x * Math.Floor(y);")]
    [InlineData("[Differentiable] public static double F(double x, double _) => x;")]
    [InlineData("[Differentiable] public static double F(double x, double y) { double s = y, t = x; for (int i = 0; i < 9000; i++) { (s, t) = (t, Math.Sin(s)); } return s; }")]
    [InlineData("[Differentiable] public static double F([Shape(3)] ReadOnlySpan<double> x) => x[0] * x[2];")]
    [InlineData("[Differentiable] public static double F(double x) => Math.Floor(x); [Derivative(of: nameof(F))] private static double Slope(double x) => 1;")]
    public void A_derivative_that_is_not_zero_everywhere_is_not_reported(string members) => Assert.Empty(Read(members));

    private static List<Problem> Read(string members)
    {
        var compilation = CompiledSource.Compile("using System; using BackpropGen; public static partial class Methods { " + members + " }");
        var problems = new List<Problem>();
        Assert.NotNull(DifferentiableReader.Read(
            compilation.GetTypeByMetadataName("Methods")!.GetMembers("F").OfType<IMethodSymbol>().Single(), compilation, problems.Add, default));
        return problems;
    }
}
