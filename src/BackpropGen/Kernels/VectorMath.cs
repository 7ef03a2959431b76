using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Elementary functions of vectors of <see cref="float"/> or <see cref="double"/>.</summary>
/// <remarks>Each holds over the whole range of its argument, with IEEE 754's results for NaN, infinities and domain errors, and errs by at
/// most 4 units in the last place. They are those of <see cref="ILanes{TSelf, T}"/>. Each is compiled by itself: several inlined
/// into one method would have more locals than the compiler keeps track of.</remarks>
public static partial class VectorMath
{
    /// <summary>eˣ.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Exp<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Exponential<LanesOfVector<T>, T>.Exp(new(x)).Register;

    /// <summary>eˣ − 1, exact near zero.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Expm1<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Exponential<LanesOfVector<T>, T>.Expm1(new(x)).Register;

    /// <summary>The natural logarithm.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Log<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Logarithm<LanesOfVector<T>, T>.Log(new(x)).Register;

    /// <summary>ln(1 + x), exact near zero.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Log1p<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Logarithm<LanesOfVector<T>, T>.Log1p(new(x)).Register;

    /// <summary>The hyperbolic tangent.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Tanh<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Logistic<LanesOfVector<T>, T>.Tanh(new(x)).Register;

    /// <summary>The logistic function 1 / (1 + e⁻ˣ).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Sigmoid<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Logistic<LanesOfVector<T>, T>.Sigmoid(new(x)).Register;

    /// <summary>ln(1 + eˣ), without overflow.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Softplus<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Logistic<LanesOfVector<T>, T>.Softplus(new(x)).Register;

    /// <summary>The standard normal density e^(−x²/2) / √(2π).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> NormalDensity<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Logistic<LanesOfVector<T>, T>.NormalDensity(new(x)).Register;

    /// <summary>The error function 2/√π ∫₀ˣ e^(−t²) dt.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Erf<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ErrorFunction<LanesOfVector<T>, T>.Erf(new(x)).Register;

    /// <summary>1 − erf(x), exact in the upper tail.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Erfc<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PerLane<LanesOfVector<T>, T>.Of<ErfcOf<T>>(new(x)).Register;

    /// <summary>x raised to the power y.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The base.</param>
    /// <param name="y">The exponent.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector<T> Pow<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Power<LanesOfVector<T>, T>.Pow(new(x), new(y)).Register;
}
