using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Kernels;

/// <content>Comparisons.</content>
internal readonly unsafe partial struct Lanes512<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> LessThan(Lanes512<T> left, Lanes512<T> right) => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(Vector512.LessThan(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> LessThanOrEqual(Lanes512<T> left, Lanes512<T> right) => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(Vector512.LessThanOrEqual(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> GreaterThan(Lanes512<T> left, Lanes512<T> right) => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(Vector512.GreaterThan(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> GreaterThanOrEqual(Lanes512<T> left, Lanes512<T> right) => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(Vector512.GreaterThanOrEqual(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Equals(Lanes512<T> left, Lanes512<T> right) => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(Vector512.Equals(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Select(Lanes512<T> mask, Lanes512<T> whenTrue, Lanes512<T> whenFalse) =>
        Unsafe.BitCast<Vector512<T>, Lanes512<T>>(Vector512.ConditionalSelect(mask._register, whenTrue._register, whenFalse._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes512<T> mask) => Vector512.ExtractMostSignificantBits(mask._register) != 0;
}
