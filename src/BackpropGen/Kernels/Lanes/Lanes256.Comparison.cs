using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Kernels;

/// <content>Comparisons.</content>
internal readonly unsafe partial struct Lanes256<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> LessThan(Lanes256<T> left, Lanes256<T> right) => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(Vector256.LessThan(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> LessThanOrEqual(Lanes256<T> left, Lanes256<T> right) => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(Vector256.LessThanOrEqual(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> GreaterThan(Lanes256<T> left, Lanes256<T> right) => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(Vector256.GreaterThan(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> GreaterThanOrEqual(Lanes256<T> left, Lanes256<T> right) => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(Vector256.GreaterThanOrEqual(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Equals(Lanes256<T> left, Lanes256<T> right) => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(Vector256.Equals(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Select(Lanes256<T> mask, Lanes256<T> whenTrue, Lanes256<T> whenFalse) =>
        Unsafe.BitCast<Vector256<T>, Lanes256<T>>(Vector256.ConditionalSelect(mask._register, whenTrue._register, whenFalse._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes256<T> mask) => Vector256.ExtractMostSignificantBits(mask._register) != 0;
}
