using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Two registers as one of twice the width, for rows that no register of the machine is as wide as.</summary>
/// <typeparam name="TLanes">Each of them.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly unsafe partial struct LanePair<TLanes, T> : ILanes<LanePair<TLanes, T>, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TLanes _low, _high;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private LanePair(TLanes low, TLanes high)
    {
        _low = low;
        _high = high;
    }

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * TLanes.Count;
    }

    /// <inheritdoc/>
    public static int Registers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.Registers / 2;
    }

    /// <inheritdoc/>
    public static LanePair<TLanes, T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(TLanes.Zero, TLanes.Zero);
    }

    /// <inheritdoc/>
    public static LanePair<TLanes, T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(TLanes.One, TLanes.One);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Constant(double value) => new(TLanes.Constant(value), TLanes.Constant(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Load(T* source) => new(TLanes.Load(source), TLanes.Load(source + TLanes.Count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> Load(ref readonly T source, nuint offset) => new(TLanes.Load(in source, offset), TLanes.Load(in source, offset + (nuint)TLanes.Count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> LoadSingles(float* source) => new(TLanes.LoadSingles(source), TLanes.LoadSingles(source + TLanes.Count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(LanePair<TLanes, T> value, T* target)
    {
        TLanes.Store(value._low, target);
        TLanes.Store(value._high, target + TLanes.Count);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(LanePair<TLanes, T> value, ref T target, nuint offset)
    {
        TLanes.Store(value._low, ref target, offset);
        TLanes.Store(value._high, ref target, offset + (nuint)TLanes.Count);
    }

    /// <inheritdoc/>
    public static LanePair<TLanes, T> Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(TLanes.Indices, TLanes.Indices + TLanes.Constant(TLanes.Count));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T First(LanePair<TLanes, T> value) => TLanes.First(value._low);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(LanePair<TLanes, T> value) => TLanes.Sum(value._low + value._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<TLanes, T> SumInEach(LanePair<TLanes, T> value)
    {
        TLanes sum = TLanes.SumInEach(value._low + value._high);
        return new(sum, sum);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MaxOf(LanePair<TLanes, T> value) => TLanes.MaxOf(TLanes.Max(value._low, value._high));
}
