using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <content>Comparisons.</content>
internal readonly unsafe partial struct LanesOfVector<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> LessThan(LanesOfVector<T> left, LanesOfVector<T> right) => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(Vector.LessThan(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> LessThanOrEqual(LanesOfVector<T> left, LanesOfVector<T> right) => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(Vector.LessThanOrEqual(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> GreaterThan(LanesOfVector<T> left, LanesOfVector<T> right) => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(Vector.GreaterThan(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> GreaterThanOrEqual(LanesOfVector<T> left, LanesOfVector<T> right) => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(Vector.GreaterThanOrEqual(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Equals(LanesOfVector<T> left, LanesOfVector<T> right) => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(Vector.Equals(left._register, right._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Select(LanesOfVector<T> mask, LanesOfVector<T> whenTrue, LanesOfVector<T> whenFalse) =>
        Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(Vector.ConditionalSelect(mask._register, whenTrue._register, whenFalse._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(LanesOfVector<T> mask) => !Vector.EqualsAll(mask._register.As<T, byte>(), Vector<byte>.Zero);
}
