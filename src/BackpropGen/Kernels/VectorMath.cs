using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Elementary functions of vectors of <see cref="float"/> or <see cref="double"/>.</summary>
/// <remarks>Each holds over the whole range of its argument, with IEEE 754's results for NaN, infinities and domain errors.
/// The exponential and logarithmic families err by less than 4 units in the last place, and need no branch.</remarks>
public static partial class VectorMath
{
    /// <summary>eˣ.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Exp<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? SinglePrecision.Exp(x.As<T, float>()).As<float, T>()
            : DoublePrecision.Exp(x.As<T, double>()).As<double, T>();

    /// <summary>eˣ − 1, exact near zero.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Expm1<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? SinglePrecision.Expm1(x.As<T, float>()).As<float, T>()
            : DoublePrecision.Expm1(x.As<T, double>()).As<double, T>();

    /// <summary>The natural logarithm.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Log<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? SinglePrecision.Log(x.As<T, float>()).As<float, T>()
            : DoublePrecision.Log(x.As<T, double>()).As<double, T>();

    /// <summary>ln(1 + x), exact near zero.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Log1p<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? SinglePrecision.Log1p(x.As<T, float>()).As<float, T>()
            : DoublePrecision.Log1p(x.As<T, double>()).As<double, T>();

    /// <summary>The hyperbolic tangent: t / (t + 2) with t = e²ˣ − 1, on |x| with the sign restored.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Tanh<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Beyond 20 (10 in single precision) the value rounds to 1.
        Vector<T> limit = Constant<T>(typeof(T) == typeof(float) ? 10.0 : 20.0);
        Vector<T> magnitude = Vector.Abs(x);
        magnitude = Vector.ConditionalSelect(Vector.GreaterThan(magnitude, limit), limit, magnitude);
        Vector<T> t = Expm1(magnitude + magnitude);
        return CopySign(t / (t + Constant<T>(2.0)), x);
    }

    /// <summary>The logistic function 1 / (1 + e⁻ˣ), without overflow: e⁻|ˣ| is at most 1.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Sigmoid<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> e = Exp(-Vector.Abs(x));
        return Vector.ConditionalSelect(Vector.LessThan(x, Vector<T>.Zero), e, Vector<T>.One) / (Vector<T>.One + e);
    }

    /// <summary>ln(1 + eˣ) = max(x, 0) + ln(1 + e⁻|ˣ|), without overflow.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Softplus<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> positive = Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), x, Vector<T>.Zero);
        Vector<T> e = Exp(-Vector.Abs(x));
        return positive + (typeof(T) == typeof(float)
            ? SinglePrecision.Log1pOfUnit(e.As<T, float>()).As<float, T>()
            : DoublePrecision.Log1pOfUnit(e.As<T, double>()).As<double, T>());
    }

    /// <summary>The standard normal density e^(−x²/2) / √(2π); the square's rounding error is put back.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> NormalDensity<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Beyond 64 the value is zero in either precision; the bound keeps x² finite.
        Vector<T> limit = Constant<T>(64.0);
        Vector<T> magnitude = Vector.Abs(x);
        magnitude = Vector.ConditionalSelect(Vector.GreaterThan(magnitude, limit), limit, magnitude);
        Vector<T> square = magnitude * magnitude;
        Vector<T> error = FusedMultiplyAdd(magnitude, magnitude, -square);
        Vector<T> half = Constant<T>(0.5);
        Vector<T> value = Constant<T>(0.39894228040143267794) * Exp(-half * square);
        return MultiplyAdd(value, -half * error, value);
    }

    /// <summary>x · y + z, rounded once on every machine, at whatever cost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> FusedMultiplyAdd<T>(Vector<T> x, Vector<T> y, Vector<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? Vector.FusedMultiplyAdd(x.As<T, float>(), y.As<T, float>(), z.As<T, float>()).As<float, T>()
            : Vector.FusedMultiplyAdd(x.As<T, double>(), y.As<T, double>(), z.As<T, double>()).As<double, T>();

    /// <summary>A constant in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Constant<T>(double value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? new Vector<float>((float)value).As<float, T>()
            : new Vector<double>(value).As<double, T>();
}
