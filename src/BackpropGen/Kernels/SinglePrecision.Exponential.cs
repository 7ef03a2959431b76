using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Exponential functions of vectors of <see cref="float"/>.</summary>
internal static partial class SinglePrecision
{
    /// <summary>eˣ = 2ⁿ (1 + q) with n the integer nearest to x / ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<float> Exp(Vector<float> x)
    {
        // Outside these limits the value is infinite or zero; NaN passes both comparisons.
        x = Clamp(x, -104f, 89f);
        Vector<float> q = ReducedExpm1(x, out Vector<int> n);

        // 2ⁿ in two factors, so that the product overflows and becomes subnormal only where it must. The shift is a
        // logical one, of a number made positive: vectors of 64 bits have no arithmetic shift before AVX-512.
        Vector<int> half = Vector.ShiftRightLogical(n + new Vector<int>(256), 1) - new Vector<int>(128);
        Vector<float> y = Vector<float>.One + q;
        return y * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary>eˣ − 1 = 2ⁿ q + (2ⁿ − 1), computed at half size: 2ⁿ itself overflows before the value does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<float> Expm1(Vector<float> x)
    {
        Vector<float> inside = Clamp(x, -20f, 88.73f);
        Vector<float> q = ReducedExpm1(inside, out Vector<int> n);
        Vector<float> scale = PowerOfTwo(n - Vector<int>.One);
        Vector<float> half = Vector.MultiplyAddEstimate(scale, q, scale - new Vector<float>(0.5f));

        // Where x² / 2 is below rounding the value is x itself, with its sign of zero and its last subnormal bit.
        Vector<int> isTiny = Vector.LessThan(Vector.Abs(x), new Vector<float>(5.96046448e-8f));
        return Vector.ConditionalSelect(isTiny, x, half + half);
    }

    /// <summary>q = eʳ − 1 where x = n ln 2 + r and |r| ≤ ln(2) / 2, by its Taylor polynomial.</summary>
    /// <remarks>The first omitted term is below 0.1 units in the last place. ln 2 is split in two, of which the leading
    /// part times n is exact (Cody, Waite, 1980).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> ReducedExpm1(Vector<float> x, out Vector<int> n)
    {
        // Adding 1.5 · 2^23 leaves the nearest integer in the low bits.
        Vector<float> shift = new(12582912f);
        Vector<float> shifted = Vector.MultiplyAddEstimate(x, new Vector<float>(1.44269504f), shift);
        n = Vector.AsVectorInt32(shifted) - Vector.AsVectorInt32(shift);
        Vector<float> whole = shifted - shift;
        Vector<float> r = Vector.MultiplyAddEstimate(whole, new Vector<float>(-0.693359375f), x);
        r = Vector.MultiplyAddEstimate(whole, new Vector<float>(2.12194440e-4f), r);
        Vector<float> p = new(0.000198412698f);
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(0.00138888889f));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(0.00833333333f));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(0.0416666667f));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(0.166666667f));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(0.5f));
        return Vector.MultiplyAddEstimate(r * r, p, r);
    }

    /// <summary>2ⁿ for −126 ≤ n ≤ 127, as bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> PowerOfTwo(Vector<int> n) =>
        Vector.AsVectorSingle(Vector.ShiftLeft(n + new Vector<int>(127), 23));

    /// <summary>x within limits; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Clamp(Vector<float> x, float lowest, float highest)
    {
        Vector<float> lower = new(lowest), upper = new(highest);
        x = Vector.ConditionalSelect(Vector.LessThan(x, lower), lower, x);
        return Vector.ConditionalSelect(Vector.GreaterThan(x, upper), upper, x);
    }
}
