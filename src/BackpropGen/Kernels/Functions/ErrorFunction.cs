using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The error function 2/√π ∫₀ˣ e^(−t²) dt: one polynomial up to |x| = 1, its complement beyond.</summary>
/// <remarks>All polynomials are Chebyshev fits, made with mpmath, to less than 0.05 units in the last place of the value.</remarks>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">Their type.</typeparam>
internal static class ErrorFunction<V, T>
    where V : unmanaged, ILanes<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>erf x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Erf(V x)
    {
        // Beyond the limit the value rounds to 1.
        V magnitude = V.AtMost(V.Abs(x), typeof(T) == typeof(float) ? 4.1 : 6), square = magnitude * magnitude;
        V near = V.MultiplyAdd(magnitude, typeof(T) == typeof(float) ? SingleNearZero(square) : DoubleNearZero(square), magnitude);
        V two = V.Constant(2), u = (magnitude - two) / (magnitude + two);
        V far = V.One - (Exponential<V, T>.ExpOfMinusMagnitude(square) * (typeof(T) == typeof(float) ? SingleComplement(u) : DoubleComplement(u)));
        return V.CopySign(V.Select(V.LessThan(magnitude, V.One), near, far), x);
    }

    /// <summary>erf(x) / x − 1 as a polynomial in z = x², for |x| ≤ 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SingleNearZero(V z)
    {
        V p = V.Constant(7.87587506e-05);
        p = V.MultiplyAdd(p, z, -0.000801686429);
        p = V.MultiplyAdd(p, z, 0.00518908742);
        p = V.MultiplyAdd(p, z, -0.026854212);
        p = V.MultiplyAdd(p, z, 0.112835947);
        p = V.MultiplyAdd(p, z, -0.376126267);
        return V.MultiplyAdd(p, z, 0.128379166);
    }

    /// <summary>e^(x²) (1 − erf x) as a polynomial in u = (x − 2) / (x + 2), for 1 ≤ x ≤ 4.1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SingleComplement(V u)
    {
        V p = V.Constant(-0.000940545863);
        p = V.MultiplyAdd(p, u, -0.000835842887);
        p = V.MultiplyAdd(p, u, 0.00699426608);
        p = V.MultiplyAdd(p, u, 0.00373203417);
        p = V.MultiplyAdd(p, u, -0.0789784973);
        p = V.MultiplyAdd(p, u, 0.241658215);
        p = V.MultiplyAdd(p, u, -0.427185848);
        return V.MultiplyAdd(p, u, 0.255395676);
    }

    /// <summary>erf(x) / x − 1 as a polynomial in z = x², for |x| ≤ 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V DoubleNearZero(V z)
    {
        V p = V.Constant(5.957176147748911e-11);
        p = V.MultiplyAdd(p, z, -1.1372848856791674e-09);
        p = V.MultiplyAdd(p, z, 1.4659775274047436e-08);
        p = V.MultiplyAdd(p, z, -1.6350312701054695e-07);
        p = V.MultiplyAdd(p, z, 1.6461000484121368e-06);
        p = V.MultiplyAdd(p, z, -1.4925595266831182e-05);
        p = V.MultiplyAdd(p, z, 0.0001205533111164271);
        p = V.MultiplyAdd(p, z, -0.000854832698083379);
        p = V.MultiplyAdd(p, z, 0.0052239776248180145);
        p = V.MultiplyAdd(p, z, -0.026866170645076792);
        p = V.MultiplyAdd(p, z, 0.11283791670954879);
        p = V.MultiplyAdd(p, z, -0.3761263890318375);
        return V.MultiplyAdd(p, z, 0.1283791670955126);
    }

    /// <summary>e^(x²) (1 − erf x) as a polynomial in u = (x − 2) / (x + 2), for 1 ≤ x ≤ 6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V DoubleComplement(V u)
    {
        V p = V.Constant(-1.1352571477273627e-06);
        p = V.MultiplyAdd(p, u, 1.272567661840228e-06);
        p = V.MultiplyAdd(p, u, 4.011749647325067e-06);
        p = V.MultiplyAdd(p, u, 1.3058577122278017e-06);
        p = V.MultiplyAdd(p, u, -1.3998283772784976e-05);
        p = V.MultiplyAdd(p, u, -2.7562209161129353e-05);
        p = V.MultiplyAdd(p, u, 2.7527175557227246e-05);
        p = V.MultiplyAdd(p, u, 0.00017435947400205157);
        p = V.MultiplyAdd(p, u, 4.355558686575482e-05);
        p = V.MultiplyAdd(p, u, -0.0009819769411038642);
        p = V.MultiplyAdd(p, u, -0.00084714325299195);
        p = V.MultiplyAdd(p, u, 0.006997461736971578);
        p = V.MultiplyAdd(p, u, 0.0037328924043978336);
        p = V.MultiplyAdd(p, u, -0.07897858101570611);
        p = V.MultiplyAdd(p, u, 0.24165819424246585);
        p = V.MultiplyAdd(p, u, -0.4271858474139585);
        return V.MultiplyAdd(p, u, 0.25539567631050575);
    }
}
