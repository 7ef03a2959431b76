using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Logarithms of vectors of <see cref="double"/>.</summary>
internal static partial class DoublePrecision
{
    /// <summary>ln x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<double> Log(Vector<double> x)
    {
        // A subnormal number is scaled first.
        Vector<long> isSmall = Vector.LessThan(x, new Vector<double>(2.2250738585072014e-308));
        Vector<double> scaled = Vector.ConditionalSelect(isSmall, x * new Vector<double>(18014398509481984.0), x);
        Vector<double> exponentShift = Vector.ConditionalSelect(isSmall, new Vector<double>(-54.0), Vector<double>.Zero);
        Vector<double> y = LogOfNormal(scaled, exponentShift, Vector<double>.Zero);
        return WithDomain(y, x);
    }

    /// <summary>ln(1 + x): the logarithm of u = fl(1 + x), and the first-order effect c / u of u's rounding error c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<double> Log1p(Vector<double> x)
    {
        Vector<double> u = Vector<double>.One + x;
        Vector<long> isLarge = Vector.GreaterThan(x, Vector<double>.One);
        Vector<double> error = Vector.ConditionalSelect(isLarge, Vector<double>.One - (u - x), x - (u - Vector<double>.One));
        Vector<double> y = WithDomain(LogOfNormal(u, Vector<double>.Zero, error / u), u);
        Vector<long> isTiny = Vector.LessThan(Vector.Abs(x), new Vector<double>(2.2204460492503131e-16));
        return Vector.ConditionalSelect(isTiny, x, y);
    }

    /// <summary>ln x + k₀ ln 2 + c for a positive normal x = 2ᵏ m, √½ ≤ m &lt; √2.</summary>
    /// <remarks>With f = m − 1 and s = f / (2 + f), ln m = 2 artanh s = f − f²/2 + s (f²/2 + R(s²)); the minimax polynomial
    /// R and the split of ln 2 are those of Sun's fdlibm (1993), whose error is below 1 unit in the last place.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> LogOfNormal(Vector<double> x, Vector<double> exponentShift, Vector<double> correction)
    {
        Vector<long> bits = Vector.AsVectorInt64(x) + new Vector<long>(0x3FF0000000000000L - 0x3FE6A09E00000000L);
        Vector<long> biased = Vector.ShiftRightLogical(bits, 52);

        // The biased exponent as the low bits of 2^52; subtracting 2^52 + 1023 leaves the exponent.
        Vector<double> k = Vector.AsVectorDouble(biased | new Vector<long>(0x4330000000000000L)) - new Vector<double>(4503599627371519.0) + exponentShift;
        Vector<double> m = Vector.AsVectorDouble((bits & new Vector<long>(0x000FFFFFFFFFFFFFL)) + new Vector<long>(0x3FE6A09E00000000L));
        Vector<double> f = m - Vector<double>.One;
        Vector<double> halfSquare = new Vector<double>(0.5) * f * f;
        Vector<double> s = f / (new Vector<double>(2.0) + f);
        Vector<double> rest = Remainder(s * s);
        Vector<double> low = Vector.MultiplyAddEstimate(k, new Vector<double>(1.90821492927058770002e-10), correction);
        Vector<double> tail = Vector.MultiplyAddEstimate(s, halfSquare + rest, low);
        return Vector.MultiplyAddEstimate(k, new Vector<double>(6.93147180369123816490e-01), tail - halfSquare + f);
    }

    /// <summary>R(z) = ln(1 + f) / s − 2 as a polynomial in z = s², for √½ ≤ 1 + f &lt; √2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Remainder(Vector<double> z)
    {
        Vector<double> w = z * z;
        Vector<double> odd = Vector.MultiplyAddEstimate(w, new Vector<double>(1.479819860511658591e-01), new Vector<double>(1.818357216161805012e-01));
        odd = Vector.MultiplyAddEstimate(w, odd, new Vector<double>(2.857142874366239149e-01));
        odd = Vector.MultiplyAddEstimate(w, odd, new Vector<double>(6.666666666666735130e-01));
        Vector<double> even = Vector.MultiplyAddEstimate(w, new Vector<double>(1.531383769920937332e-01), new Vector<double>(2.222219843214978396e-01));
        even = Vector.MultiplyAddEstimate(w, even, new Vector<double>(3.999999999940941908e-01));
        return Vector.MultiplyAddEstimate(z, odd, w * even);
    }

    /// <summary>ln(1 + e) for 0 ≤ e ≤ 1, without a rounded 1 + e: 2 artanh(e / (e + 2)) or, beyond √2 − 1,
    /// ln 2 + 2 artanh((e − 1) / (e + 3)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<double> Log1pOfUnit(Vector<double> e)
    {
        Vector<long> isUpper = Vector.GreaterThan(e, new Vector<double>(0.41421356237309505));
        Vector<double> numerator = Vector.ConditionalSelect(isUpper, e - Vector<double>.One, e);
        Vector<double> two = new(2.0);
        Vector<double> denominator = e + Vector.ConditionalSelect(isUpper, new Vector<double>(3.0), two);
        Vector<double> s = numerator / denominator;
        Vector<double> start = Vector.ConditionalSelect(isUpper, new Vector<double>(0.69314718055994531), Vector<double>.Zero);
        return Vector.MultiplyAddEstimate(s, two + Remainder(s * s), start);
    }

    /// <summary>The logarithm's values at and below zero, and at infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> WithDomain(Vector<double> y, Vector<double> x)
    {
        Vector<double> infinity = new(double.PositiveInfinity);
        y = Vector.ConditionalSelect(Vector.LessThan(x, infinity), y, x);
        y = Vector.ConditionalSelect(Vector.Equals(x, Vector<double>.Zero), -infinity, y);
        return Vector.ConditionalSelect(Vector.LessThan(x, Vector<double>.Zero), new Vector<double>(double.NaN), y);
    }
}
