using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

/// <content>The bits of the lanes.</content>
internal readonly unsafe partial struct Lanes256<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator &(Lanes256<T> left, Lanes256<T> right) => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(left._register & right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator |(Lanes256<T> left, Lanes256<T> right) => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(left._register | right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator ^(Lanes256<T> left, Lanes256<T> right) => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(left._register ^ right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator ~(Lanes256<T> value) => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(~value._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> AndNot(Lanes256<T> value, Lanes256<T> removed) => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(Vector256.AndNot(value._register, removed._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> BroadcastBits(long bits) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector256<int>, Lanes256<T>>(Vector256.Create(unchecked((int)bits)))
        : Unsafe.BitCast<Vector256<long>, Lanes256<T>>(Vector256.Create(bits));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> AddBits(Lanes256<T> left, Lanes256<T> right) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector256<int>, Lanes256<T>>(left._register.AsInt32() + right._register.AsInt32())
        : Unsafe.BitCast<Vector256<long>, Lanes256<T>>(left._register.AsInt64() + right._register.AsInt64());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> ShiftLeft(Lanes256<T> value, int count) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector256<int>, Lanes256<T>>(value._register.AsInt32() << count)
        : Unsafe.BitCast<Vector256<long>, Lanes256<T>>(value._register.AsInt64() << count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> ShiftRight(Lanes256<T> value, int count) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector256<int>, Lanes256<T>>(value._register.AsInt32() >>> count)
        : Unsafe.BitCast<Vector256<long>, Lanes256<T>>(value._register.AsInt64() >>> count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> ScaleBinary(Lanes256<T> x, Lanes256<T> n)
    {
        if (!Avx512F.VL.IsSupported)
        {
            return FloatingPoint.ScaleBinary<Lanes256<T>, T>(x, n);
        }

        return typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector256<float>, Lanes256<T>>(Avx512F.VL.Scale(x._register.AsSingle(), n._register.AsSingle()))
            : Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Avx512F.VL.Scale(x._register.AsDouble(), n._register.AsDouble()));
    }
}
