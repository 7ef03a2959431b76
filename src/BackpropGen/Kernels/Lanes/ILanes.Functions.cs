using System;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <content>Elementary functions. Each holds over the whole range of its argument, with IEEE 754's results for NaN, infinities and domain
/// errors, and errs by at most 4 units in the last place.</content>
public partial interface ILanes<TSelf, T>
{
    /// <summary>−1, 0 or 1; NaN of NaN.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Sign(TSelf x) => FloatingPoint.Sign<TSelf, T>(x);

    /// <summary>eˣ.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Exp(TSelf x) => Exponential<TSelf, T>.Exp(x);

    /// <summary>eˣ − 1, exact near zero.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Expm1(TSelf x) => Exponential<TSelf, T>.Expm1(x);

    /// <summary>The natural logarithm.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Log(TSelf x) => Logarithm<TSelf, T>.Log(x);

    /// <summary>ln(1 + x), exact near zero.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Log1p(TSelf x) => Logarithm<TSelf, T>.Log1p(x);

    /// <summary>The hyperbolic tangent.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Tanh(TSelf x) => HyperbolicTangent<TSelf, T>.Of(x);

    /// <summary>The logistic function 1 / (1 + e⁻ˣ).</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Sigmoid(TSelf x) => Logistic<TSelf, T>.Sigmoid(x);

    /// <summary>ln(1 + eˣ), without overflow.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Softplus(TSelf x) => Logistic<TSelf, T>.Softplus(x);

    /// <summary>The standard normal density e^(−x²/2) / √(2π).</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf NormalDensity(TSelf x) => Logistic<TSelf, T>.NormalDensity(x);

    /// <summary>The error function 2/√π ∫₀ˣ e^(−t²) dt.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Erf(TSelf x) => ErrorFunction<TSelf, T>.Erf(x);

    /// <summary>1 − erf(x), exact in the upper tail.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Erfc(TSelf x) => PerLane<TSelf, T>.Of<ErfcOf<T>>(x);

    /// <summary>The sine.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Sin(TSelf x) => Trigonometry<TSelf, T>.Sin(in x);

    /// <summary>The cosine.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Cos(TSelf x) => Trigonometry<TSelf, T>.Cos(in x);

    /// <summary>The tangent.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Tan(TSelf x) => Trigonometry<TSelf, T>.Tan(in x);

    /// <summary>The inverse sine.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Asin(TSelf x) => PerLane<TSelf, T>.Of<AsinOf<T>>(x);

    /// <summary>The inverse cosine.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Acos(TSelf x) => PerLane<TSelf, T>.Of<AcosOf<T>>(x);

    /// <summary>The inverse tangent.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Atan(TSelf x) => PerLane<TSelf, T>.Of<AtanOf<T>>(x);

    /// <summary>The hyperbolic sine.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Sinh(TSelf x) => PerLane<TSelf, T>.Of<SinhOf<T>>(x);

    /// <summary>The hyperbolic cosine.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Cosh(TSelf x) => PerLane<TSelf, T>.Of<CoshOf<T>>(x);

    /// <summary>The inverse hyperbolic sine.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Asinh(TSelf x) => PerLane<TSelf, T>.Of<AsinhOf<T>>(x);

    /// <summary>The inverse hyperbolic cosine.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Acosh(TSelf x) => PerLane<TSelf, T>.Of<AcoshOf<T>>(x);

    /// <summary>The inverse hyperbolic tangent.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Atanh(TSelf x) => PerLane<TSelf, T>.Of<AtanhOf<T>>(x);

    /// <summary>The cube root.</summary>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Cbrt(TSelf x) => PerLane<TSelf, T>.Of<CbrtOf<T>>(x);

    /// <summary>The angle of the point (x, y).</summary>
    /// <param name="y">The ordinate.</param>
    /// <param name="x">The abscissa.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Atan2(TSelf y, TSelf x) => PerLane<TSelf, T>.Of<Atan2Of<T>>(y, x);

    /// <summary>x raised to the power y.</summary>
    /// <param name="x">The base.</param>
    /// <param name="y">The exponent.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Pow(TSelf x, TSelf y) => Power<TSelf, T>.Pow(in x, in y);

    /// <summary>√(x² + y²), without overflow.</summary>
    /// <param name="x">One leg.</param>
    /// <param name="y">The other leg.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Hypot(TSelf x, TSelf y) => PerLane<TSelf, T>.Of<HypotOf<T>>(x, y);

    /// <summary>A function of the user's, one lane at a time.</summary>
    /// <param name="function">The function.</param>
    /// <param name="x">The argument.</param>
    static virtual TSelf PerLane(Func<T, T> function, TSelf x) => PerLane<TSelf, T>.Of(function, x);

    /// <summary>A function of the user's, one lane at a time.</summary>
    /// <param name="function">The function.</param>
    /// <param name="x">The first argument.</param>
    /// <param name="y">The second argument.</param>
    static virtual TSelf PerLane(Func<T, T, T> function, TSelf x, TSelf y) => PerLane<TSelf, T>.Of(function, x, y);

    /// <summary>A function of the user's, one lane at a time.</summary>
    /// <param name="function">The function.</param>
    /// <param name="x">The first argument.</param>
    /// <param name="y">The second argument.</param>
    /// <param name="z">The third argument.</param>
    static virtual TSelf PerLane(Func<T, T, T, T> function, TSelf x, TSelf y, TSelf z) => PerLane<TSelf, T>.Of(function, x, y, z);

    /// <summary>A function of the user's of more arguments, one lane at a time.</summary>
    /// <param name="function">The function of one lane's arguments.</param>
    /// <param name="arguments">The arguments, at least one.</param>
    static virtual TSelf PerLane(LaneFunction<T> function, params ReadOnlySpan<TSelf> arguments) => PerLane<TSelf, T>.Of(function, arguments);
}
