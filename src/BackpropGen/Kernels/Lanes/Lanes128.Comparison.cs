using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Kernels;

/// <content>Comparisons.</content>
internal readonly unsafe partial struct Lanes128<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> LessThan(Lanes128<T> left, Lanes128<T> right) => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(Vector128.LessThan(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> LessThanOrEqual(Lanes128<T> left, Lanes128<T> right) => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(Vector128.LessThanOrEqual(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> GreaterThan(Lanes128<T> left, Lanes128<T> right) => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(Vector128.GreaterThan(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> GreaterThanOrEqual(Lanes128<T> left, Lanes128<T> right) => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(Vector128.GreaterThanOrEqual(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Equals(Lanes128<T> left, Lanes128<T> right) => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(Vector128.Equals(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Select(Lanes128<T> mask, Lanes128<T> whenTrue, Lanes128<T> whenFalse) =>
        Unsafe.BitCast<Vector128<T>, Lanes128<T>>(Vector128.ConditionalSelect(mask._register, whenTrue._register, whenFalse._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes128<T> mask) => Vector128.ExtractMostSignificantBits(mask._register) != 0;
}
