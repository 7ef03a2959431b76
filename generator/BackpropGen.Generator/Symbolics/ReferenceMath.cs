using System;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Functions that .NET Standard 2.0 lacks, in double: for folding constants and for reference values.</summary>
internal static class ReferenceMath
{
    /// <summary>ln(1 + x), by Kahan's correction of the rounding of 1 + x.</summary>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : double.IsInfinity(u) ? u : Math.Log(u) * x / (u - 1);
    }

    /// <summary>eˣ − 1, by Kahan's correction of the rounding of eˣ.</summary>
    public static double Expm1(double x)
    {
        var u = Math.Exp(x);
        return u == 1 ? x : u - 1 == -1 ? -1 : double.IsInfinity(u) ? u : (u - 1) * x / Math.Log(u);
    }

    /// <summary>1 / (1 + e⁻ˣ), without overflow.</summary>
    public static double Sigmoid(double x)
    {
        var e = Math.Exp(-Math.Abs(x));
        return (x >= 0 ? 1 : e) / (1 + e);
    }

    /// <summary>ln(1 + eˣ) = max(x, 0) + log1p(exp(−|x|)).</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    /// <summary>log₂ x, exact for powers of 2.</summary>
    public static double Log2(double x)
    {
        var value = Math.Log(x) / Math.Log(2);
        var nearest = Math.Round(value);
        return Math.Pow(2, nearest) == x ? nearest : value;
    }

    /// <summary>The cube root, with one step of Newton's method after the power.</summary>
    public static double Cbrt(double x)
    {
        if (x == 0 || double.IsNaN(x) || double.IsInfinity(x))
        {
            return x;
        }

        var root = Math.Pow(Math.Abs(x), 1.0 / 3);
        root -= (root - (Math.Abs(x) / (root * root))) / 3;
        return x < 0 ? -root : root;
    }

    /// <summary>√(x² + y²), without overflow.</summary>
    public static double Hypot(double x, double y)
    {
        if (double.IsInfinity(x) || double.IsInfinity(y))
        {
            return double.PositiveInfinity;
        }

        double large = Math.Max(Math.Abs(x), Math.Abs(y)), small = Math.Min(Math.Abs(x), Math.Abs(y));
        return large == 0 ? 0 : large * Math.Sqrt(1 + (small / large * (small / large)));
    }

    /// <summary>arsinh x = sign(x) log1p(|x| + x² / (1 + √(x² + 1))).</summary>
    public static double Asinh(double x)
    {
        var a = Math.Abs(x);
        var value = a > 1e8 ? Math.Log(a) + Math.Log(2) : Log1p(a + (a * a / (1 + Math.Sqrt((a * a) + 1))));
        return x < 0 ? -value : value;
    }

    /// <summary>arcosh x = log1p(t + √(2t + t²)), t = x − 1.</summary>
    public static double Acosh(double x)
    {
        var t = x - 1;
        return x > 1e8 ? Math.Log(x) + Math.Log(2) : Log1p(t + Math.Sqrt((2 * t) + (t * t)));
    }

    /// <summary>artanh x = log1p(2x / (1 − x)) / 2.</summary>
    public static double Atanh(double x)
    {
        var a = Math.Abs(x);
        var value = Log1p(2 * a / (1 - a)) / 2;
        return x < 0 ? -value : value;
    }

    /// <summary>The error function: Abramowitz and Stegun 7.1.6 for |x| &lt; 2.5, else 1 − erfc.</summary>
    public static double Erf(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        var a = Math.Abs(x);
        var value = a >= ErfReach ? 1 : ErfNear((int)((a * ErfGrid) + 0.5), a);
        return x < 0 ? -value : value;
    }

    /// <summary>The Taylor series around the nearest multiple c of 1/8, at which erf is known: the coefficients of exp(−(c + t)²)
    /// follow from its differential equation, (n + 1) aₙ₊₁ = −2 (c aₙ + aₙ₋₁).</summary>
    private static double ErfNear(int index, double x)
    {
        double c = index / (double)ErfGrid, t = x - c;
        double coefficient = Math.Exp(-c * c), previous = 0, power = t, sum = 0;
        foreach (var reciprocal in Reciprocals)
        {
            sum += coefficient * power * reciprocal;
            power *= t;
            (coefficient, previous) = (-2 * reciprocal * ((c * coefficient) + previous), coefficient);
        }

        return ErfTable[index] + (1.1283791670955126 * sum);
    }

    /// <summary>1 − erf x: the series for x &lt; 0.5, else by the continued fraction where that converges.</summary>
    public static double Erfc(double x) => double.IsNaN(x) ? x : x < 0.5 ? 1 - Erf(x) : ContinuedFraction(x);

    // Beyond 6, erf x is 1 in double.
    private const int ErfGrid = 8;
    private const double ErfReach = 6;
    private static readonly double[] Reciprocals = [.. Enumerable.Range(1, 12).Select(static n => 1.0 / n)];
    private static readonly double[] ErfTable = [.. Enumerable.Range(0, (int)(ErfReach * ErfGrid) + 1).Select(static i =>
        i / (double)ErfGrid is var c && c < 2.5 ? Series(c) : 1 - ContinuedFraction(c))];

    // erf x = 2/√π exp(−x²) Σ 2ⁿ x²ⁿ⁺¹ / (2n + 1)!!, all terms positive.
    private static double Series(double x)
    {
        double term = x, sum = x;
        for (var n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 1.1283791670955126 * Math.Exp(-x * x) * sum;
    }

    // erfc x = exp(−x²) / √π · 1 / (x + (1/2) / (x + 1 / (x + (3/2) / (x + …)))), from the inside outwards
    // (Abramowitz and Stegun 7.1.14); the number of steps grows as x⁻².
    private static double ContinuedFraction(double x)
    {
        if (x > 30)
        {
            return 0;
        }

        var steps = 20 + (int)(200 / (x * x));
        var denominator = x;
        for (var k = steps; k > 0; k--)
        {
            denominator = x + (k / 2.0 / denominator);
        }

        return Math.Exp(-x * x) / (1.772453850905516 * denominator);
    }
}
