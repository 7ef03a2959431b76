using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

/// <content>The bits of the number, in the lowest lane of a register.</content>
internal readonly unsafe partial struct Lanes1<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> operator &(Lanes1<T> left, Lanes1<T> right) => new((left.Lowest & right.Lowest).ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> operator |(Lanes1<T> left, Lanes1<T> right) => new((left.Lowest | right.Lowest).ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> operator ^(Lanes1<T> left, Lanes1<T> right) => new((left.Lowest ^ right.Lowest).ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> operator ~(Lanes1<T> value) => new((~value.Lowest).ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> AndNot(Lanes1<T> value, Lanes1<T> removed) => new(Vector128.AndNot(value.Lowest, removed.Lowest).ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> BroadcastBits(long bits) => typeof(T) == typeof(float)
        ? new(Unsafe.BitCast<int, T>(unchecked((int)bits)))
        : new(Unsafe.BitCast<long, T>(bits));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> AddBits(Lanes1<T> left, Lanes1<T> right) => typeof(T) == typeof(float)
        ? new((left.Lowest.AsInt32() + right.Lowest.AsInt32()).As<int, T>().ToScalar())
        : new((left.Lowest.AsInt64() + right.Lowest.AsInt64()).As<long, T>().ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> ShiftLeft(Lanes1<T> value, int count) => typeof(T) == typeof(float)
        ? new((value.Lowest.AsInt32() << count).As<int, T>().ToScalar())
        : new((value.Lowest.AsInt64() << count).As<long, T>().ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> ShiftRight(Lanes1<T> value, int count) => typeof(T) == typeof(float)
        ? new((value.Lowest.AsInt32() >>> count).As<int, T>().ToScalar())
        : new((value.Lowest.AsInt64() >>> count).As<long, T>().ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> ScaleBinary(Lanes1<T> x, Lanes1<T> n)
    {
        if (!Avx512F.VL.IsSupported)
        {
            return FloatingPoint.ScaleBinary<Lanes1<T>, T>(x, n);
        }

        return typeof(T) == typeof(float)
            ? Unsafe.BitCast<float, Lanes1<T>>(Avx512F.ScaleScalar(
                Vector128.CreateScalarUnsafe(Unsafe.BitCast<Lanes1<T>, float>(x)), Vector128.CreateScalarUnsafe(Unsafe.BitCast<Lanes1<T>, float>(n))).ToScalar())
            : Unsafe.BitCast<double, Lanes1<T>>(Avx512F.ScaleScalar(
                Vector128.CreateScalarUnsafe(Unsafe.BitCast<Lanes1<T>, double>(x)), Vector128.CreateScalarUnsafe(Unsafe.BitCast<Lanes1<T>, double>(n))).ToScalar());
    }
}
