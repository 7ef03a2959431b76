using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Exponential functions.</summary>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">Their type.</typeparam>
internal static partial class Exponential<V, T>
    where V : unmanaged, ILanes<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>eˣ = 2ⁿ eʳ with n the integer nearest to x / ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Exp(V x)
    {
        V y = Significand(Inside(x), out V n);
        return V.ScaleBinary(y, n);
    }

    /// <summary>e⁻ˣ of the magnitude of x, which is at most 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V ExpOfMinusMagnitude(V x)
    {
        V y = Significand(V.AtLeast(x | V.Constant(-0.0), typeof(T) == typeof(float) ? -104 : -746), out V n);
        return V.ScaleBinary(y, n);
    }

    /// <summary>e^(x + c) for a small c: e^c is 1 + c where c is about a unit in the last place of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Exp(V x, V c)
    {
        V y = Significand(Inside(x), out V n);
        return V.ScaleBinary(V.MultiplyAdd(y, c, y), n);
    }

    /// <summary>eˣ − 1 = 2ⁿ q + (2ⁿ − 1), computed at half size: 2ⁿ itself overflows before the value does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Expm1(V x)
    {
        V inside = V.AtMost(V.AtLeast(x, typeof(T) == typeof(float) ? -20 : -40), typeof(T) == typeof(float) ? 88.73 : 709.79);
        V r = Reduced(inside, out V n), q = V.MultiplyAdd(r * r, Rest(r), r), scale = FloatingPoint.PowerOfTwo<V, T>(n - V.One);
        V half = V.MultiplyAdd(scale, q, scale - V.Constant(0.5));

        // Where x² / 2 is below rounding the value is x itself, with its sign of zero and its last subnormal bit.
        V isTiny = V.LessThan(V.Abs(x), V.Constant(typeof(T) == typeof(float) ? 5.96046448e-8 : 2.2204460492503131e-16));
        return V.Select(isTiny, x, half + half);
    }

    /// <summary>The nearest number whose exponential is computed; beyond it the value is infinite or zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Inside(V x) => V.AtMost(V.AtLeast(x, typeof(T) == typeof(float) ? -104 : -746), typeof(T) == typeof(float) ? 89 : 710);

    /// <summary>y = eʳ and n where x = n ln 2 + r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V ByReduction(V x, out V n)
    {
        V r = Reduced(x, out n);
        return V.MultiplyAdd(V.MultiplyAdd(Rest(r), r, 1), r, 1);
    }

    /// <summary>y and n where eˣ = 2ⁿ y, in the form that is faster here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Significand(V x, out V n) => typeof(T) == typeof(float) && Pieces.AreLookedUp<V>() ? ByPieces(x, out n) : ByReduction(x, out n);

    /// <summary>r where x = n ln 2 + r and |r| ≤ ln(2) / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Reduced(V x, out V n)
    {
        // Adding 1.5 · 2²³ (2⁵² in double precision) rounds to the nearest integer.
        V shift = V.Constant(typeof(T) == typeof(float) ? 12582912.0 : 6755399441055744.0);
        n = V.MultiplyAdd(x, V.Constant(1.4426950408889634), shift) - shift;
        return Remainder(x, n);
    }

    /// <summary>x − n ln 2.</summary>
    /// <remarks>ln 2 is split in two, of which the leading part times n is exact (Cody, Waite, 1980).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Remainder(V x, V n)
    {
        V r = V.MultiplyAdd(n, V.Constant(typeof(T) == typeof(float) ? -0.693359375 : -6.93147180369123816490e-01), x);
        return V.MultiplyAdd(n, V.Constant(typeof(T) == typeof(float) ? 2.12194440e-4 : -1.90821492927058770002e-10), r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Rest(V r) => typeof(T) == typeof(float) ? SingleRest(r) : DoubleRest(r);

    /// <summary>(eʳ − 1 − r) / r² for |r| ≤ ln(2) / 2: a minimax polynomial, of error below 2⁻²⁸ in eʳ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SingleRest(V r)
    {
        V p = V.Constant(0.00139505412);
        p = V.MultiplyAdd(p, r, 0.00836891788);
        p = V.MultiplyAdd(p, r, 0.041666205);
        p = V.MultiplyAdd(p, r, 0.166665186);
        return V.MultiplyAdd(p, r, 0.50000001);
    }

    /// <summary>As <see cref="SingleRest"/>, of error below 2⁻⁵⁷.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V DoubleRest(V r)
    {
        V p = V.Constant(2.5117922246349622e-08);
        p = V.MultiplyAdd(p, r, 2.763133956443295e-07);
        p = V.MultiplyAdd(p, r, 2.7557216108123783e-06);
        p = V.MultiplyAdd(p, r, 2.4801489786275094e-05);
        p = V.MultiplyAdd(p, r, 0.0001984126991760041);
        p = V.MultiplyAdd(p, r, 0.001388888894715561);
        p = V.MultiplyAdd(p, r, 0.008333333333307102);
        p = V.MultiplyAdd(p, r, 0.04166666666651493);
        p = V.MultiplyAdd(p, r, 0.166666666666667);
        return V.MultiplyAdd(p, r, 0.5000000000000013);
    }
}
