using System;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The elementary functions that <see cref="Math"/> and <see cref="MathF"/> lack.</summary>
/// <remarks>They are those of <see cref="ILanes{TSelf, T}"/> in one lane; errors are of one or two units in the last place.</remarks>
public static partial class ScalarMath
{
    /// <summary>eˣ − 1, exact near zero.</summary>
    /// <param name="x">The argument.</param>
    public static double Expm1(double x) => Lanes1<double>.First(Exponential<Lanes1<double>, double>.Expm1(new(x)));

    /// <inheritdoc cref="Expm1(double)"/>
    public static float Expm1(float x) => Lanes1<float>.First(Exponential<Lanes1<float>, float>.Expm1(new(x)));

    /// <summary>ln(1 + x), exact near zero.</summary>
    /// <param name="x">The argument.</param>
    public static double Log1p(double x) => Lanes1<double>.First(Logarithm<Lanes1<double>, double>.Log1p(new(x)));

    /// <inheritdoc cref="Log1p(double)"/>
    public static float Log1p(float x) => Lanes1<float>.First(Logarithm<Lanes1<float>, float>.Log1p(new(x)));

    /// <summary>The logistic function 1 / (1 + e⁻ˣ).</summary>
    /// <param name="x">The argument.</param>
    public static double Sigmoid(double x) => Lanes1<double>.First(Logistic<Lanes1<double>, double>.Sigmoid(new(x)));

    /// <inheritdoc cref="Sigmoid(double)"/>
    public static float Sigmoid(float x) => Lanes1<float>.First(Logistic<Lanes1<float>, float>.Sigmoid(new(x)));

    /// <summary>ln(1 + eˣ), without overflow.</summary>
    /// <param name="x">The argument.</param>
    public static double Softplus(double x) => Lanes1<double>.First(Logistic<Lanes1<double>, double>.Softplus(new(x)));

    /// <inheritdoc cref="Softplus(double)"/>
    public static float Softplus(float x) => Lanes1<float>.First(Logistic<Lanes1<float>, float>.Softplus(new(x)));

    /// <summary>The standard normal density e^(−x²/2) / √(2π).</summary>
    /// <param name="x">The argument.</param>
    public static double NormalDensity(double x) => Lanes1<double>.First(Logistic<Lanes1<double>, double>.NormalDensity(new(x)));

    /// <inheritdoc cref="NormalDensity(double)"/>
    public static float NormalDensity(float x) => Lanes1<float>.First(Logistic<Lanes1<float>, float>.NormalDensity(new(x)));

    /// <summary>1 − cos x, or cosh x − 1, without the digits lost that the cosine's 1 takes.</summary>
    /// <param name="sine">The sine, circular or hyperbolic.</param>
    /// <param name="cosine">The cosine, circular or hyperbolic.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Versine(double sine, double cosine) => cosine is >= 0.5 and < 2 ? sine * sine / (1 + cosine) : Math.Abs(1 - cosine);

    /// <inheritdoc cref="Versine(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Versine(float sine, float cosine) => cosine is >= 0.5f and < 2 ? sine * sine / (1 + cosine) : Math.Abs(1 - cosine);

    /// <summary>−1, 0 or 1; NaN of NaN, where <see cref="Math.Sign(double)"/> throws.</summary>
    /// <param name="x">The argument.</param>
    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : x;

    /// <inheritdoc cref="Sign(double)"/>
    public static float Sign(float x) => x > 0 ? 1 : x < 0 ? -1 : x;
}
