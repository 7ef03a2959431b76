using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

/// <content>The bits of the lanes.</content>
internal readonly unsafe partial struct Lanes512<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator &(Lanes512<T> left, Lanes512<T> right) => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(left._register & right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator |(Lanes512<T> left, Lanes512<T> right) => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(left._register | right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator ^(Lanes512<T> left, Lanes512<T> right) => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(left._register ^ right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator ~(Lanes512<T> value) => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(~value._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> AndNot(Lanes512<T> value, Lanes512<T> removed) => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(Vector512.AndNot(value._register, removed._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> BroadcastBits(long bits) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector512<int>, Lanes512<T>>(Vector512.Create(unchecked((int)bits)))
        : Unsafe.BitCast<Vector512<long>, Lanes512<T>>(Vector512.Create(bits));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> AddBits(Lanes512<T> left, Lanes512<T> right) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector512<int>, Lanes512<T>>(left._register.AsInt32() + right._register.AsInt32())
        : Unsafe.BitCast<Vector512<long>, Lanes512<T>>(left._register.AsInt64() + right._register.AsInt64());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> ShiftLeft(Lanes512<T> value, int count) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector512<int>, Lanes512<T>>(value._register.AsInt32() << count)
        : Unsafe.BitCast<Vector512<long>, Lanes512<T>>(value._register.AsInt64() << count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> ShiftRight(Lanes512<T> value, int count) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector512<int>, Lanes512<T>>(value._register.AsInt32() >>> count)
        : Unsafe.BitCast<Vector512<long>, Lanes512<T>>(value._register.AsInt64() >>> count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> ScaleBinary(Lanes512<T> x, Lanes512<T> n) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector512<float>, Lanes512<T>>(Avx512F.Scale(x._register.AsSingle(), n._register.AsSingle()))
        : Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Avx512F.Scale(x._register.AsDouble(), n._register.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Decompose(Lanes512<T> x, out Lanes512<T> exponent)
    {
        // The mantissa is taken between ¾ and 1½, NaN of negative numbers; from 1 on its own exponent is 0, below it is −1.
        const byte FromThreeQuarters = 0b10_11;
        if (typeof(T) == typeof(float))
        {
            Vector512<float> mantissa = Avx512F.GetMantissa(x._register.AsSingle(), FromThreeQuarters);
            exponent = Unsafe.BitCast<Vector512<float>, Lanes512<T>>(Avx512F.GetExponent(x._register.AsSingle()) - Avx512F.GetExponent(mantissa));
            return Unsafe.BitCast<Vector512<float>, Lanes512<T>>(mantissa);
        }
        else
        {
            Vector512<double> mantissa = Avx512F.GetMantissa(x._register.AsDouble(), FromThreeQuarters);
            exponent = Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Avx512F.GetExponent(x._register.AsDouble()) - Avx512F.GetExponent(mantissa));
            return Unsafe.BitCast<Vector512<double>, Lanes512<T>>(mantissa);
        }
    }
}
