using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <content>The bits of the lanes.</content>
internal readonly unsafe partial struct LanesOfVector<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> operator &(LanesOfVector<T> left, LanesOfVector<T> right) => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(left._register & right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> operator |(LanesOfVector<T> left, LanesOfVector<T> right) => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(left._register | right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> operator ^(LanesOfVector<T> left, LanesOfVector<T> right) => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(left._register ^ right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> operator ~(LanesOfVector<T> value) => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(~value._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> AndNot(LanesOfVector<T> value, LanesOfVector<T> removed) => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(Vector.AndNot(value._register, removed._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> BroadcastBits(long bits) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector<int>, LanesOfVector<T>>(new Vector<int>(unchecked((int)bits)))
        : Unsafe.BitCast<Vector<long>, LanesOfVector<T>>(new Vector<long>(bits));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> AddBits(LanesOfVector<T> left, LanesOfVector<T> right) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector<int>, LanesOfVector<T>>(left._register.As<T, int>() + right._register.As<T, int>())
        : Unsafe.BitCast<Vector<long>, LanesOfVector<T>>(left._register.As<T, long>() + right._register.As<T, long>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> ShiftLeft(LanesOfVector<T> value, int count) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector<int>, LanesOfVector<T>>(value._register.As<T, int>() << count)
        : Unsafe.BitCast<Vector<long>, LanesOfVector<T>>(value._register.As<T, long>() << count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> ShiftRight(LanesOfVector<T> value, int count) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector<int>, LanesOfVector<T>>(value._register.As<T, int>() >>> count)
        : Unsafe.BitCast<Vector<long>, LanesOfVector<T>>(value._register.As<T, long>() >>> count);
}
