using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Logarithms.</summary>
/// <remarks>x = 2ᵏ m with ¾ ≤ m &lt; 1½. With f = m − 1 and s = f / (2 + f), ln m = 2 artanh s = f − f²/2 + s (f²/2 + R(s²)), and ln 2 is
/// split in two, as in Sun's fdlibm (1993).</remarks>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">Their type.</typeparam>
internal static class Logarithm<V, T>
    where V : unmanaged, ILanes<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>ln x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Log(V x) => Log(x, V.Zero);

    /// <summary>ln(1 + x): the logarithm of u = fl(1 + x), and the first-order effect c / u of u's rounding error c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Log1p(V x)
    {
        V u = V.One + x;
        V error = V.Select(V.GreaterThan(x, V.One), V.One - (u - x), x - (u - V.One)), correction = error / u;

        // At the ends of the domain the correction is no number, and none is needed.
        V y = Log(u, V.Select(V.Equals(correction, correction), correction, V.Zero));
        V isTiny = V.LessThan(V.Abs(x), V.Constant(typeof(T) == typeof(float) ? 5.96046448e-8 : 2.2204460492503131e-16));
        return V.Select(isTiny, x, y);
    }

    /// <summary>ln(1 + e) for 0 ≤ e ≤ 1, without a rounded 1 + e: 2 artanh(e / (e + 2)) or, beyond √2 − 1,
    /// ln 2 + 2 artanh((e − 1) / (e + 3)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Log1pOfUnit(V e)
    {
        V isUpper = V.GreaterThan(e, V.Constant(0.41421356237309505)), two = V.Constant(2);
        V s = V.Select(isUpper, e - V.One, e) / (e + V.Select(isUpper, V.Constant(3), two));
        V start = V.Select(isUpper, V.Constant(0.69314718055994531), V.Zero);
        return V.MultiplyAdd(s, two + Remainder(s * s), start);
    }

    /// <summary>ln x + c for a small c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Log(V x, V c)
    {
        V f = V.Decompose(x, out V k) - V.One;
        V halfSquare = V.Constant(0.5) * f * f, s = f / (V.Constant(2) + f);
        V low = V.MultiplyAdd(k, V.Constant(typeof(T) == typeof(float) ? 9.0580006145e-06 : 1.90821492927058770002e-10), c);
        V tail = V.MultiplyAdd(s, halfSquare + Remainder(s * s), low);
        return V.MultiplyAdd(k, V.Constant(typeof(T) == typeof(float) ? 6.9313812256e-01 : 6.93147180369123816490e-01), tail - halfSquare + f);
    }

    /// <summary>R(z) = 2 artanh(s) / s − 2 for z = s² ≤ 1/25: z times a minimax polynomial, of error below 2⁻⁵⁵ (2⁻²⁷ in single precision).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Remainder(V z)
    {
        V w = z * z, even, odd;
        if (typeof(T) == typeof(float))
        {
            even = V.MultiplyAdd(w, V.Constant(0.28532539695525150), 0.66666666270407374);
            odd = V.MultiplyAdd(w, V.Constant(0.23750768127950128), 0.40000314318676444);
        }
        else
        {
            even = V.MultiplyAdd(w, V.Constant(0.13210039057617008), 0.18181737973562139);
            even = V.MultiplyAdd(w, even, 0.28571428567294411);
            even = V.MultiplyAdd(w, even, 0.66666666666666664);
            odd = V.MultiplyAdd(w, V.Constant(0.13606313499271703), 0.15388852339713207);
            odd = V.MultiplyAdd(w, odd, 0.22222223044534716);
            odd = V.MultiplyAdd(w, odd, 0.40000000000007912);
        }

        return V.MultiplyAdd(z, even, w * odd);
    }
}
