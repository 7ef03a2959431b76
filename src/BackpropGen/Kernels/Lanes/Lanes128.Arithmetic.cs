using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Kernels;

/// <content>Functions that machines have instructions for.</content>
internal readonly unsafe partial struct Lanes128<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Min(Lanes128<T> left, Lanes128<T> right) => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(Vector128.Min(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Max(Lanes128<T> left, Lanes128<T> right) => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(Vector128.Max(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Abs(Lanes128<T> value) => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(Vector128.Abs(value._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Sqrt(Lanes128<T> value) => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(Vector128.Sqrt(value._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Floor(Lanes128<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector128<float>, Lanes128<T>>(Vector128.Floor(value._register.AsSingle()))
        : Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Vector128.Floor(value._register.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Ceiling(Lanes128<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector128<float>, Lanes128<T>>(Vector128.Ceiling(value._register.AsSingle()))
        : Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Vector128.Ceiling(value._register.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Round(Lanes128<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector128<float>, Lanes128<T>>(Vector128.Round(value._register.AsSingle()))
        : Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Vector128.Round(value._register.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Truncate(Lanes128<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector128<float>, Lanes128<T>>(Vector128.Truncate(value._register.AsSingle()))
        : Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Vector128.Truncate(value._register.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> AtLeast(Lanes128<T> value, double limit) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector128<float>, Lanes128<T>>(Vector128.MaxNative(Vector128.Create((float)limit), value._register.AsSingle()))
            : Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Vector128.MaxNative(Vector128.Create(limit), value._register.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> AtMost(Lanes128<T> value, double limit) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector128<float>, Lanes128<T>>(Vector128.MinNative(Vector128.Create((float)limit), value._register.AsSingle()))
            : Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Vector128.MinNative(Vector128.Create(limit), value._register.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> CopySign(Lanes128<T> value, Lanes128<T> sign) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector128<float>, Lanes128<T>>(Vector128.ConditionalSelect(Vector128.Create(-0f), sign._register.AsSingle(), value._register.AsSingle()))
            : Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Vector128.ConditionalSelect(Vector128.Create(-0.0), sign._register.AsDouble(), value._register.AsDouble()));
}
