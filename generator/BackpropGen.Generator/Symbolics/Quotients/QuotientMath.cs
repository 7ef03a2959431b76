using System;

namespace BackpropGen.Generator.Symbolics.Quotients;

/// <summary>Reference values of the quotients of <see cref="QuotientTable"/> and of their derivatives of some order n, for folding constants:
/// near 0 by their power series, else by the recurrence that differentiating g(u) = uᵖ f(u) gives.</summary>
internal static class QuotientMath
{
    /// <summary>c₁⁽ⁿ⁾(z), z = ±u²; c₁ is sin(u) / u or sinh(u) / u.</summary>
    public static double Sine(int order, double z, double u)
    {
        if (Math.Abs(z) < Math.Max(1, order * order))
        {
            return Series(Factorials(order, (2 * order) + 1), m => -z / (2.0 * m * ((2 * m) + (2 * order) + 1)));
        }

        var (sine, cosine) = z > 0 ? (Math.Sin(u), Math.Cos(u)) : (Math.Sinh(u), Math.Cosh(u));
        double before = -2 * cosine, value = sine / u;
        for (int k = 0; k < order; k++)
        {
            (before, value) = (value, -(((2 * k) + 1) * value + (before / 2)) / (2 * z));
        }

        return value;
    }

    /// <summary>c₂⁽ⁿ⁾(z), z = ±u²; c₂ is (1 − cos u) / u² or (cosh u − 1) / u².</summary>
    public static double Versine(int order, double z, double u)
    {
        if (Math.Abs(z) < Math.Max(1, order * order))
        {
            return Series(Factorials(order, (2 * order) + 2), m => -z * (m + order) / ((double)m * ((2 * m) + (2 * order) + 1) * ((2 * m) + (2 * order) + 2)));
        }

        double half = z > 0 ? Math.Sin(u / 2) : Math.Sinh(u / 2), value = 2 * half * half / Math.Abs(z);
        for (int k = 1; k <= order; k++)
        {
            value = ((Sine(k - 1, z, u) / 2) - (k * value)) / z;
        }

        return value;
    }

    /// <summary>The nth derivative of (eˣ − 1) / x, ∫₀¹ tⁿ exp(x t) dt.</summary>
    public static double Exponential(int order, double x, double u)
    {
        if (Math.Abs(x) < order + 1)
        {
            return x > 0
                ? Series(1.0 / (order + 1), m => x * (m + order) / ((double)m * (m + order + 1)))
                : Math.Exp(x) * Series(1.0 / (order + 1), m => -x / (order + 1 + m));
        }

        double exponential = Math.Exp(x), value = ReferenceMath.Expm1(x) / x;
        for (int k = 1; k <= order && !double.IsInfinity(value); k++)
        {
            value = (exponential - (k * value)) / x;
        }

        return value;
    }

    /// <summary>The nth derivative of ln(1 + x) / x, (−1)ⁿ n! ∫₀¹ tⁿ / (1 + x t)ⁿ⁺¹ dt.</summary>
    public static double Logarithm(int order, double x, double u)
    {
        double value;
        if (x >= 0 && x < 1)
        {
            value = Series(1, m => x / (1 + x) * (m + order) / (m + order + 1)) / ((order + 1) * Math.Pow(1 + x, order + 1));
        }
        else if (Math.Abs(x) < 0.5)
        {
            value = Series(1.0 / (order + 1), m => -x * (m + order) * (m + order) / ((double)m * (m + order + 1)));
        }
        else
        {
            value = ReferenceMath.Log1p(x) / x;
            for (int k = 1; k <= order; k++)
            {
                value = (value - (1 / (k * Math.Pow(1 + x, k)))) / x;
            }
        }

        return SignedFactorial(order) * value;
    }

    /// <summary>The nth derivative by z = ±u² of atan(u) / u or artanh(u) / u, (−1)ⁿ n! ∫₀¹ t²ⁿ / (1 + z t²)ⁿ⁺¹ dt.</summary>
    public static double Arctangent(int order, double z, double u)
    {
        double value;
        if (z >= 0 && z < 1)
        {
            value = Series(1, m => z / (1 + z) * (m + order) / (m + order + 0.5)) / (((2 * order) + 1) * Math.Pow(1 + z, order + 1));
        }
        else if (Math.Abs(z) < 0.5)
        {
            value = Series(1.0 / ((2 * order) + 1), m => -z * (m + order) * ((2 * m) + (2 * order) - 1) / ((double)m * ((2 * m) + (2 * order) + 1)));
        }
        else
        {
            value = (z > 0 ? Math.Atan(u) : ReferenceMath.Atanh(u)) / u;
            for (int k = 1; k <= order; k++)
            {
                value = ((((2 * k) - 1) * value) - Math.Pow(1 + z, -k)) / (2 * k * z);
            }
        }

        return SignedFactorial(order) * value;
    }

    /// <summary>The sum of a series, from its first term and the ratio of each to the one before.</summary>
    private static double Series(double first, Func<int, double> ratio)
    {
        double term = first, sum = first;
        for (int m = 1; m < 2000 && Math.Abs(term) > 1e-18 * Math.Abs(sum); m++)
        {
            term *= ratio(m);
            sum += term;
        }

        return sum;
    }

    /// <summary>(−1)ⁿ n! / k!</summary>
    private static double Factorials(int n, int k)
    {
        double value = SignedFactorial(n);
        for (int i = 2; i <= k; i++)
        {
            value /= i;
        }

        return value;
    }

    private static double SignedFactorial(int n)
    {
        double value = 1;
        for (int i = 1; i <= n; i++)
        {
            value *= -i;
        }

        return value;
    }
}
