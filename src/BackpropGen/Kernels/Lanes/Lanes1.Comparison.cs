using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Kernels;

/// <content>Comparisons, in the lowest lane of a register: a mask that is made and used there needs no branch.</content>
internal readonly unsafe partial struct Lanes1<T>
{
    private Vector128<T> Lowest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.CreateScalarUnsafe(_value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> LessThan(Lanes1<T> left, Lanes1<T> right) => new(Vector128.LessThan(left.Lowest, right.Lowest).ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> LessThanOrEqual(Lanes1<T> left, Lanes1<T> right) =>
        new(Vector128.LessThanOrEqual(left.Lowest, right.Lowest).ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> GreaterThan(Lanes1<T> left, Lanes1<T> right) => new(Vector128.GreaterThan(left.Lowest, right.Lowest).ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> GreaterThanOrEqual(Lanes1<T> left, Lanes1<T> right) =>
        new(Vector128.GreaterThanOrEqual(left.Lowest, right.Lowest).ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Equals(Lanes1<T> left, Lanes1<T> right) => new(Vector128.Equals(left.Lowest, right.Lowest).ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Select(Lanes1<T> mask, Lanes1<T> whenTrue, Lanes1<T> whenFalse) =>
        new(Vector128.ConditionalSelect(mask.Lowest, whenTrue.Lowest, whenFalse.Lowest).ToScalar());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes1<T> mask) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<T, int>(mask._value) != 0
        : Unsafe.BitCast<T, long>(mask._value) != 0;
}
