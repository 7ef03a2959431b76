using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

/// <content>The bits of the lanes.</content>
internal readonly unsafe partial struct Lanes512<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator &(Lanes512<T> left, Lanes512<T> right) => new(left._register & right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator |(Lanes512<T> left, Lanes512<T> right) => new(left._register | right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator ^(Lanes512<T> left, Lanes512<T> right) => new(left._register ^ right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator ~(Lanes512<T> value) => new(~value._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> AndNot(Lanes512<T> value, Lanes512<T> removed) => new(Vector512.AndNot(value._register, removed._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> BroadcastBits(long bits) => typeof(T) == typeof(float)
        ? new(Vector512.Create(unchecked((int)bits)).As<int, T>())
        : new(Vector512.Create(bits).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> AddBits(Lanes512<T> left, Lanes512<T> right) => typeof(T) == typeof(float)
        ? new((left._register.AsInt32() + right._register.AsInt32()).As<int, T>())
        : new((left._register.AsInt64() + right._register.AsInt64()).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> ShiftLeft(Lanes512<T> value, int count) => typeof(T) == typeof(float)
        ? new((value._register.AsInt32() << count).As<int, T>())
        : new((value._register.AsInt64() << count).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> ShiftRight(Lanes512<T> value, int count) => typeof(T) == typeof(float)
        ? new((value._register.AsInt32() >>> count).As<int, T>())
        : new((value._register.AsInt64() >>> count).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> ScaleBinary(Lanes512<T> x, Lanes512<T> n) => typeof(T) == typeof(float)
        ? new(Avx512F.Scale(x._register.AsSingle(), n._register.AsSingle()).As<float, T>())
        : new(Avx512F.Scale(x._register.AsDouble(), n._register.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Decompose(Lanes512<T> x, out Lanes512<T> exponent)
    {
        // The mantissa is taken between ¾ and 1½, NaN of negative numbers; from 1 on its own exponent is 0, below it is −1.
        const byte FromThreeQuarters = 0b10_11;
        if (typeof(T) == typeof(float))
        {
            Vector512<float> mantissa = Avx512F.GetMantissa(x._register.AsSingle(), FromThreeQuarters);
            exponent = new((Avx512F.GetExponent(x._register.AsSingle()) - Avx512F.GetExponent(mantissa)).As<float, T>());
            return new(mantissa.As<float, T>());
        }
        else
        {
            Vector512<double> mantissa = Avx512F.GetMantissa(x._register.AsDouble(), FromThreeQuarters);
            exponent = new((Avx512F.GetExponent(x._register.AsDouble()) - Avx512F.GetExponent(mantissa)).As<double, T>());
            return new(mantissa.As<double, T>());
        }
    }
}
