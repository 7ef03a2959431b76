using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <content>The bits of the lanes.</content>
internal readonly unsafe partial struct LanesOfVector<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> operator &(LanesOfVector<T> left, LanesOfVector<T> right) => new(left._register & right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> operator |(LanesOfVector<T> left, LanesOfVector<T> right) => new(left._register | right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> operator ^(LanesOfVector<T> left, LanesOfVector<T> right) => new(left._register ^ right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> operator ~(LanesOfVector<T> value) => new(~value._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> AndNot(LanesOfVector<T> value, LanesOfVector<T> removed) => new(Vector.AndNot(value._register, removed._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> BroadcastBits(long bits) => typeof(T) == typeof(float)
        ? new(new Vector<int>(unchecked((int)bits)).As<int, T>())
        : new(new Vector<long>(bits).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> AddBits(LanesOfVector<T> left, LanesOfVector<T> right) => typeof(T) == typeof(float)
        ? new((left._register.As<T, int>() + right._register.As<T, int>()).As<int, T>())
        : new((left._register.As<T, long>() + right._register.As<T, long>()).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> ShiftLeft(LanesOfVector<T> value, int count) => typeof(T) == typeof(float)
        ? new((value._register.As<T, int>() << count).As<int, T>())
        : new((value._register.As<T, long>() << count).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> ShiftRight(LanesOfVector<T> value, int count) => typeof(T) == typeof(float)
        ? new((value._register.As<T, int>() >>> count).As<int, T>())
        : new((value._register.As<T, long>() >>> count).As<long, T>());
}
