using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Kernels;

/// <content>Functions that machines have instructions for.</content>
internal readonly unsafe partial struct Lanes256<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Min(Lanes256<T> left, Lanes256<T> right) => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(Vector256.Min(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Max(Lanes256<T> left, Lanes256<T> right) => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(Vector256.Max(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Abs(Lanes256<T> value) => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(Vector256.Abs(value._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Sqrt(Lanes256<T> value) => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(Vector256.Sqrt(value._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Floor(Lanes256<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector256<float>, Lanes256<T>>(Vector256.Floor(value._register.AsSingle()))
        : Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Vector256.Floor(value._register.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Ceiling(Lanes256<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector256<float>, Lanes256<T>>(Vector256.Ceiling(value._register.AsSingle()))
        : Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Vector256.Ceiling(value._register.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Round(Lanes256<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector256<float>, Lanes256<T>>(Vector256.Round(value._register.AsSingle()))
        : Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Vector256.Round(value._register.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Truncate(Lanes256<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector256<float>, Lanes256<T>>(Vector256.Truncate(value._register.AsSingle()))
        : Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Vector256.Truncate(value._register.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> AtLeast(Lanes256<T> value, double limit) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector256<float>, Lanes256<T>>(Vector256.MaxNative(Vector256.Create((float)limit), value._register.AsSingle()))
            : Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Vector256.MaxNative(Vector256.Create(limit), value._register.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> AtMost(Lanes256<T> value, double limit) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector256<float>, Lanes256<T>>(Vector256.MinNative(Vector256.Create((float)limit), value._register.AsSingle()))
            : Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Vector256.MinNative(Vector256.Create(limit), value._register.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> CopySign(Lanes256<T> value, Lanes256<T> sign) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector256<float>, Lanes256<T>>(Vector256.ConditionalSelect(Vector256.Create(-0f), sign._register.AsSingle(), value._register.AsSingle()))
            : Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Vector256.ConditionalSelect(Vector256.Create(-0.0), sign._register.AsDouble(), value._register.AsDouble()));
}
