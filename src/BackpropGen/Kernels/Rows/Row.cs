using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Kernels;

/// <summary>Rows of matrices as registers, one by one: what a loop over samples is made of. Called by generated code.</summary>
/// <remarks>A row fills the register, or its first lanes: the others are then 0 when it is loaded, arbitrary afterwards, and in no sum, maximum or memory. The spans hold all rows
/// that a loop reaches, as they are cut where it begins: the rows themselves are not checked again.</remarks>
public static unsafe class Row
{
    /// <summary>One row of a matrix.</summary>
    /// <typeparam name="TLanes">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TColumns">The number of columns.</typeparam>
    /// <param name="matrix">The rows, one after the other.</param>
    /// <param name="row">Which.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Of<TLanes, T, TColumns>(ReadOnlySpan<T> matrix, int row)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent => sizeof(TColumns) * sizeof(T) == sizeof(TLanes)
        ? Unsafe.Add(ref Unsafe.As<T, TLanes>(ref MemoryMarshal.GetReference(matrix)), row)
        : RowPart.Load<TLanes>(ref Start<T, TColumns>(ref MemoryMarshal.GetReference(matrix), row), sizeof(TColumns) * sizeof(T));

    /// <summary>Stores a row.</summary>
    /// <typeparam name="TLanes">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TColumns">The number of columns.</typeparam>
    /// <param name="value">The row.</param>
    /// <param name="matrix">The rows, one after the other.</param>
    /// <param name="row">Which.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLanes, T, TColumns>(TLanes value, Span<T> matrix, int row)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
    {
        if (sizeof(TColumns) * sizeof(T) == sizeof(TLanes))
        {
            Unsafe.Add(ref Unsafe.As<T, TLanes>(ref MemoryMarshal.GetReference(matrix)), row) = value;
        }
        else
        {
            RowPart.Store(value, ref Start<T, TColumns>(ref MemoryMarshal.GetReference(matrix), row), sizeof(TColumns) * sizeof(T));
        }
    }

    /// <summary>The sum of a row, in each lane.</summary>
    /// <typeparam name="TLanes">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TColumns">The number of columns.</typeparam>
    /// <param name="value">The row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sum<TLanes, T, TColumns>(TLanes value)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent => TLanes.SumInEach(Masked<TLanes, T, TColumns>(value, TLanes.Zero));

    /// <summary>The largest number of a row, in each lane; NaN where any is.</summary>
    /// <typeparam name="TLanes">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TColumns">The number of columns.</typeparam>
    /// <param name="value">The row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Max<TLanes, T, TColumns>(TLanes value)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent => TLanes.Broadcast(TLanes.MaxOf(Masked<TLanes, T, TColumns>(value, TLanes.Constant(double.NegativeInfinity))));

    /// <summary>A row of a product: that of the left factor times a matrix.</summary>
    /// <typeparam name="TLanes">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TInner">The number of columns of the left factor and rows of the right one.</typeparam>
    /// <typeparam name="TColumns">The number of columns of the product.</typeparam>
    /// <param name="left">The left factor, row by row.</param>
    /// <param name="row">Which of its rows.</param>
    /// <param name="right">The right factor, row by row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Times<TLanes, T, TInner, TColumns>(ReadOnlySpan<T> left, int row, ReadOnlySpan<T> right)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TInner : unmanaged, IExtent
        where TColumns : unmanaged, IExtent
    {
        TLanes first = TLanes.Broadcast(Unsafe.Add(ref MemoryMarshal.GetReference(left), row * sizeof(TInner))) * Of<TLanes, T, TColumns>(right, 0);
        return Plus<TLanes, T, TInner, TColumns>(first, left, row, right, 1);
    }

    /// <summary>A row of a product, and a row added to it.</summary>
    /// <typeparam name="TLanes">The register.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TInner">The number of columns of the left factor and rows of the right one.</typeparam>
    /// <typeparam name="TColumns">The number of columns of the product.</typeparam>
    /// <param name="left">The left factor, row by row.</param>
    /// <param name="row">Which of its rows.</param>
    /// <param name="right">The right factor, row by row.</param>
    /// <param name="start">What is added.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes TimesPlus<TLanes, T, TInner, TColumns>(ReadOnlySpan<T> left, int row, ReadOnlySpan<T> right, TLanes start)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TInner : unmanaged, IExtent
        where TColumns : unmanaged, IExtent => Plus<TLanes, T, TInner, TColumns>(start, left, row, right, 0);

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
    /// <typeparam name="TColumns">The number of columns.</typeparam>
    /// <param name="gradient">The gradient.</param>
    /// <param name="descent">The descent from the first row on; it must be on.</param>
    /// <param name="row">Which of the rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Descend<TLanes, T, TColumns>(TLanes gradient, scoped Descent<T> descent, int row)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent =>
        Store<TLanes, T, TColumns>(Of<TLanes, T, TColumns>(descent.Parameters, row) - (TLanes.Broadcast(descent.Rate) * gradient), descent.Parameters, row);

    /// <summary>Moves a single parameter by its gradient.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="gradient">The gradient.</param>
    /// <param name="descent">The descent from the parameter on; it must be on.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Descend<T>(T gradient, scoped Descent<T> descent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Descend<Lanes1<T>, T, One>(Lanes1<T>.Broadcast(gradient), descent, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte Start<T, TColumns>(ref T matrix, int row)
        where T : unmanaged
        where TColumns : unmanaged, IExtent => ref Unsafe.As<T, byte>(ref Unsafe.Add(ref matrix, row * sizeof(TColumns)));

    /// <summary>A sum, and the products of a row's numbers from one on with the rows of the right factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Plus<TLanes, T, TInner, TColumns>(TLanes sum, ReadOnlySpan<T> left, int row, ReadOnlySpan<T> right, int first)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TInner : unmanaged, IExtent
        where TColumns : unmanaged, IExtent
    {
        ref T a = ref Unsafe.Add(ref MemoryMarshal.GetReference(left), row * sizeof(TInner));
        for (int k = first; k < sizeof(TInner); k++)
        {
            TLanes.AddProduct(ref sum, TLanes.Broadcast(Unsafe.Add(ref a, k)), Of<TLanes, T, TColumns>(right, k));
        }

        return sum;
    }

    /// <summary>A row with a number in the lanes that it does not fill.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Masked<TLanes, T, TColumns>(TLanes value, TLanes others)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent => sizeof(TColumns) * sizeof(T) == sizeof(TLanes)
        ? value
        : TLanes.Select(TLanes.LessThan(TLanes.Indices, TLanes.Constant(sizeof(TColumns))), value, others);
}
