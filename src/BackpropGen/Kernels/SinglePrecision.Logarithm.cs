using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Logarithms of vectors of <see cref="float"/>.</summary>
internal static partial class SinglePrecision
{
    /// <summary>ln x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<float> Log(Vector<float> x)
    {
        // A subnormal number is scaled first.
        Vector<int> isSmall = Vector.LessThan(x, new Vector<float>(1.17549435e-38f));
        Vector<float> scaled = Vector.ConditionalSelect(isSmall, x * new Vector<float>(16777216f), x);
        Vector<float> exponentShift = Vector.ConditionalSelect(isSmall, new Vector<float>(-24f), Vector<float>.Zero);
        Vector<float> y = LogOfNormal(scaled, exponentShift, Vector<float>.Zero);
        return WithDomain(y, x);
    }

    /// <summary>ln(1 + x): the logarithm of u = fl(1 + x), and the first-order effect c / u of u's rounding error c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<float> Log1p(Vector<float> x)
    {
        Vector<float> u = Vector<float>.One + x;
        Vector<int> isLarge = Vector.GreaterThan(x, Vector<float>.One);
        Vector<float> error = Vector.ConditionalSelect(isLarge, Vector<float>.One - (u - x), x - (u - Vector<float>.One));
        Vector<float> y = WithDomain(LogOfNormal(u, Vector<float>.Zero, error / u), u);
        Vector<int> isTiny = Vector.LessThan(Vector.Abs(x), new Vector<float>(5.96046448e-8f));
        return Vector.ConditionalSelect(isTiny, x, y);
    }

    /// <summary>ln x + k₀ ln 2 + c for a positive normal x = 2ᵏ m, √½ ≤ m &lt; √2.</summary>
    /// <remarks>With f = m − 1 and s = f / (2 + f), ln m = 2 artanh s = f − f²/2 + s (f²/2 + R(s²)); the minimax polynomial
    /// R and the split of ln 2 are those of Sun's fdlibm (1993), whose error is below 1 unit in the last place.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> LogOfNormal(Vector<float> x, Vector<float> exponentShift, Vector<float> correction)
    {
        Vector<int> bits = Vector.AsVectorInt32(x) + new Vector<int>(0x3F800000 - 0x3F3504F3);
        Vector<int> biased = Vector.ShiftRightLogical(bits, 23);
        Vector<float> k = Vector.ConvertToSingle(biased) - new Vector<float>(127f) + exponentShift;
        Vector<float> m = Vector.AsVectorSingle((bits & new Vector<int>(0x007FFFFF)) + new Vector<int>(0x3F3504F3));
        Vector<float> f = m - Vector<float>.One;
        Vector<float> halfSquare = new Vector<float>(0.5f) * f * f;
        Vector<float> s = f / (new Vector<float>(2f) + f);
        Vector<float> rest = Remainder(s * s);
        Vector<float> low = Vector.MultiplyAddEstimate(k, new Vector<float>(9.0580006145e-06f), correction);
        Vector<float> tail = Vector.MultiplyAddEstimate(s, halfSquare + rest, low);
        return Vector.MultiplyAddEstimate(k, new Vector<float>(6.9313812256e-01f), tail - halfSquare + f);
    }

    /// <summary>R(z) = ln(1 + f) / s − 2 as a polynomial in z = s², for √½ ≤ 1 + f &lt; √2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Remainder(Vector<float> z)
    {
        Vector<float> w = z * z;
        Vector<float> odd = Vector.MultiplyAddEstimate(w, new Vector<float>(0.28498786688f), new Vector<float>(0.66666662693f));
        Vector<float> even = Vector.MultiplyAddEstimate(w, new Vector<float>(0.24279078841f), new Vector<float>(0.40000972152f));
        return Vector.MultiplyAddEstimate(z, odd, w * even);
    }

    /// <summary>ln(1 + e) for 0 ≤ e ≤ 1, without a rounded 1 + e: 2 artanh(e / (e + 2)) or, beyond √2 − 1,
    /// ln 2 + 2 artanh((e − 1) / (e + 3)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<float> Log1pOfUnit(Vector<float> e)
    {
        Vector<int> isUpper = Vector.GreaterThan(e, new Vector<float>(0.414213562f));
        Vector<float> numerator = Vector.ConditionalSelect(isUpper, e - Vector<float>.One, e);
        Vector<float> two = new(2f);
        Vector<float> denominator = e + Vector.ConditionalSelect(isUpper, new Vector<float>(3f), two);
        Vector<float> s = numerator / denominator;
        Vector<float> start = Vector.ConditionalSelect(isUpper, new Vector<float>(0.693147181f), Vector<float>.Zero);
        return Vector.MultiplyAddEstimate(s, two + Remainder(s * s), start);
    }

    /// <summary>The logarithm's values at and below zero, and at infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> WithDomain(Vector<float> y, Vector<float> x)
    {
        Vector<float> infinity = new(float.PositiveInfinity);
        y = Vector.ConditionalSelect(Vector.LessThan(x, infinity), y, x);
        y = Vector.ConditionalSelect(Vector.Equals(x, Vector<float>.Zero), -infinity, y);
        return Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), new Vector<float>(float.NaN), y);
    }
}
