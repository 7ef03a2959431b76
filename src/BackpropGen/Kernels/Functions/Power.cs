using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Powers.</summary>
/// <remarks>xʸ = exp(y ln |x|), the logarithm as an unevaluated sum of two numbers: its relative error is about 2⁻⁶⁵ (2⁻³⁹ in single
/// precision), so that the largest exponent loses less than a fifth of a unit in the last place. The arithmetic of such sums is Dekker's
/// (A floating-point technique for extending the available precision, 1971). Arguments come by reference, since a register passed by value is
/// copied in parts.</remarks>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">Their type.</typeparam>
internal static class Power<V, T>
    where V : unmanaged, ILanes<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>xʸ; zeros, infinities and NaN have the values of <see cref="Math.Pow"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static V Pow(in V powerBase, in V exponent)
    {
        V x = powerBase, y = exponent;

        // x · 0 is 0 for every finite x and NaN for all others.
        V sum = (x * V.Zero) + (y * V.Zero);
        return V.Any(~V.Equals(sum, V.Zero) | V.Equals(x, V.Zero)) ? PerLane<V, T>.Of<PowOf<T>>(x, y) : OfFinite(x, y);
    }

    /// <summary>xʸ for finite x ≠ 0 and finite y; the sign of a negative x is that of an odd power, and NaN where y is no integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V OfFinite(V x, V y)
    {
        V high = LogInTwo(V.Abs(x), out V low), exponent = y * high;
        V rest = V.MultiplyAdd(y, low, V.FusedMultiplyAdd(y, high, -exponent));

        // Beyond, the value is infinite or 0, and the rest may be ∞ − ∞.
        rest = V.Select(V.LessThan(V.Abs(exponent), V.Constant(typeof(T) == typeof(float) ? 110 : 800)), rest, V.Zero);
        return WithSign(Exponential<V, T>.Exp(exponent, rest), x, y);
    }

    /// <summary>ln x for a positive finite x as the sum of two numbers.</summary>
    /// <remarks>x = 2ᵏ m, f = m − 1, s = f / (2 + f), ln m = 2 artanh s = 2 s (1 + s²/3 + s⁴ R(s²)). The quotient, its square and the first
    /// term are sums of two.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogInTwo(V x, out V rest)
    {
        V f = V.Decompose(x, out V k) - V.One;

        // s = f / d, d = 2 + f in two numbers.
        V two = V.Constant(2), d = two + f, dLow = f - (d - two);
        V s = f / d;
        V sLow = (V.FusedMultiplyAdd(-s, d, f) - (s * dLow)) / d;
        V z = s * s;
        V zLow = V.MultiplyAdd(two * s, sLow, V.FusedMultiplyAdd(s, s, -z));

        // q = z / 3 + z² R(z) in two numbers.
        V third = V.Constant(typeof(T) == typeof(float) ? 0.333333343267440796 : 1.0 / 3);
        V thirdLow = V.Constant(typeof(T) == typeof(float) ? -9.93410746256510361e-9 : 1.8503717077085941e-17);
        V first = z * third;
        V tail = V.FusedMultiplyAdd(z, third, -first) + (z * thirdLow) + (zLow * third) + (z * z * (typeof(T) == typeof(float) ? SingleRest(z) : DoubleRest(z)));
        V q = first + tail, qLow = first - q + tail;

        // 2 s + 2 s q + k ln 2; each sum has its larger term first, or is exact.
        V sq = s * q;
        V sqLow = V.FusedMultiplyAdd(s, q, -sq) + (s * qLow) + (sLow * q);
        V u = s + sq, uLow = s - u + sq + (sLow + sqLow);
        V whole = k * V.Constant(typeof(T) == typeof(float) ? 0.693145751953125 : 6.93147180369123816490e-01), mantissa = two * u;
        V lowOfLn2 = V.Constant(typeof(T) == typeof(float) ? 1.42860682030941723e-6 : 1.90821492927058770002e-10);
        V high = whole + mantissa;
        V low = whole - high + mantissa + V.MultiplyAdd(k, lowOfLn2, two * uLow);
        V sum = high + low;
        rest = high - sum + low;
        return sum;
    }

    /// <summary>R(z) = (artanh(s) / s − 1 − z/3) / z² = 1/5 + z/7 + … for z = s² ≤ 1/25: a minimax polynomial.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SingleRest(V z)
    {
        V p = V.Constant(0.0997955377);
        p = V.MultiplyAdd(p, z, 0.110759772);
        p = V.MultiplyAdd(p, z, 0.142862873);
        return V.MultiplyAdd(p, z, 0.199999968);
    }

    /// <summary>As <see cref="SingleRest"/>, with the terms that double precision needs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V DoubleRest(V z)
    {
        V p = V.Constant(0.05806198071715179);
        p = V.MultiplyAdd(p, z, 0.05163653347010188);
        p = V.MultiplyAdd(p, z, 0.05887567116827412);
        p = V.MultiplyAdd(p, z, 0.06666500272677699);
        p = V.MultiplyAdd(p, z, 0.07692311030458698);
        p = V.MultiplyAdd(p, z, 0.09090909049196604);
        p = V.MultiplyAdd(p, z, 0.11111111111419858);
        p = V.MultiplyAdd(p, z, 0.14285714285713083);
        return V.MultiplyAdd(p, z, 0.2);
    }

    /// <summary>|x|ʸ as xʸ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V WithSign(V magnitude, V x, V y)
    {
        V half = V.Constant(0.5) * y;
        V negative = V.Select(V.Equals(V.Floor(half), half), magnitude, -magnitude);
        negative = V.Select(V.Equals(V.Floor(y), y), negative, V.Constant(double.NaN));
        return V.Select(V.LessThan(x, V.Zero), negative, magnitude);
    }
}
