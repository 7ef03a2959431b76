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

    /// <summary>One number of a matrix in each lane.</summary>
    /// <typeparam name="TLanes">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TColumns">The number of columns of the matrix.</typeparam>
    /// <param name="matrix">The matrix, row by row.</param>
    /// <param name="row">The number's row.</param>
    /// <param name="column">The number's column.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Number<TLanes, T, TColumns>(ReadOnlySpan<T> matrix, int row, int column)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent => TLanes.Broadcast(Unsafe.Add(ref MemoryMarshal.GetReference(matrix), (row * sizeof(TColumns)) + column));

    /// <summary>Moves a row of parameters by its gradient, to the bits of an update of their own: product and difference are each rounded.</summary>
    /// <typeparam name="TLanes">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="gradient">The gradient.</param>
    /// <param name="descent">The descent from the first row on; it must be on.</param>
    /// <param name="row">Which of the rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Descend<TLanes, T>(TLanes gradient, scoped Descent<T> descent, int row)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref TLanes parameters = ref Unsafe.Add(ref Unsafe.As<T, TLanes>(ref MemoryMarshal.GetReference(descent.Parameters)), row);
        parameters -= TLanes.Broadcast(descent.Rate) * gradient;
    }

    /// <summary>Moves a single parameter by its gradient.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="gradient">The gradient.</param>
    /// <param name="descent">The descent from the parameter on; it must be on.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Descend<T>(T gradient, scoped Descent<T> descent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Descend(Lanes1<T>.Broadcast(gradient), descent, 0);
}
