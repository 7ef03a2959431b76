using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

public static partial class VectorMath
{
    /// <summary>x · y + z, rounded once where the machine has the instruction.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">A factor.</param>
    /// <param name="y">The other factor.</param>
    /// <param name="z">The summand.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> MultiplyAdd<T>(Vector<T> x, Vector<T> y, Vector<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? Vector.MultiplyAddEstimate(x.As<T, float>(), y.As<T, float>(), z.As<T, float>()).As<float, T>()
            : Vector.MultiplyAddEstimate(x.As<T, double>(), y.As<T, double>(), z.As<T, double>()).As<double, T>();

    /// <summary>The absolute value.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Abs<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Vector.Abs(x);

    /// <summary>The larger; NaN where either is.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">One value.</param>
    /// <param name="y">The other value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Max<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Vector.Max(x, y);

    /// <summary>The smaller; NaN where either is.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">One value.</param>
    /// <param name="y">The other value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Min<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Vector.Min(x, y);

    /// <summary>−1, 0 or 1; NaN of NaN.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Sign<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => FloatingPoint.Sign<LanesOfVector<T>, T>(new(x)).Register;

    /// <summary>The magnitude of <paramref name="x"/> with the sign of <paramref name="sign"/>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The magnitude.</param>
    /// <param name="sign">The sign.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> CopySign<T>(Vector<T> x, Vector<T> sign)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => LanesOfVector<T>.CopySign(new(x), new(sign)).Register;

    /// <summary>The square root.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Sqrt<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Vector.SquareRoot(x);

    /// <summary>The largest integer not above.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Floor<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? Vector.Floor(x.As<T, float>()).As<float, T>()
            : Vector.Floor(x.As<T, double>()).As<double, T>();

    /// <summary>The smallest integer not below.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Ceiling<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? Vector.Ceiling(x.As<T, float>()).As<float, T>()
            : Vector.Ceiling(x.As<T, double>()).As<double, T>();

    /// <summary>The nearest integer; halves go to the even one.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Round<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? Vector.Round(x.As<T, float>()).As<float, T>()
            : Vector.Round(x.As<T, double>()).As<double, T>();

    /// <summary>The integer part.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Truncate<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? Vector.Truncate(x.As<T, float>()).As<float, T>()
            : Vector.Truncate(x.As<T, double>()).As<double, T>();
}
