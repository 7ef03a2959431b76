using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Exponential functions of vectors of <see cref="double"/>.</summary>
internal static partial class DoublePrecision
{
    /// <summary>eˣ = 2ⁿ (1 + q) with n the integer nearest to x / ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<double> Exp(Vector<double> x)
    {
        // Outside these limits the value is infinite or zero; NaN passes both comparisons.
        x = Clamp(x, -746.0, 710.0);
        Vector<double> q = ReducedExpm1(x, out Vector<long> n);

        // 2ⁿ in two factors, so that the product overflows and becomes subnormal only where it must. The shift is a
        // logical one, of a number made positive: vectors of 64 bits have no arithmetic shift before AVX-512.
        Vector<long> half = Vector.ShiftRightLogical(n + new Vector<long>(2048L), 1) - new Vector<long>(1024L);
        Vector<double> y = Vector<double>.One + q;
        return y * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary>eˣ − 1 = 2ⁿ q + (2ⁿ − 1), computed at half size: 2ⁿ itself overflows before the value does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<double> Expm1(Vector<double> x)
    {
        Vector<double> inside = Clamp(x, -40.0, 709.79);
        Vector<double> q = ReducedExpm1(inside, out Vector<long> n);
        Vector<double> scale = PowerOfTwo(n - Vector<long>.One);
        Vector<double> half = Vector.MultiplyAddEstimate(scale, q, scale - new Vector<double>(0.5));

        // Where x² / 2 is below rounding the value is x itself, with its sign of zero and its last subnormal bit.
        Vector<long> isTiny = Vector.LessThan(Vector.Abs(x), new Vector<double>(2.2204460492503131e-16));
        return Vector.ConditionalSelect(isTiny, x, half + half);
    }

    /// <summary>q = eʳ − 1 where x = n ln 2 + r and |r| ≤ ln(2) / 2, by its Taylor polynomial.</summary>
    /// <remarks>The first omitted term is below 0.1 units in the last place. ln 2 is split in two, of which the leading
    /// part times n is exact (Cody, Waite, 1980).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> ReducedExpm1(Vector<double> x, out Vector<long> n)
    {
        // Adding 1.5 · 2^52 leaves the nearest integer in the low bits.
        Vector<double> shift = new(6755399441055744.0);
        Vector<double> shifted = Vector.MultiplyAddEstimate(x, new Vector<double>(1.4426950408889634), shift);
        n = Vector.AsVectorInt64(shifted) - Vector.AsVectorInt64(shift);
        Vector<double> whole = shifted - shift;
        Vector<double> r = Vector.MultiplyAddEstimate(whole, new Vector<double>(-6.93147180369123816490e-01), x);
        r = Vector.MultiplyAddEstimate(whole, new Vector<double>(-1.90821492927058770002e-10), r);
        Vector<double> p = new(1.6059043836821613e-10);
        p = Vector.MultiplyAddEstimate(p, r, new Vector<double>(2.08767569878681e-09));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<double>(2.505210838544172e-08));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<double>(2.755731922398589e-07));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<double>(2.7557319223985893e-06));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<double>(2.48015873015873e-05));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<double>(0.0001984126984126984));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<double>(0.001388888888888889));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<double>(0.008333333333333333));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<double>(0.041666666666666664));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<double>(0.16666666666666666));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<double>(0.5));
        return Vector.MultiplyAddEstimate(r * r, p, r);
    }

    /// <summary>2ⁿ for −1022 ≤ n ≤ 1023, as bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> PowerOfTwo(Vector<long> n) =>
        Vector.AsVectorDouble(Vector.ShiftLeft(n + new Vector<long>(1023L), 52));

    /// <summary>x within limits; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Clamp(Vector<double> x, double lowest, double highest)
    {
        Vector<double> lower = new(lowest), upper = new(highest);
        x = Vector.ConditionalSelect(Vector.LessThan(x, lower), lower, x);
        return Vector.ConditionalSelect(Vector.GreaterThan(x, upper), upper, x);
    }
}
