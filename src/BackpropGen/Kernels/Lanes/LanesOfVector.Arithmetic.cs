using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <content>Functions that machines have instructions for.</content>
internal readonly unsafe partial struct LanesOfVector<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Min(LanesOfVector<T> left, LanesOfVector<T> right) => new(Vector.Min(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Max(LanesOfVector<T> left, LanesOfVector<T> right) => new(Vector.Max(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Abs(LanesOfVector<T> value) => new(Vector.Abs(value._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Sqrt(LanesOfVector<T> value) => new(Vector.SquareRoot(value._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Floor(LanesOfVector<T> value) => typeof(T) == typeof(float)
        ? new(Vector.Floor(value._register.As<T, float>()).As<float, T>())
        : new(Vector.Floor(value._register.As<T, double>()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Ceiling(LanesOfVector<T> value) => typeof(T) == typeof(float)
        ? new(Vector.Ceiling(value._register.As<T, float>()).As<float, T>())
        : new(Vector.Ceiling(value._register.As<T, double>()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Round(LanesOfVector<T> value) => typeof(T) == typeof(float)
        ? new(Vector.Round(value._register.As<T, float>()).As<float, T>())
        : new(Vector.Round(value._register.As<T, double>()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Truncate(LanesOfVector<T> value) => typeof(T) == typeof(float)
        ? new(Vector.Truncate(value._register.As<T, float>()).As<float, T>())
        : new(Vector.Truncate(value._register.As<T, double>()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Clamp(LanesOfVector<T> value, LanesOfVector<T> lower, LanesOfVector<T> upper) =>
        new(Vector.MinNative(upper._register, Vector.MaxNative(lower._register, value._register)));
}
