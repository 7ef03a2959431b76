using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Kernels;

/// <content>Functions that machines have instructions for.</content>
internal readonly unsafe partial struct Lanes512<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Min(Lanes512<T> left, Lanes512<T> right) => new(Vector512.Min(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Max(Lanes512<T> left, Lanes512<T> right) => new(Vector512.Max(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Abs(Lanes512<T> value) => new(Vector512.Abs(value._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Sqrt(Lanes512<T> value) => new(Vector512.Sqrt(value._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Floor(Lanes512<T> value) => typeof(T) == typeof(float)
        ? new(Vector512.Floor(value._register.AsSingle()).As<float, T>())
        : new(Vector512.Floor(value._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Ceiling(Lanes512<T> value) => typeof(T) == typeof(float)
        ? new(Vector512.Ceiling(value._register.AsSingle()).As<float, T>())
        : new(Vector512.Ceiling(value._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Round(Lanes512<T> value) => typeof(T) == typeof(float)
        ? new(Vector512.Round(value._register.AsSingle()).As<float, T>())
        : new(Vector512.Round(value._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Truncate(Lanes512<T> value) => typeof(T) == typeof(float)
        ? new(Vector512.Truncate(value._register.AsSingle()).As<float, T>())
        : new(Vector512.Truncate(value._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Clamp(Lanes512<T> value, Lanes512<T> lower, Lanes512<T> upper) =>
        new(Vector512.MinNative(upper._register, Vector512.MaxNative(lower._register, value._register)));
}
