using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Kernels;

/// <summary>As many samples as a register has lanes, column by column: what a loop over samples with its lanes along the samples is made of. Called by generated
/// code.</summary>
/// <remarks>The spans hold all samples that a loop reaches, and tiles as many registers as there are columns: neither is checked again.</remarks>
public static unsafe class Tile
{
    /// <summary>Where a tile lies in memory of the stack: at a multiple of the register's size.</summary>
    /// <typeparam name="TLanes">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="memory">As many registers as there are columns, and one more. It does not move.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<T> Aligned<TLanes, T>(Span<T> memory)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nuint address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(memory));
        return memory.Slice((int)((nuint)sizeof(TLanes) - 1 - ((address - 1) & ((nuint)sizeof(TLanes) - 1))) / sizeof(T), memory.Length - (sizeof(TLanes) / sizeof(T)));
    }

    /// <summary>One column of a tile.</summary>
    /// <typeparam name="TLanes">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="tile">The columns, one register after the other.</param>
    /// <param name="column">Which.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Column<TLanes, T>(ReadOnlySpan<T> tile, int column)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Unsafe.Add(ref Unsafe.As<T, TLanes>(ref MemoryMarshal.GetReference(tile)), column);

    /// <summary>Stores one column of a tile.</summary>
    /// <typeparam name="TLanes">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="value">The column.</param>
    /// <param name="tile">The columns, one register after the other.</param>
    /// <param name="column">Which.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLanes, T>(TLanes value, Span<T> tile, int column)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Unsafe.Add(ref Unsafe.As<T, TLanes>(ref MemoryMarshal.GetReference(tile)), column) = value;

    /// <summary>A number of each sample.</summary>
    /// <typeparam name="TLanes">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="numbers">One of each sample.</param>
    /// <param name="first">The first sample.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Numbers<TLanes, T>(ReadOnlySpan<T> numbers, int first)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TLanes.Load(ref MemoryMarshal.GetReference(numbers), (nuint)first);

    /// <summary>Stores a number of each sample.</summary>
    /// <typeparam name="TLanes">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="value">The numbers.</param>
    /// <param name="numbers">One of each sample.</param>
    /// <param name="first">The first sample.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreNumbers<TLanes, T>(TLanes value, Span<T> numbers, int first)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TLanes.Store(value, ref MemoryMarshal.GetReference(numbers), (nuint)first);

    /// <summary>Copies samples to a tile: their rows become its columns' lanes.</summary>
    /// <typeparam name="TLanes">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TColumns">The number of columns.</typeparam>
    /// <param name="rows">The samples, one after the other.</param>
    /// <param name="first">The first sample.</param>
    /// <param name="tile">The columns, one register after the other.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read<TLanes, T, TColumns>(ReadOnlySpan<T> rows, int first, Span<T> tile)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
    {
        fixed (T* source = rows, target = tile)
        {
            Packing.Transpose<T, TLanes>(TLanes.Count, sizeof(TColumns), source + ((nint)first * sizeof(TColumns)), sizeof(TColumns), target, TLanes.Count);
        }
    }

    /// <summary>Copies a tile to samples: its columns' lanes become their rows.</summary>
    /// <typeparam name="TLanes">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TColumns">The number of columns.</typeparam>
    /// <param name="tile">The columns, one register after the other.</param>
    /// <param name="rows">The samples, one after the other.</param>
    /// <param name="first">The first sample.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write<TLanes, T, TColumns>(ReadOnlySpan<T> tile, Span<T> rows, int first)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
    {
        fixed (T* source = tile, target = rows)
        {
            Packing.Transpose<T, TLanes>(sizeof(TColumns), TLanes.Count, source, TLanes.Count, target + ((nint)first * sizeof(TColumns)), sizeof(TColumns));
        }
    }
}
