using BackpropGen.Symbolics.Tests.Language;

namespace BackpropGen.Symbolics.Tests.Derivatives;

/// <summary>A method may name its parameters as the generated ones are named: its own keep their names.</summary>
public sealed class ParameterNameTests
{
    [Theory]
    [InlineData("double F(double x, double xDirection, double hessian, double gradient) => x * xDirection * hessian * gradient * x;")]
    [InlineData("(double, double) F(double jacobian, double elements, double cotangent) => (jacobian * elements * cotangent, elements * elements);")]
    [InlineData("void F(double yCotangent, double y2, [Shape(2)] Span<double> y) { y[0] = yCotangent * y2; y[1] = y2; }")]
    [InlineData("double F(double x, double X, double value, double byX) => x * X * value * byX;")]
    [InlineData("double F([Shape(2)] ReadOnlySpan<double> byX, [Shape(2)] ReadOnlySpan<double> x, double count, double i) => x[0] * byX[0] * count + i * byX[1] * x[1];")]
    [InlineData("double F((double X, double Y) p, double pX, double pY, double derivative) => p.X * pX * pY * derivative + p.Y;")]
    [InlineData("double F(double kernels, double global, double var, double result) => kernels * global * var + result * kernels;")]
    public void Parameters_of_any_name_have_derivatives_that_compile_and_agree(string method)
    {
        var group = new ProgramGroup("public static " + method, "Derivatives.All");
        ProgramCheck.Agrees(group, "F");
    }
}
