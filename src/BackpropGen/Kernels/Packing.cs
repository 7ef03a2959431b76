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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows<T, TLanes>(int rows, int columns, T* source, nint sourceStride, T* target, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        for (int k = 0; k < rows; k++)
        {
            int j = 0;
            for (; j <= columns - TLanes.Count; j += TLanes.Count)
            {
                TLanes.Store(TLanes.Load(source + j), target + j);
            }

            for (; j < columns; j++)
            {
                target[j] = source[j];
            }

            source += sourceStride;
            target += width;
        }
    }
}
