using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Kernels;

/// <summary>Rows of matrices as registers, one by one: what a loop over samples is made of. Called by generated code.</summary>
/// <remarks>A row has as many columns as the register has lanes. The spans hold all rows that a loop reaches, as they are cut where it begins:
/// the rows themselves are not checked again.</remarks>
public static unsafe class Row
{
    /// <summary>One row of a matrix.</summary>
    /// <typeparam name="TLanes">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="matrix">The rows, one after the other.</param>
    /// <param name="row">Which.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Of<TLanes, T>(ReadOnlySpan<T> matrix, int row)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Unsafe.Add(ref Unsafe.As<T, TLanes>(ref MemoryMarshal.GetReference(matrix)), row);

    /// <summary>Stores a row.</summary>
    /// <typeparam name="TLanes">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="value">The row.</param>
    /// <param name="matrix">The rows, one after the other.</param>
    /// <param name="row">Which.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLanes, T>(TLanes value, Span<T> matrix, int row)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Unsafe.Add(ref Unsafe.As<T, TLanes>(ref MemoryMarshal.GetReference(matrix)), row) = value;

    /// <summary>A row of a product: that of the left factor times a matrix.</summary>
    /// <typeparam name="TLanes">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TInner">The number of columns of the left factor and rows of the right one.</typeparam>
    /// <param name="left">The left factor, row by row.</param>
    /// <param name="row">Which of its rows.</param>
    /// <param name="right">The right factor, row by row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Times<TLanes, T, TInner>(ReadOnlySpan<T> left, int row, ReadOnlySpan<T> right)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TInner : unmanaged, IExtent
    {
        ref T a = ref Unsafe.Add(ref MemoryMarshal.GetReference(left), row * sizeof(TInner));
        TLanes sum = TLanes.Broadcast(a) * Of<TLanes, T>(right, 0);
        for (int k = 1; k < sizeof(TInner); k++)
        {
            sum = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref a, k)), Of<TLanes, T>(right, k), sum);
        }

        return sum;
    }

    /// <summary>Adds a row's multiples by some numbers to the sums of earlier rows.</summary>
    /// <typeparam name="TLanes">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TFactors">How many numbers: at most 4.</typeparam>
    /// <param name="factors">The numbers, row by row.</param>
    /// <param name="row">Which of these rows.</param>
    /// <param name="value">The row.</param>
    /// <param name="sums">The sums, all 0 at first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddMultiples<TLanes, T, TFactors>(ReadOnlySpan<T> factors, int row, TLanes value, ref RowSums<TLanes> sums)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFactors : unmanaged, IExtent
    {
        ref T a = ref Unsafe.Add(ref MemoryMarshal.GetReference(factors), row * sizeof(TFactors));
        sums.First = TLanes.MultiplyAdd(TLanes.Broadcast(a), value, sums.First);
        if (sizeof(TFactors) > 1)
        {
            sums.Second = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref a, 1)), value, sums.Second);
        }

        if (sizeof(TFactors) > 2)
        {
            sums.Third = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref a, 2)), value, sums.Third);
        }

        if (sizeof(TFactors) > 3)
        {
            sums.Fourth = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref a, 3)), value, sums.Fourth);
        }
    }

    /// <summary>Stores sums, one after the other.</summary>
    /// <typeparam name="TLanes">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TFactors">How many: at most 4.</typeparam>
    /// <param name="sums">The sums.</param>
    /// <param name="matrix">Where they go, row by row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLanes, T, TFactors>(in RowSums<TLanes> sums, Span<T> matrix)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFactors : unmanaged, IExtent
    {
        Store(sums.First, matrix, 0);
        if (sizeof(TFactors) > 1)
        {
            Store(sums.Second, matrix, 1);
        }

        if (sizeof(TFactors) > 2)
        {
            Store(sums.Third, matrix, 2);
        }

        if (sizeof(TFactors) > 3)
        {
            Store(sums.Fourth, matrix, 3);
        }
    }
}

/// <summary>Up to four sums of rows, which stay in registers.</summary>
/// <typeparam name="TLanes">The register.</typeparam>
public struct RowSums<TLanes>
    where TLanes : unmanaged
{
    internal TLanes First, Second, Third, Fourth;
}
