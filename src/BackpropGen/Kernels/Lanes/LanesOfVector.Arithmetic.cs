using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <content>Functions that machines have instructions for.</content>
internal readonly unsafe partial struct LanesOfVector<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Min(LanesOfVector<T> left, LanesOfVector<T> right) => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(Vector.Min(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Max(LanesOfVector<T> left, LanesOfVector<T> right) => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(Vector.Max(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Abs(LanesOfVector<T> value) => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(Vector.Abs(value._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Sqrt(LanesOfVector<T> value) => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(Vector.SquareRoot(value._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Floor(LanesOfVector<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector<float>, LanesOfVector<T>>(Vector.Floor(value._register.As<T, float>()))
        : Unsafe.BitCast<Vector<double>, LanesOfVector<T>>(Vector.Floor(value._register.As<T, double>()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Ceiling(LanesOfVector<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector<float>, LanesOfVector<T>>(Vector.Ceiling(value._register.As<T, float>()))
        : Unsafe.BitCast<Vector<double>, LanesOfVector<T>>(Vector.Ceiling(value._register.As<T, double>()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Round(LanesOfVector<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector<float>, LanesOfVector<T>>(Vector.Round(value._register.As<T, float>()))
        : Unsafe.BitCast<Vector<double>, LanesOfVector<T>>(Vector.Round(value._register.As<T, double>()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Truncate(LanesOfVector<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector<float>, LanesOfVector<T>>(Vector.Truncate(value._register.As<T, float>()))
        : Unsafe.BitCast<Vector<double>, LanesOfVector<T>>(Vector.Truncate(value._register.As<T, double>()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> AtLeast(LanesOfVector<T> value, double limit) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector<float>, LanesOfVector<T>>(Vector.MaxNative(new Vector<float>((float)limit), value._register.As<T, float>()))
            : Unsafe.BitCast<Vector<double>, LanesOfVector<T>>(Vector.MaxNative(new Vector<double>(limit), value._register.As<T, double>()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> AtMost(LanesOfVector<T> value, double limit) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector<float>, LanesOfVector<T>>(Vector.MinNative(new Vector<float>((float)limit), value._register.As<T, float>()))
            : Unsafe.BitCast<Vector<double>, LanesOfVector<T>>(Vector.MinNative(new Vector<double>(limit), value._register.As<T, double>()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> CopySign(LanesOfVector<T> value, LanesOfVector<T> sign) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector<float>, LanesOfVector<T>>(Vector.ConditionalSelect(new Vector<float>(-0f), sign._register.As<T, float>(), value._register.As<T, float>()))
            : Unsafe.BitCast<Vector<double>, LanesOfVector<T>>(Vector.ConditionalSelect(new Vector<double>(-0.0), sign._register.As<T, double>(), value._register.As<T, double>()));
}
