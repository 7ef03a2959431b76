using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <content>The bits of the lanes, and comparisons.</content>
internal readonly unsafe partial struct LanePair<TLanes, T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> operator &(LanePair<TLanes, T> left, LanePair<TLanes, T> right) => new(left._low & right._low, left._high & right._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> operator |(LanePair<TLanes, T> left, LanePair<TLanes, T> right) => new(left._low | right._low, left._high | right._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> operator ^(LanePair<TLanes, T> left, LanePair<TLanes, T> right) => new(left._low ^ right._low, left._high ^ right._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> operator ~(LanePair<TLanes, T> value) => new(~value._low, ~value._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> AndNot(LanePair<TLanes, T> value, LanePair<TLanes, T> removed) => new(TLanes.AndNot(value._low, removed._low), TLanes.AndNot(value._high, removed._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> BroadcastBits(long bits) => new(TLanes.BroadcastBits(bits), TLanes.BroadcastBits(bits));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> AddBits(LanePair<TLanes, T> left, LanePair<TLanes, T> right) => new(TLanes.AddBits(left._low, right._low), TLanes.AddBits(left._high, right._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> ShiftLeft(LanePair<TLanes, T> value, int count) => new(TLanes.ShiftLeft(value._low, count), TLanes.ShiftLeft(value._high, count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> ShiftRight(LanePair<TLanes, T> value, int count) => new(TLanes.ShiftRight(value._low, count), TLanes.ShiftRight(value._high, count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> LessThan(LanePair<TLanes, T> left, LanePair<TLanes, T> right) => new(TLanes.LessThan(left._low, right._low), TLanes.LessThan(left._high, right._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> LessThanOrEqual(LanePair<TLanes, T> left, LanePair<TLanes, T> right) => new(TLanes.LessThanOrEqual(left._low, right._low), TLanes.LessThanOrEqual(left._high, right._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> GreaterThan(LanePair<TLanes, T> left, LanePair<TLanes, T> right) => new(TLanes.GreaterThan(left._low, right._low), TLanes.GreaterThan(left._high, right._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> GreaterThanOrEqual(LanePair<TLanes, T> left, LanePair<TLanes, T> right) => new(TLanes.GreaterThanOrEqual(left._low, right._low), TLanes.GreaterThanOrEqual(left._high, right._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Equals(LanePair<TLanes, T> left, LanePair<TLanes, T> right) => new(TLanes.Equals(left._low, right._low), TLanes.Equals(left._high, right._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Select(LanePair<TLanes, T> mask, LanePair<TLanes, T> whenTrue, LanePair<TLanes, T> whenFalse) =>
        new(TLanes.Select(mask._low, whenTrue._low, whenFalse._low), TLanes.Select(mask._high, whenTrue._high, whenFalse._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(LanePair<TLanes, T> mask) => TLanes.Any(mask._low | mask._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> ScaleBinary(LanePair<TLanes, T> x, LanePair<TLanes, T> n) => new(TLanes.ScaleBinary(x._low, n._low), TLanes.ScaleBinary(x._high, n._high));
}
