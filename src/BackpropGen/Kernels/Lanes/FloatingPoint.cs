using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The parts of floating-point numbers, for lanes without instructions for them.</summary>
internal static class FloatingPoint
{
    /// <summary>−1, 0 or 1; NaN of NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Sign<V, T>(V x)
        where V : unmanaged, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.Select(V.LessThan(x, V.Zero), -V.One, V.Select(V.GreaterThan(x, V.Zero), V.One, x));

    /// <summary>2ⁿ for the exponents of normal numbers.</summary>
    /// <remarks>Adding 1.5 · 2²³ (2⁵² in double precision) and the exponent's bias leaves the biased exponent in the low bits.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V PowerOfTwo<V, T>(V n)
        where V : unmanaged, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? V.ShiftLeft(n + V.Constant(12582912.0 + 127), 23)
            : V.ShiftLeft(n + V.Constant(6755399441055744.0 + 1023), 52);

    /// <summary>x · 2ⁿ in two factors, each a normal number, so that the product overflows and becomes subnormal only where it must.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V ScaleBinary<V, T>(V x, V n)
        where V : unmanaged, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V shift = V.Constant(typeof(T) == typeof(float) ? 12582912.0 : 6755399441055744.0);
        V half = V.MultiplyAdd(n, V.Constant(0.5), shift) - shift;
        return x * PowerOfTwo<V, T>(half) * PowerOfTwo<V, T>(n - half);
    }

    /// <summary>x = 2ᵏ m, ¾ ≤ m &lt; 1½, by the number's bits; a subnormal number is scaled first.</summary>
    /// <remarks>Adding the distance of ¾'s bits from 1's carries into the exponent from 1½ on. The exponent becomes a number as the low
    /// bits of 2²³ (2⁵² in double precision).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Decompose<V, T>(V x, out V exponent)
        where V : unmanaged, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool isSingle = typeof(T) == typeof(float);
        long one = isSingle ? 0x3F800000 : 0x3FF0000000000000, least = isSingle ? 0x3F400000 : 0x3FE8000000000000;
        V isSmall = V.LessThan(x, V.Constant(isSingle ? 1.17549435082228751e-38 : 2.2250738585072014e-308));
        V bits = V.Select(isSmall, x * V.Constant(isSingle ? 16777216.0 : 18014398509481984.0), x);
        bits = V.AddBits(bits, V.BroadcastBits(one - least));
        V whole = V.BroadcastBits(isSingle ? 0x4B000000 : 0x4330000000000000);
        V bias = V.Constant(isSingle ? 8388608.0 + 127 : 4503599627370496.0 + 1023);
        V biasOfSmall = V.Constant(isSingle ? 8388608.0 + 127 + 24 : 4503599627370496.0 + 1023 + 54);
        V exponentBits = isSingle ? V.ShiftRight(bits, 23) : V.ShiftRight(bits, 52);
        V k = (exponentBits | whole) - V.Select(isSmall, biasOfSmall, bias);
        k = V.Select(V.LessThan(x, V.Constant(double.PositiveInfinity)), k, x);
        exponent = V.Select(V.Equals(x, V.Zero), V.Constant(double.NegativeInfinity), k);
        V mantissa = V.AddBits(bits & V.BroadcastBits(isSingle ? (1L << 23) - 1 : (1L << 52) - 1), V.BroadcastBits(least));
        return V.Select(V.LessThan(x, V.Zero), V.Constant(double.NaN), mantissa);
    }
}
