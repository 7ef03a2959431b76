using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The product in blocks that fit the caches, by the outer-product kernel.</summary>
/// <remarks>As Goto, van de Geijn, 2008: a block of b is packed into panels of two vectors of columns and stays in the second
/// cache; six rows of a and one panel stay in the first.</remarks>
internal static unsafe class BlockedProduct
{
    private const int InnerBlock = 256;
    private const int PanelsPerBlock = 32;
    private const int TileRows = 6;
    private const int FirstCache = 24 * 1024;

    /// <summary>c (+)= a b for any strides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<T>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = 2 * Vector<T>.Count;

        // A matrix in rows that the first cache holds, or that is read a few times only, is read where it stands.
        bool packs = p.BColumnStride != 1
            || (p.Rows >= 2 * TileRows && (long)p.Inner * p.Columns * sizeof(T) > FirstCache);
        int columnBlock = Math.Min(p.Columns, PanelsPerBlock * width);
        int innerBlock = Math.Min(p.Inner, InnerBlock);
        int panels = (columnBlock + width - 1) / width;
        T* tile = Scratch<T>.Rent((TileRows * width) + (TileRows * innerBlock) + (panels * width * innerBlock));
        T* packedRows = tile + (TileRows * width);
        T* packedPanels = packedRows + (TileRows * innerBlock);
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
                PackColumns(p, block);
                MultiplyBlock(p, a + ((nint)k * p.AInnerStride), block);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackColumns<T>(in Product p, in Block<T> block)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = 2 * Vector<T>.Count;
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
    private static void MultiplyBlock<T>(in Product p, T* a, in Block<T> block)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // The rows are split evenly: 32 = 6 + 6 + 5 + 5 + 5 + 5 keeps more registers busy than 5 · 6 + 2.
        int tiles = (p.Rows + TileRows - 1) / TileRows;
        int small = p.Rows / tiles, larger = p.Rows - (small * tiles);
        int i = 0;
        for (int t = 0; t < tiles; t++)
        {
            int rows = t < larger ? small + 1 : small;
            T* rowsOfA = a + ((nint)i * p.ARowStride);
            if (block.Packs && p.AInnerStride != 1)
            {
                Packing.Rows(rows, block.Inner, rowsOfA, p.ARowStride, p.AInnerStride, block.PackedRows);
                MultiplyRows(p, rows, block.PackedRows, 1, rows, i, block);
            }
            else
            {
                MultiplyRows(p, rows, rowsOfA, p.ARowStride, p.AInnerStride, i, block);
            }

            i += rows;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyRows<T>(
        in Product p, int rows, T* a, nint aRowStride, nint aInnerStride, int firstRow, in Block<T> block)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = 2 * Vector<T>.Count;
        T* rowsOfC = block.C + ((nint)firstRow * p.CRowStride);
        for (int j = 0; j < block.Columns; j += width)
        {
            int columns = Math.Min(width, block.Columns - j);
            bool isPacked = block.Packs || columns < width;
            T* panel = isPacked ? block.PackedPanels + ((nint)j * block.Inner) : block.B + j;
            nint panelStride = isPacked ? width : p.BInnerStride;
            int vectors = columns <= Vector<T>.Count ? 1 : 2;
            T* target = rowsOfC + ((nint)j * p.CColumnStride);
            if (p.CColumnStride == 1 && columns == vectors * Vector<T>.Count)
            {
                OuterTile.Run(
                    rows, vectors, block.Inner, a, aRowStride, aInnerStride, panel, panelStride, target, p.CRowStride, block.Adds);
            }
            else
            {
                OuterTile.Run(
                    rows, vectors, block.Inner, a, aRowStride, aInnerStride, panel, panelStride, block.Tile, width, false);
                Scatter(p, rows, columns, block.Tile, target, block.Adds);
            }
        }
    }

    /// <summary>Writes the part of a tile that belongs to c, at c's strides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter<T>(in Product p, int rows, int columns, T* tile, T* c, bool adds)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint columnStride = p.CColumnStride;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                T* target = c + (j * columnStride);
                *target = adds ? *target + tile[j] : tile[j];
            }

            tile += 2 * Vector<T>.Count;
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
