using System.Numerics;
using BackpropGen.Symbolics.Tests.Derivatives;

namespace BackpropGen.Symbolics.Tests.Stability;

/// <summary>Remainders are exact in C#, however large the quotient; so are those beside derivatives, and the quotients that the derivatives are.</summary>
public sealed class RemainderTests
{
    private static readonly GeneratedMethods Generated = new("""
        [Differentiable] public static double Truncated(double x, double y) => x % y;
        [Differentiable] public static double Nearest(double x, double y) => Math.IEEERemainder(x, y);
        [Differentiable] public static double Angle(double x) => Math.Sin(x % 3);
    """);

    public static TheoryData<string, Func<double, double, double>, Func<BigInteger, BigInteger, BigInteger>> Cases => new()
    {
        { "Truncated", static (x, y) => x % y, BigInteger.Divide },
        { "Nearest", Math.IEEERemainder, NearestQuotient },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Value_and_derivatives_are_exact_at_large_quotients(string name, Func<double, double, double> remainder, Func<BigInteger, BigInteger, BigInteger> quotient)
    {
        var gradient = Generated.As<Func<double, double, (double Value, double ByX, double ByY)>>(name + "Gradient");
        var random = new Random(11);
        for (int i = 0; i < 2000; i++)
        {
            double x = (random.NextDouble() - 0.5) * Math.Pow(2, random.Next(0, 80)), y = (random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-8, 20));
            var (value, byX, byY) = gradient(x, y);
            Assert.Equal(remainder(x, y), value);
            Assert.Equal(1, byX);
            double expected = -(double)quotient(Scaled(x), Scaled(y));
            Assert.InRange(byY - expected, -4.5e-16 * Math.Abs(expected), 4.5e-16 * Math.Abs(expected));
        }
    }

    [Fact]
    public void A_remainder_inside_a_function_is_the_exact_one() => Assert.Equal(Math.Cos(1e22 % 3), Generated.As<Func<double, double>>("AngleDerivative")(1e22), 1e-15);

    // As a multiple of 2⁻⁶⁴, which all of these numbers are.
    private static BigInteger Scaled(double x) => new BigInteger(Math.ScaleB(x, 64));

    private static BigInteger NearestQuotient(BigInteger x, BigInteger y)
    {
        var quotient = BigInteger.DivRem(x, y, out var rest);
        int order = (2 * BigInteger.Abs(rest)).CompareTo(BigInteger.Abs(y));
        return order > 0 || (order == 0 && !quotient.IsEven) ? quotient + (x.Sign * y.Sign) : quotient;
    }
}
