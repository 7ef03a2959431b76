using System.Numerics;

namespace BackpropGen.Kernels;

/// <summary>The elementary functions that <see cref="Math"/> and <see cref="MathF"/> lack.</summary>
/// <remarks>They agree bit for bit with <see cref="VectorMath"/>; errors are of one or two units in the last place.</remarks>
public static partial class ScalarMath
{
    /// <summary>eˣ − 1, exact near zero.</summary>
    /// <param name="x">The argument.</param>
    public static double Expm1(double x) => VectorMath.Expm1(new Vector<double>(x))[0];

    /// <inheritdoc cref="Expm1(double)"/>
    public static float Expm1(float x) => VectorMath.Expm1(new Vector<float>(x))[0];

    /// <summary>ln(1 + x), exact near zero.</summary>
    /// <param name="x">The argument.</param>
    public static double Log1p(double x) => VectorMath.Log1p(new Vector<double>(x))[0];

    /// <inheritdoc cref="Log1p(double)"/>
    public static float Log1p(float x) => VectorMath.Log1p(new Vector<float>(x))[0];

    /// <summary>The logistic function 1 / (1 + e⁻ˣ).</summary>
    /// <param name="x">The argument.</param>
    public static double Sigmoid(double x) => VectorMath.Sigmoid(new Vector<double>(x))[0];

    /// <inheritdoc cref="Sigmoid(double)"/>
    public static float Sigmoid(float x) => VectorMath.Sigmoid(new Vector<float>(x))[0];

    /// <summary>ln(1 + eˣ), without overflow.</summary>
    /// <param name="x">The argument.</param>
    public static double Softplus(double x) => VectorMath.Softplus(new Vector<double>(x))[0];

    /// <inheritdoc cref="Softplus(double)"/>
    public static float Softplus(float x) => VectorMath.Softplus(new Vector<float>(x))[0];

    /// <summary>The standard normal density e^(−x²/2) / √(2π).</summary>
    /// <param name="x">The argument.</param>
    public static double NormalDensity(double x) => VectorMath.NormalDensity(new Vector<double>(x))[0];

    /// <inheritdoc cref="NormalDensity(double)"/>
    public static float NormalDensity(float x) => VectorMath.NormalDensity(new Vector<float>(x))[0];

    /// <summary>−1, 0 or 1; NaN of NaN, where <see cref="Math.Sign(double)"/> throws.</summary>
    /// <param name="x">The argument.</param>
    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : x;

    /// <inheritdoc cref="Sign(double)"/>
    public static float Sign(float x) => x > 0 ? 1 : x < 0 ? -1 : x;
}
