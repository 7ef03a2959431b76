using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Kernels;

/// <content>Functions that machines have instructions for.</content>
internal readonly unsafe partial struct Lanes256<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Min(Lanes256<T> left, Lanes256<T> right) => new(Vector256.Min(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Max(Lanes256<T> left, Lanes256<T> right) => new(Vector256.Max(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Abs(Lanes256<T> value) => new(Vector256.Abs(value._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Sqrt(Lanes256<T> value) => new(Vector256.Sqrt(value._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Floor(Lanes256<T> value) => typeof(T) == typeof(float)
        ? new(Vector256.Floor(value._register.AsSingle()).As<float, T>())
        : new(Vector256.Floor(value._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Ceiling(Lanes256<T> value) => typeof(T) == typeof(float)
        ? new(Vector256.Ceiling(value._register.AsSingle()).As<float, T>())
        : new(Vector256.Ceiling(value._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Round(Lanes256<T> value) => typeof(T) == typeof(float)
        ? new(Vector256.Round(value._register.AsSingle()).As<float, T>())
        : new(Vector256.Round(value._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Truncate(Lanes256<T> value) => typeof(T) == typeof(float)
        ? new(Vector256.Truncate(value._register.AsSingle()).As<float, T>())
        : new(Vector256.Truncate(value._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Clamp(Lanes256<T> value, Lanes256<T> lower, Lanes256<T> upper) =>
        new(Vector256.MinNative(upper._register, Vector256.MaxNative(lower._register, value._register)));
}
