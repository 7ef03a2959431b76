using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

/// <content>The bits of the lanes.</content>
internal readonly unsafe partial struct Lanes128<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator &(Lanes128<T> left, Lanes128<T> right) => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(left._register & right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator |(Lanes128<T> left, Lanes128<T> right) => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(left._register | right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator ^(Lanes128<T> left, Lanes128<T> right) => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(left._register ^ right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator ~(Lanes128<T> value) => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(~value._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> AndNot(Lanes128<T> value, Lanes128<T> removed) => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(Vector128.AndNot(value._register, removed._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> BroadcastBits(long bits) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector128<int>, Lanes128<T>>(Vector128.Create(unchecked((int)bits)))
        : Unsafe.BitCast<Vector128<long>, Lanes128<T>>(Vector128.Create(bits));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> AddBits(Lanes128<T> left, Lanes128<T> right) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector128<int>, Lanes128<T>>(left._register.AsInt32() + right._register.AsInt32())
        : Unsafe.BitCast<Vector128<long>, Lanes128<T>>(left._register.AsInt64() + right._register.AsInt64());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> ShiftLeft(Lanes128<T> value, int count) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector128<int>, Lanes128<T>>(value._register.AsInt32() << count)
        : Unsafe.BitCast<Vector128<long>, Lanes128<T>>(value._register.AsInt64() << count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> ShiftRight(Lanes128<T> value, int count) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector128<int>, Lanes128<T>>(value._register.AsInt32() >>> count)
        : Unsafe.BitCast<Vector128<long>, Lanes128<T>>(value._register.AsInt64() >>> count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> ScaleBinary(Lanes128<T> x, Lanes128<T> n)
    {
        if (!Avx512F.VL.IsSupported)
        {
            return FloatingPoint.ScaleBinary<Lanes128<T>, T>(x, n);
        }

        return typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector128<float>, Lanes128<T>>(Avx512F.VL.Scale(x._register.AsSingle(), n._register.AsSingle()))
            : Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Avx512F.VL.Scale(x._register.AsDouble(), n._register.AsDouble()));
    }
}
