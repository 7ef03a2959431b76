using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Kernels;

/// <content>Functions that machines have instructions for.</content>
internal readonly unsafe partial struct Lanes128<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Min(Lanes128<T> left, Lanes128<T> right) => new(Vector128.Min(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Max(Lanes128<T> left, Lanes128<T> right) => new(Vector128.Max(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Abs(Lanes128<T> value) => new(Vector128.Abs(value._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Sqrt(Lanes128<T> value) => new(Vector128.Sqrt(value._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Floor(Lanes128<T> value) => typeof(T) == typeof(float)
        ? new(Vector128.Floor(value._register.AsSingle()).As<float, T>())
        : new(Vector128.Floor(value._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Ceiling(Lanes128<T> value) => typeof(T) == typeof(float)
        ? new(Vector128.Ceiling(value._register.AsSingle()).As<float, T>())
        : new(Vector128.Ceiling(value._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Round(Lanes128<T> value) => typeof(T) == typeof(float)
        ? new(Vector128.Round(value._register.AsSingle()).As<float, T>())
        : new(Vector128.Round(value._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Truncate(Lanes128<T> value) => typeof(T) == typeof(float)
        ? new(Vector128.Truncate(value._register.AsSingle()).As<float, T>())
        : new(Vector128.Truncate(value._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Clamp(Lanes128<T> value, Lanes128<T> lower, Lanes128<T> upper) =>
        new(Vector128.MinNative(upper._register, Vector128.MaxNative(lower._register, value._register)));
}
