namespace BackpropGen.Kernels;

public static partial class Quotients
{
    /// <summary>ln(1 + x) / x.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="logarithm">ln(1 + x).</param>
    public static double Logarithm(double x, double logarithm) => x == 0 ? 1 : logarithm / x;

    /// <inheritdoc cref="Logarithm(double, double)"/>
    public static float Logarithm(float x, float logarithm) => x == 0 ? 1 : logarithm / x;

    /// <summary>The derivative of some order of ln(1 + x) / x, (−1)ⁿ n! ∫₀¹ tⁿ / (1 + x t)ⁿ⁺¹ dt.</summary>
    /// <param name="order">The order n, from 1.</param>
    /// <param name="x">The argument.</param>
    /// <param name="logarithm">ln(1 + x).</param>
    public static double Logarithm(int order, double x, double logarithm)
    {
        double value;
        if (x > -0.5 && x < Math.Min(2, 0.5 * order))
        {
            value = Integral(order, x, order + 1);
        }
        else
        {
            value = logarithm / x;
            double power = 1;
            for (int k = 1; k <= order; k++)
            {
                power *= 1 + x;
                value = (value - (1 / (k * power))) / x;
            }
        }

        return SignedFactorial(order) * value;
    }

    /// <inheritdoc cref="Logarithm(int, double, double)"/>
    public static float Logarithm(int order, float x, float logarithm) => (float)Logarithm(order, (double)x, logarithm);

    /// <summary>atan(x) / x, or artanh(x) / x.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="arctangent">Its inverse tangent, circular or hyperbolic.</param>
    public static double Arctangent(double x, double arctangent) => x == 0 ? 1 : arctangent / x;

    /// <inheritdoc cref="Arctangent(double, double)"/>
    public static float Arctangent(float x, float arctangent) => x == 0 ? 1 : arctangent / x;

    /// <summary>The derivative of some order by z of atan(x) / x, z = x², or of artanh(x) / x, z = −x²: (−1)ⁿ n! ∫₀¹ t²ⁿ / (1 + z t²)ⁿ⁺¹ dt.</summary>
    /// <param name="order">The order n, from 1.</param>
    /// <param name="square">z.</param>
    /// <param name="x">The argument.</param>
    /// <param name="arctangent">Its inverse tangent, circular or hyperbolic.</param>
    public static double Arctangent(int order, double square, double x, double arctangent)
    {
        double value;
        if (square > -0.5 && square < Math.Min(2, 0.5 * order))
        {
            value = Integral(order, square, order + 0.5) / 2;
        }
        else
        {
            value = arctangent / x;
            double power = 1, factor = square < 0 ? (1 - x) * (1 + x) : 1 + square;
            for (int k = 1; k <= order; k++)
            {
                power *= factor;
                value = ((((2 * k) - 1) * value) - (1 / power)) / (2 * k * square);
            }
        }

        return SignedFactorial(order) * value;
    }

    /// <inheritdoc cref="Arctangent(int, double, double, double)"/>
    public static float Arctangent(int order, float square, float x, float arctangent) => (float)Arctangent(order, (double)square, x, arctangent);

    /// <summary>∫₀¹ sᵃ⁻¹ / (1 + x s)ⁿ⁺¹ ds = F(n + 1, a; a + 1; −x) / a for −½ &lt; x &lt; 2, with terms of one sign.</summary>
    /// <remarks>For negative x the series itself, else Pfaff's in x / (1 + x): Abramowitz and Stegun 15.1.1 and 15.3.4.</remarks>
    private static double Integral(int order, double x, double a)
    {
        double ratio = x < 0 ? -x : x / (1 + x), sum = 1;
        int terms = (ratio < 0.04 ? 14 : ratio < 0.35 ? 42 : ratio < 0.51 ? 64 : 110) + (6 * order);
        for (int m = terms; m > 0; m--)
        {
            double factor = x < 0 ? (m + order) * (m + a - 1) / (m * (m + a)) : (m + order) / (m + a);
            sum = 1 + (ratio * factor * sum);
        }

        for (int k = 0; k <= order && x >= 0; k++)
        {
            sum /= 1 + x;
        }

        return sum / a;
    }

    private static double SignedFactorial(int order)
    {
        double value = 1;
        for (int i = 2; i <= order; i++)
        {
            value *= i;
        }

        return order % 2 == 0 ? value : -value;
    }
}
