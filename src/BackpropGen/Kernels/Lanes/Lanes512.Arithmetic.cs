using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Kernels;

/// <content>Functions that machines have instructions for.</content>
internal readonly unsafe partial struct Lanes512<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Min(Lanes512<T> left, Lanes512<T> right) => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(Vector512.Min(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Max(Lanes512<T> left, Lanes512<T> right) => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(Vector512.Max(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Abs(Lanes512<T> value) => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(Vector512.Abs(value._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Sqrt(Lanes512<T> value) => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(Vector512.Sqrt(value._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Floor(Lanes512<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector512<float>, Lanes512<T>>(Vector512.Floor(value._register.AsSingle()))
        : Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Vector512.Floor(value._register.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Ceiling(Lanes512<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector512<float>, Lanes512<T>>(Vector512.Ceiling(value._register.AsSingle()))
        : Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Vector512.Ceiling(value._register.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Round(Lanes512<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector512<float>, Lanes512<T>>(Vector512.Round(value._register.AsSingle()))
        : Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Vector512.Round(value._register.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Truncate(Lanes512<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector512<float>, Lanes512<T>>(Vector512.Truncate(value._register.AsSingle()))
        : Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Vector512.Truncate(value._register.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> AtLeast(Lanes512<T> value, double limit) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector512<float>, Lanes512<T>>(Vector512.MaxNative(Vector512.Create((float)limit), value._register.AsSingle()))
            : Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Vector512.MaxNative(Vector512.Create(limit), value._register.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> AtMost(Lanes512<T> value, double limit) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector512<float>, Lanes512<T>>(Vector512.MinNative(Vector512.Create((float)limit), value._register.AsSingle()))
            : Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Vector512.MinNative(Vector512.Create(limit), value._register.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> CopySign(Lanes512<T> value, Lanes512<T> sign) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector512<float>, Lanes512<T>>(Vector512.ConditionalSelect(Vector512.Create(-0f), sign._register.AsSingle(), value._register.AsSingle()))
            : Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Vector512.ConditionalSelect(Vector512.Create(-0.0), sign._register.AsDouble(), value._register.AsDouble()));
}
