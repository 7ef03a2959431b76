using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The product in blocks that fit the caches, by the outer-product kernel.</summary>
/// <remarks>As Goto, van de Geijn, 2008: a block of b is packed into panels of two registers of columns and stays in the second
/// cache; some rows of a stay in the first while the panels pass.</remarks>
internal static unsafe class BlockedProduct
{
    private const int InnerBlock = 512;
    private const int SecondCache = 512 * 1024;
    private const int FirstCache = 24 * 1024;

    /// <summary>c (+)= a b for any strides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<T, TLanes>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        int width = 2 * TLanes.Count, tileRows = OuterTile.RowsOf<T, TLanes>();

        // A matrix in rows that the first cache holds, or that is read a few times only, is read where it stands.
        bool packs = p.BColumnStride != 1
            || (p.Rows >= 2 * tileRows && (long)p.Inner * p.Columns * sizeof(T) > FirstCache);
        int innerBlock = Evenly(p.Inner, InnerBlock);
        int columnBlock = Math.Min(p.Columns, Math.Max(1, SecondCache / (innerBlock * width * sizeof(T))) * width);
        int panels = (columnBlock + width - 1) / width;
        T* tile = Scratch<T>.Rent((tileRows * width) + (tileRows * innerBlock) + (panels * width * innerBlock));
        T* packedRows = tile + (tileRows * width);
        T* packedPanels = packedRows + (tileRows * innerBlock);
        for (int j = 0; j < p.Columns; j += columnBlock)
        {
            for (int k = 0; k < p.Inner; k += innerBlock)
            {
                Block<T> block = new(
                    b + ((nint)k * p.BInnerStride) + ((nint)j * p.BColumnStride),
                    c + ((nint)j * p.CColumnStride),
                    Math.Min(columnBlock, p.Columns - j),
                    Math.Min(innerBlock, p.Inner - k),
                    packs, accumulate || k > 0,
                    tile, packedRows, packedPanels);
                PackColumns<T, TLanes>(p, block);
                MultiplyBlock<T, TLanes>(p, a + ((nint)k * p.AInnerStride), block);
            }
        }
    }

    /// <summary>The length of equal parts that are at most so long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Evenly(int length, int longest)
    {
        int parts = (length + longest - 1) / longest;
        return (length + parts - 1) / parts;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackColumns<T, TLanes>(in Product p, in Block<T> block)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        int width = 2 * TLanes.Count;
        for (int j = 0; j < block.Columns; j += width)
        {
            int columns = Math.Min(width, block.Columns - j);
            if (block.Packs || columns < width)
            {
                Packing.Columns(
                    block.Inner, columns, width, block.B + ((nint)j * p.BColumnStride), p.BInnerStride, p.BColumnStride,
                    block.PackedPanels + ((nint)j * block.Inner));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyBlock<T, TLanes>(in Product p, T* a, in Block<T> block)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        // The rows are split evenly: 64 = 4 · 13 + 12 keeps more registers busy than 4 · 14 + 8.
        int tileRows = OuterTile.RowsOf<T, TLanes>();
        int tiles = (p.Rows + tileRows - 1) / tileRows;
        int small = p.Rows / tiles, larger = p.Rows - (small * tiles);
        int i = 0;
        for (int t = 0; t < tiles; t++)
        {
            int rows = t < larger ? small + 1 : small;
            T* rowsOfA = a + ((nint)i * p.ARowStride);
            if (block.Packs && p.AInnerStride != 1)
            {
                Packing.Rows(rows, block.Inner, rowsOfA, p.ARowStride, p.AInnerStride, block.PackedRows);
                MultiplyRows<T, TLanes>(p, rows, block.PackedRows, 1, rows, i, block);
            }
            else
            {
                MultiplyRows<T, TLanes>(p, rows, rowsOfA, p.ARowStride, p.AInnerStride, i, block);
            }

            i += rows;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyRows<T, TLanes>(
        in Product p, int rows, T* a, nint aRowStride, nint aInnerStride, int firstRow, in Block<T> block)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        int width = 2 * TLanes.Count;
        T* rowsOfC = block.C + ((nint)firstRow * p.CRowStride);
        for (int j = 0; j < block.Columns; j += width)
        {
            int columns = Math.Min(width, block.Columns - j);
            bool isPacked = block.Packs || columns < width;
            T* panel = isPacked ? block.PackedPanels + ((nint)j * block.Inner) : block.B + j;
            nint panelStride = isPacked ? width : p.BInnerStride;
            int vectors = columns <= TLanes.Count ? 1 : 2;
            T* target = rowsOfC + ((nint)j * p.CColumnStride);
            if (p.CColumnStride == 1 && columns == vectors * TLanes.Count)
            {
                OuterTile.Run<T, TLanes>(
                    rows, vectors, block.Inner, a, aRowStride, aInnerStride, panel, panelStride, target, p.CRowStride, block.Adds);
            }
            else
            {
                OuterTile.Run<T, TLanes>(
                    rows, vectors, block.Inner, a, aRowStride, aInnerStride, panel, panelStride, block.Tile, width, false);
                Scatter<T, TLanes>(p, rows, columns, block.Tile, target, block.Adds);
            }
        }
    }

    /// <summary>Writes the part of a tile that belongs to c, at c's strides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter<T, TLanes>(in Product p, int rows, int columns, T* tile, T* c, bool adds)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        nint columnStride = p.CColumnStride;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                T* target = c + (j * columnStride);
                *target = adds ? *target + tile[j] : tile[j];
            }

            tile += 2 * TLanes.Count;
            c += p.CRowStride;
        }
    }

    /// <summary>A block of b and the columns of c that it contributes to, with the scratch.</summary>
    private readonly struct Block<T>(
        T* b, T* c, int columns, int inner, bool packs, bool adds, T* tile, T* packedRows, T* packedPanels)
        where T : unmanaged
    {
        internal readonly T* B = b, C = c, Tile = tile, PackedRows = packedRows, PackedPanels = packedPanels;
        internal readonly int Columns = columns, Inner = inner;
        internal readonly bool Packs = packs, Adds = adds;
    }
}
