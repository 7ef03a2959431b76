using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The hyperbolic tangent.</summary>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">Their type.</typeparam>
internal static partial class HyperbolicTangent<V, T>
    where V : unmanaged, ILanes<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The hyperbolic tangent, in the form that is waited for less here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Of(V x) => typeof(T) == typeof(float) && Pieces.AreLookedUp<V>() ? ByPieces(x) : ByQuotient(x);

    /// <summary>t / (t + 2) with t = e²ᵃ − 1 = 2ⁿ q + (2ⁿ − 1) on a = |x|, with the sign restored.</summary>
    /// <remarks>2a = n ln 2 + 2h and q = e²ʰ − 1. The half of ln 2 is a single number: its error is below 2⁻²⁸ (2⁻⁵⁵ in double precision), and
    /// the larger n, the less tanh depends on a.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V ByQuotient(V x)
    {
        // Beyond the limit the value rounds to 1.
        V a = V.AtMost(V.Abs(x), typeof(T) == typeof(float) ? 10 : 20);

        // Adding 1.5 · 2²³ (2⁵² in double precision) and the exponent's bias leaves the exponent of 2ⁿ in the low bits.
        V shift = V.Constant(typeof(T) == typeof(float) ? 12582912.0 + 127 : 6755399441055744.0 + 1023);
        V shifted = V.MultiplyAdd(a, V.Constant(2 * 1.4426950408889634), shift);

        // Two calls, of a number each: one that is chosen before the call would be a shift by a register, which takes twice as long.
        V scale = typeof(T) == typeof(float) ? V.ShiftLeft(shifted, 23) : V.ShiftLeft(shifted, 52);
        V h = V.MultiplyAdd(shifted - shift, V.Constant(-0.5 * 0.69314718055994531), a);

        // t = 2ⁿ h (q / h) + (2ⁿ − 1), and t + 2 beside it: neither waits for the other, nor 2ⁿ h, which is exact, for the slope.
        V scaled = scale * h, slope = typeof(T) == typeof(float) ? SingleSlope(h) : DoubleSlope(h);
        return V.CopySign(V.MultiplyAdd(scaled, slope, scale - V.One) / V.MultiplyAdd(scaled, slope, scale + V.One), x);
    }

    /// <summary>(e²ʰ − 1) / h for |h| ≤ ln(2) / 4: a minimax polynomial, of error below 2⁻²⁶ of the value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SingleSlope(V h)
    {
        // Two halves that do not wait for each other, after Estrin (1960); the last step is rounded once, for small h too.
        V low = V.MultiplyAdd(h, V.Constant(0.666659837), 1.33332039), high = V.MultiplyAdd(h, V.Constant(0.0892713042), 0.267813969);
        return V.MultiplyAdd(h, V.MultiplyAdd(h, V.MultiplyAdd(h * h, high, low), 2.00000003), 2.00000002);
    }

    /// <summary>As <see cref="SingleSlope"/>, of error below 2⁻⁵⁵.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V DoubleSlope(V h)
    {
        V p = V.Constant(5.1435382926578655e-05);
        p = V.MultiplyAdd(p, h, 0.00028289462736129573);
        p = V.MultiplyAdd(p, h, 0.0014109299825330155);
        p = V.MultiplyAdd(p, h, 0.006349185068856141);
        p = V.MultiplyAdd(p, h, 0.025396825479027878);
        p = V.MultiplyAdd(p, h, 0.08888888916879809);
        p = V.MultiplyAdd(p, h, 0.2666666666660153);
        p = V.MultiplyAdd(p, h, 0.666666666665164);
        p = V.MultiplyAdd(p, h, 1.3333333333333353);
        p = V.MultiplyAdd(p, h, 2.000000000000002);
        return V.MultiplyAdd(p, h, 2.0);
    }
}
