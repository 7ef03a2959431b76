using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Copies of matrix blocks in the order in which the outer-product kernel reads them.</summary>
internal static unsafe class Packing
{
    /// <summary>panel[k, j] = b[k, j] for a panel of <paramref name="width"/> columns, with zeros from
    /// <paramref name="columns"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Columns<T, TLanes>(int inner, int columns, int width, T* b, nint innerStride, nint columnStride, T* panel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (columns < width)
        {
            new Span<T>(panel, inner * width).Clear();
        }

        if (columnStride == 1)
        {
            CopyRows<T, TLanes>(inner, columns, b, innerStride, panel, width);
        }
        else if (innerStride == 1)
        {
            Transpose<T, TLanes>(columns, inner, b, columnStride, panel, width);
        }
        else
        {
            for (int k = 0; k < inner; k++)
            {
                for (int j = 0; j < columns; j++)
                {
                    panel[((nint)k * width) + j] = b[(k * innerStride) + (j * columnStride)];
                }
            }
        }
    }

    /// <summary>target[j, i] = source[i, j], in squares of the widest registers that fit; where those do not part the sides
    /// evenly, the last ones overlap those before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Transpose<T, TLanes>(int rows, int columns, T* source, nint sourceStride, T* target, nint targetStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (rows >= TLanes.Count && columns >= TLanes.Count / 2 && columns < TLanes.Count && Square.HasHalves<TLanes>())
        {
            TransposeHalves<T, TLanes>(rows, columns, source, sourceStride, target, targetStride);
            return;
        }

        if (rows < TLanes.Count || columns < TLanes.Count)
        {
            if (sizeof(TLanes) == 64)
            {
                Transpose<T, Lanes256<T>>(rows, columns, source, sourceStride, target, targetStride);
            }
            else if (sizeof(TLanes) == 32)
            {
                Transpose<T, Lanes128<T>>(rows, columns, source, sourceStride, target, targetStride);
            }
            else
            {
                Square.Transpose(rows, columns, source, sourceStride, target, targetStride);
            }

            return;
        }

        int lastRow = rows - TLanes.Count, lastColumn = columns - TLanes.Count;
        for (int i = 0; i < rows; i += TLanes.Count)
        {
            int row = Math.Min(i, lastRow);
            T* from = source + (row * sourceStride), to = target + row;
            for (int j = 0; j < columns; j += TLanes.Count)
            {
                int column = Math.Min(j, lastColumn);
                Square.Transpose<T, TLanes>(from + column, sourceStride, to + (column * targetStride), targetStride);
            }
        }
    }

    /// <summary>As above, of fewer columns than lanes but half as many at least: whole registers are stored, which whoever loads them need not wait for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeHalves<T, TLanes>(int rows, int columns, T* source, nint sourceStride, T* target, nint targetStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        int half = TLanes.Count / 2;
        for (int i = 0; i < rows; i += TLanes.Count)
        {
            int row = Math.Min(i, rows - TLanes.Count);
            T* from = source + (row * sourceStride), to = target + row;
            Square.TransposeHalf<T, TLanes>(from, sourceStride, to, targetStride);
            if (columns > half)
            {
                Square.TransposeHalf<T, TLanes>(from + (columns - half), sourceStride, to + ((columns - half) * targetStride), targetStride);
            }
        }
    }

    /// <summary>target[i, j] = source[i, j] of matrices in rows, in the widest registers that a row fills; the last of a row overlaps the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void CopyRows<T, TLanes>(int rows, int columns, T* source, nint sourceStride, T* target, nint targetStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (columns >= TLanes.Count)
        {
            CopyWholeRows<T, TLanes>(rows, columns, source, sourceStride, target, targetStride);
        }
        else if (sizeof(TLanes) == 64)
        {
            CopyRows<T, Lanes256<T>>(rows, columns, source, sourceStride, target, targetStride);
        }
        else if (sizeof(TLanes) == 32)
        {
            CopyRows<T, Lanes128<T>>(rows, columns, source, sourceStride, target, targetStride);
        }
        else
        {
            CopyWholeRows<T, Lanes1<T>>(rows, columns, source, sourceStride, target, targetStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyWholeRows<T, TLanes>(int rows, int columns, T* source, nint sourceStride, T* target, nint targetStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        nint last = columns - TLanes.Count;
        for (int i = 0; i < rows; i++)
        {
            for (nint j = 0; j < columns; j += TLanes.Count)
            {
                nint column = Math.Min(j, last);
                TLanes.Store(TLanes.Load(source + column), target + column);
            }

            source += sourceStride;
            target += targetStride;
        }
    }
}
