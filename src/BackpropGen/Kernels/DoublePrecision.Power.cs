using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Powers of vectors of <see cref="double"/>.</summary>
/// <remarks>xʸ = exp(y ln |x|), the logarithm as an unevaluated sum of two numbers: its relative error is about 2⁻⁶⁵, so that the largest
/// exponent loses less than a fifth of a unit in the last place. The arithmetic of such sums is Dekker's (A floating-point technique for
/// extending the available precision, 1971).</remarks>
internal static partial class DoublePrecision
{
    private const double HighOfLn2 = 6.93147180369123816490e-01;
    private const double LowOfLn2 = 1.90821492927058770002e-10;

    /// <summary>xʸ for finite x ≠ 0 and finite y; the sign of a negative x is that of an odd power, and NaN where y is no integer.</summary>
    internal static Vector<double> Pow(Vector<double> x, Vector<double> y)
    {
        var (high, low) = LogInTwo(Vector.Abs(x));
        Vector<double> exponent = y * high;
        Vector<double> rest = Vector.FusedMultiplyAdd(y, high, -exponent) + (y * low);

        // Beyond, the value is infinite or 0, and the rest may be ∞ − ∞.
        rest = Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(exponent), new Vector<double>(800.0)), rest, Vector<double>.Zero);
        return WithSign(Exp(exponent, rest), x, y);
    }

    /// <summary>e^(x + c) for a small c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Exp(Vector<double> x, Vector<double> c)
    {
        x = Clamp(x, -746.0, 710.0);
        Vector<double> q = ReducedExpm1(x, out Vector<long> n);
        Vector<double> y = Vector<double>.One + q;

        // e^c is 1 + c: c is about a unit in the last place of x.
        y = Vector.MultiplyAddEstimate(y, c, y);
        Vector<long> half = Vector.ShiftRightLogical(n + new Vector<long>(2048L), 1) - new Vector<long>(1024L);
        return y * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary>ln x for a positive finite x as the sum of two numbers.</summary>
    /// <remarks>x = 2ᵏ m, f = m − 1, s = f / (2 + f), ln m = 2 artanh s = 2 s (1 + s²/3 + s⁴ (1/5 + s²/7 + …)). The quotient, its square
    /// and the first term are sums of two; the series ends where the next term is below 2⁻⁷⁰.</remarks>
    private static (Vector<double> High, Vector<double> Low) LogInTwo(Vector<double> x)
    {
        Vector<long> isSmall = Vector.LessThan(x, new Vector<double>(2.2250738585072014e-308));
        Vector<double> scaled = Vector.ConditionalSelect(isSmall, x * new Vector<double>(18014398509481984.0), x);
        Vector<double> shift = Vector.ConditionalSelect(isSmall, new Vector<double>(-54.0), Vector<double>.Zero);
        Vector<long> bits = Vector.AsVectorInt64(scaled) + new Vector<long>(0x3FF0000000000000L - 0x3FE6A09E00000000L);
        Vector<double> k = Vector.AsVectorDouble(Vector.ShiftRightLogical(bits, 52) | new Vector<long>(0x4330000000000000L)) - new Vector<double>(4503599627371519.0) + shift;
        Vector<double> f = Vector.AsVectorDouble((bits & new Vector<long>(0x000FFFFFFFFFFFFFL)) + new Vector<long>(0x3FE6A09E00000000L)) - Vector<double>.One;

        // s = f / d, d = 2 + f in two numbers.
        Vector<double> two = new(2.0), d = two + f, dLow = f - (d - two);
        Vector<double> s = f / d;
        Vector<double> sLow = (Vector.FusedMultiplyAdd(-s, d, f) - (s * dLow)) / d;
        Vector<double> z = s * s;
        Vector<double> zLow = Vector.MultiplyAddEstimate(two * s, sLow, Vector.FusedMultiplyAdd(s, s, -z));

        // q = z / 3 + z² R(z) in two numbers.
        Vector<double> third = new(1.0 / 3), thirdLow = new(1.8503717077085941e-17);
        Vector<double> first = z * third;
        Vector<double> tail = Vector.FusedMultiplyAdd(z, third, -first) + (z * thirdLow) + (zLow * third) + (z * z * ArtanhRest(z));
        Vector<double> q = first + tail, qLow = first - q + tail;

        // 2 s + 2 s q + k ln 2; each sum has its larger term first, or is exact.
        Vector<double> sq = s * q;
        Vector<double> sqLow = Vector.FusedMultiplyAdd(s, q, -sq) + (s * qLow) + (sLow * q);
        Vector<double> u = s + sq, uLow = s - u + sq + (sLow + sqLow);
        Vector<double> whole = k * new Vector<double>(HighOfLn2), mantissa = two * u;
        Vector<double> high = whole + mantissa;
        Vector<double> low = whole - high + mantissa + Vector.MultiplyAddEstimate(k, new Vector<double>(LowOfLn2), two * uLow);
        Vector<double> sum = high + low;
        return (sum, high - sum + low);
    }

    /// <summary>1/5 + z/7 + z²/9 + …, for 0 ≤ z ≤ 0.0295.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> ArtanhRest(Vector<double> z)
    {
        Vector<double> p = new(1.0 / 25);
        p = Vector.MultiplyAddEstimate(p, z, new Vector<double>(1.0 / 23));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<double>(1.0 / 21));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<double>(1.0 / 19));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<double>(1.0 / 17));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<double>(1.0 / 15));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<double>(1.0 / 13));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<double>(1.0 / 11));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<double>(1.0 / 9));
        p = Vector.MultiplyAddEstimate(p, z, new Vector<double>(1.0 / 7));
        return Vector.MultiplyAddEstimate(p, z, new Vector<double>(1.0 / 5));
    }

    /// <summary>|x|ʸ as xʸ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<double> WithSign(Vector<double> magnitude, Vector<double> x, Vector<double> y)
    {
        Vector<double> half = new Vector<double>(0.5) * y;
        Vector<long> isInteger = Vector.Equals(Vector.Floor(y), y), isEven = Vector.Equals(Vector.Floor(half), half);
        Vector<double> negative = Vector.ConditionalSelect(isEven, magnitude, -magnitude);
        negative = Vector.ConditionalSelect(isInteger, negative, new Vector<double>(double.NaN));
        return Vector.ConditionalSelect(Vector.LessThan(x, Vector<double>.Zero), negative, magnitude);
    }
}
