using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Kernels;

/// <summary>As many neighbors of many points as a register has lanes. Used by generated code, which has checked that all columns have their
/// lengths.</summary>
/// <typeparam name="TLanes">The register.</typeparam>
/// <typeparam name="T">The element type, <see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly struct Points<TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _index;
    private readonly int _count;

    /// <summary>The first.</summary>
    /// <param name="count">The number of all points.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Points(int count) => (_index, _count) = (0, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Points(int index, int count) => (_index, _count) = (index, count);

    /// <summary>Whether there are as many.</summary>
    public bool Exist
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _index <= _count - TLanes.Count;
    }

    /// <summary>Those that follow.</summary>
    public Points<TLanes, T> Next
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(_index + TLanes.Count, _count);
    }

    /// <summary>What a column holds of them.</summary>
    /// <param name="column">The column.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Load(ReadOnlySpan<T> column) => TLanes.Load(ref MemoryMarshal.GetReference(column), (nuint)_index);

    /// <summary>What a column of several components holds of them.</summary>
    /// <param name="column">The column: component k of all points, then component k + 1.</param>
    /// <param name="component">Which component.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Load(ReadOnlySpan<T> column, int component) => TLanes.Load(ref MemoryMarshal.GetReference(column), (nuint)((component * _count) + _index));

    /// <summary>Writes to a column what it holds of them.</summary>
    /// <param name="values">The values.</param>
    /// <param name="column">The column.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(TLanes values, Span<T> column) => TLanes.Store(values, ref MemoryMarshal.GetReference(column), (nuint)_index);

    /// <summary>Writes to a column of several components what it holds of them.</summary>
    /// <param name="values">The values.</param>
    /// <param name="column">The column: component k of all points, then component k + 1.</param>
    /// <param name="component">Which component.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(TLanes values, Span<T> column, int component) =>
        TLanes.Store(values, ref MemoryMarshal.GetReference(column), (nuint)((component * _count) + _index));
}
