using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <content>Functions that machines have instructions for.</content>
internal readonly unsafe partial struct Lanes1<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Min(Lanes1<T> left, Lanes1<T> right) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, Lanes1<T>>(float.Min(Unsafe.BitCast<Lanes1<T>, float>(left), Unsafe.BitCast<Lanes1<T>, float>(right)))
        : Unsafe.BitCast<double, Lanes1<T>>(double.Min(Unsafe.BitCast<Lanes1<T>, double>(left), Unsafe.BitCast<Lanes1<T>, double>(right)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Max(Lanes1<T> left, Lanes1<T> right) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, Lanes1<T>>(float.Max(Unsafe.BitCast<Lanes1<T>, float>(left), Unsafe.BitCast<Lanes1<T>, float>(right)))
        : Unsafe.BitCast<double, Lanes1<T>>(double.Max(Unsafe.BitCast<Lanes1<T>, double>(left), Unsafe.BitCast<Lanes1<T>, double>(right)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Abs(Lanes1<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, Lanes1<T>>(float.Abs(Unsafe.BitCast<Lanes1<T>, float>(value)))
        : Unsafe.BitCast<double, Lanes1<T>>(double.Abs(Unsafe.BitCast<Lanes1<T>, double>(value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Sqrt(Lanes1<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, Lanes1<T>>(float.Sqrt(Unsafe.BitCast<Lanes1<T>, float>(value)))
        : Unsafe.BitCast<double, Lanes1<T>>(double.Sqrt(Unsafe.BitCast<Lanes1<T>, double>(value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Floor(Lanes1<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, Lanes1<T>>(float.Floor(Unsafe.BitCast<Lanes1<T>, float>(value)))
        : Unsafe.BitCast<double, Lanes1<T>>(double.Floor(Unsafe.BitCast<Lanes1<T>, double>(value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Ceiling(Lanes1<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, Lanes1<T>>(float.Ceiling(Unsafe.BitCast<Lanes1<T>, float>(value)))
        : Unsafe.BitCast<double, Lanes1<T>>(double.Ceiling(Unsafe.BitCast<Lanes1<T>, double>(value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Round(Lanes1<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, Lanes1<T>>(float.Round(Unsafe.BitCast<Lanes1<T>, float>(value)))
        : Unsafe.BitCast<double, Lanes1<T>>(double.Round(Unsafe.BitCast<Lanes1<T>, double>(value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Truncate(Lanes1<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, Lanes1<T>>(float.Truncate(Unsafe.BitCast<Lanes1<T>, float>(value)))
        : Unsafe.BitCast<double, Lanes1<T>>(double.Truncate(Unsafe.BitCast<Lanes1<T>, double>(value)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> AtLeast(Lanes1<T> value, double limit)
    {
        Lanes1<T> bound = Constant(limit);
        return (typeof(T) == typeof(float)
            ? Unsafe.BitCast<Lanes1<T>, float>(value) < Unsafe.BitCast<Lanes1<T>, float>(bound)
            : Unsafe.BitCast<Lanes1<T>, double>(value) < Unsafe.BitCast<Lanes1<T>, double>(bound)) ? bound : value;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> AtMost(Lanes1<T> value, double limit)
    {
        Lanes1<T> bound = Constant(limit);
        return (typeof(T) == typeof(float)
            ? Unsafe.BitCast<Lanes1<T>, float>(value) > Unsafe.BitCast<Lanes1<T>, float>(bound)
            : Unsafe.BitCast<Lanes1<T>, double>(value) > Unsafe.BitCast<Lanes1<T>, double>(bound)) ? bound : value;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> CopySign(Lanes1<T> value, Lanes1<T> sign) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, Lanes1<T>>(float.CopySign(Unsafe.BitCast<Lanes1<T>, float>(value), Unsafe.BitCast<Lanes1<T>, float>(sign)))
        : Unsafe.BitCast<double, Lanes1<T>>(double.CopySign(Unsafe.BitCast<Lanes1<T>, double>(value), Unsafe.BitCast<Lanes1<T>, double>(sign)));
}
