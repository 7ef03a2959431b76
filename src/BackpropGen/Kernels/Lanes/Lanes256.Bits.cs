using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

/// <content>The bits of the lanes.</content>
internal readonly unsafe partial struct Lanes256<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator &(Lanes256<T> left, Lanes256<T> right) => new(left._register & right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator |(Lanes256<T> left, Lanes256<T> right) => new(left._register | right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator ^(Lanes256<T> left, Lanes256<T> right) => new(left._register ^ right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator ~(Lanes256<T> value) => new(~value._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> AndNot(Lanes256<T> value, Lanes256<T> removed) => new(Vector256.AndNot(value._register, removed._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> BroadcastBits(long bits) => typeof(T) == typeof(float)
        ? new(Vector256.Create(unchecked((int)bits)).As<int, T>())
        : new(Vector256.Create(bits).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> AddBits(Lanes256<T> left, Lanes256<T> right) => typeof(T) == typeof(float)
        ? new((left._register.AsInt32() + right._register.AsInt32()).As<int, T>())
        : new((left._register.AsInt64() + right._register.AsInt64()).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> ShiftLeft(Lanes256<T> value, int count) => typeof(T) == typeof(float)
        ? new((value._register.AsInt32() << count).As<int, T>())
        : new((value._register.AsInt64() << count).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> ShiftRight(Lanes256<T> value, int count) => typeof(T) == typeof(float)
        ? new((value._register.AsInt32() >>> count).As<int, T>())
        : new((value._register.AsInt64() >>> count).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> ScaleBinary(Lanes256<T> x, Lanes256<T> n)
    {
        if (!Avx512F.VL.IsSupported)
        {
            return FloatingPoint.ScaleBinary<Lanes256<T>, T>(x, n);
        }

        return typeof(T) == typeof(float)
            ? new(Avx512F.VL.Scale(x._register.AsSingle(), n._register.AsSingle()).As<float, T>())
            : new(Avx512F.VL.Scale(x._register.AsDouble(), n._register.AsDouble()).As<double, T>());
    }
}
