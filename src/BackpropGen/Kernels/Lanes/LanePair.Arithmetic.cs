using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <content>Arithmetic, and functions that machines have instructions for.</content>
internal readonly unsafe partial struct LanePair<TLanes, T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> operator +(LanePair<TLanes, T> left, LanePair<TLanes, T> right) => new(left._low + right._low, left._high + right._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> operator -(LanePair<TLanes, T> left, LanePair<TLanes, T> right) => new(left._low - right._low, left._high - right._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> operator *(LanePair<TLanes, T> left, LanePair<TLanes, T> right) => new(left._low * right._low, left._high * right._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> operator /(LanePair<TLanes, T> left, LanePair<TLanes, T> right) => new(left._low / right._low, left._high / right._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> operator -(LanePair<TLanes, T> value) => new(-value._low, -value._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Broadcast(T value) => new(TLanes.Broadcast(value), TLanes.Broadcast(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> MultiplyAdd(LanePair<TLanes, T> x, LanePair<TLanes, T> y, LanePair<TLanes, T> z) =>
        new(TLanes.MultiplyAdd(x._low, y._low, z._low), TLanes.MultiplyAdd(x._high, y._high, z._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref LanePair<TLanes, T> sum, LanePair<TLanes, T> x, LanePair<TLanes, T> y) => sum = MultiplyAdd(x, y, sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> FusedMultiplyAdd(LanePair<TLanes, T> x, LanePair<TLanes, T> y, LanePair<TLanes, T> z) =>
        new(TLanes.FusedMultiplyAdd(x._low, y._low, z._low), TLanes.FusedMultiplyAdd(x._high, y._high, z._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> MultiplyAdd(LanePair<TLanes, T> x, LanePair<TLanes, T> y, double z) => new(TLanes.MultiplyAdd(x._low, y._low, z), TLanes.MultiplyAdd(x._high, y._high, z));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Min(LanePair<TLanes, T> left, LanePair<TLanes, T> right) => new(TLanes.Min(left._low, right._low), TLanes.Min(left._high, right._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Max(LanePair<TLanes, T> left, LanePair<TLanes, T> right) => new(TLanes.Max(left._low, right._low), TLanes.Max(left._high, right._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Abs(LanePair<TLanes, T> value) => new(TLanes.Abs(value._low), TLanes.Abs(value._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Sqrt(LanePair<TLanes, T> value) => new(TLanes.Sqrt(value._low), TLanes.Sqrt(value._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Floor(LanePair<TLanes, T> value) => new(TLanes.Floor(value._low), TLanes.Floor(value._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Ceiling(LanePair<TLanes, T> value) => new(TLanes.Ceiling(value._low), TLanes.Ceiling(value._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Round(LanePair<TLanes, T> value) => new(TLanes.Round(value._low), TLanes.Round(value._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Truncate(LanePair<TLanes, T> value) => new(TLanes.Truncate(value._low), TLanes.Truncate(value._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> AtLeast(LanePair<TLanes, T> value, double limit) => new(TLanes.AtLeast(value._low, limit), TLanes.AtLeast(value._high, limit));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> AtMost(LanePair<TLanes, T> value, double limit) => new(TLanes.AtMost(value._low, limit), TLanes.AtMost(value._high, limit));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> CopySign(LanePair<TLanes, T> value, LanePair<TLanes, T> sign) => new(TLanes.CopySign(value._low, sign._low), TLanes.CopySign(value._high, sign._high));
}
