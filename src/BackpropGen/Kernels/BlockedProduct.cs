using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The product in blocks that fit the caches, by the outer-product kernel.</summary>
/// <remarks>After Goto, van de Geijn, Anatomy of high-performance matrix multiplication, 2008: a block of a stays in the second
/// cache; a panel of b, two registers of columns, is packed into the first, where it stays while the block's rows pass.</remarks>
internal static unsafe class BlockedProduct
{
    // Measured: a panel of 272 rows is 34 KB. 784 is three such blocks, with 256 it would be four.
    private const int InnerBlock = 272;
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
        bool packsB = p.BColumnStride != 1
            || (p.Rows >= 2 * tileRows && (long)p.Inner * p.Columns * sizeof(T) > FirstCache);
        bool packsA = packsB && p.AInnerStride != 1;
        int innerBlock = Evenly(p.Inner, InnerBlock);
        long rowBytes = (innerBlock + width) * sizeof(T);
        int rowBlock = p.Rows * rowBytes <= SecondCache ? p.Rows : Evenly(p.Rows, Math.Max(tileRows, (int)(SecondCache / rowBytes)));
        T* staging = Scratch<T>.Rent((rowBlock * width) + (width * innerBlock) + (packsA ? rowBlock * innerBlock : 0));
        T* panel = staging + (rowBlock * width);
        T* packedRows = panel + (width * innerBlock);
        for (int i = 0; i < p.Rows; i += rowBlock)
        {
            Tiles tiles = new(Math.Min(rowBlock, p.Rows - i), tileRows);
            for (int k = 0; k < p.Inner; k += innerBlock)
            {
                Block<T> block = new(
                    a + ((nint)i * p.ARowStride) + ((nint)k * p.AInnerStride),
                    b + ((nint)k * p.BInnerStride),
                    c + ((nint)i * p.CRowStride),
                    tiles,
                    Math.Min(innerBlock, p.Inner - k),
                    packsA, packsB, accumulate || k > 0,
                    staging, packedRows, panel);
                if (packsA)
                {
                    PackRows<T, TLanes>(p, block);
                }

                for (int j = 0; j < p.Columns; j += width)
                {
                    MultiplyPanel<T, TLanes>(p, block, j, Math.Min(width, p.Columns - j));
                }
            }
        }
    }

    /// <summary>The length of equal parts that are at most so long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Evenly(int length, int longest)
    {
        if (length <= longest)
        {
            return length;
        }

        int parts = (length + longest - 1) / longest;
        return (length + parts - 1) / parts;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRows<T, TLanes>(in Product p, in Block<T> block)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        Tiles tiles = block.Tiles;
        for (int i = 0, t = 0; t < tiles.Count; t++)
        {
            int rows = tiles.RowsOf(t);
            Packing.Rows(
                rows, block.Inner, block.A + ((nint)i * p.ARowStride), p.ARowStride, p.AInnerStride, block.PackedRows + ((nint)i * block.Inner));
            i += rows;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyPanel<T, TLanes>(in Product p, in Block<T> block, int firstColumn, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        int vectors = columns <= TLanes.Count ? 1 : 2, width = vectors * TLanes.Count;
        T* panel = block.B + ((nint)firstColumn * p.BColumnStride);
        nint panelStride = p.BInnerStride;
        if (block.PacksB || columns < width)
        {
            Packing.Columns<T, TLanes>(block.Inner, columns, width, panel, panelStride, p.BColumnStride, block.Panel);
            panel = block.Panel;
            panelStride = width;
        }

        bool isDirect = p.CColumnStride == 1 && columns == width;
        T* c = block.C + ((nint)firstColumn * p.CColumnStride);
        T* target = isDirect ? c : block.Staging;
        nint targetStride = isDirect ? p.CRowStride : width;
        if (!isDirect && block.Adds)
        {
            Copy<T, TLanes>(block.Tiles.AllRows, columns, c, p.CRowStride, p.CColumnStride, target, width, 1);
        }

        OuterTile.Panel<T> shared = new(panel, panelStride, block.Inner, targetStride, block.Adds);
        Tiles tiles = block.Tiles;
        MultiplyTiles<T, TLanes>(p, block, 0, tiles.Larger, tiles.Rows + 1, vectors, target, shared);
        MultiplyTiles<T, TLanes>(p, block, tiles.Larger * (tiles.Rows + 1), tiles.Count - tiles.Larger, tiles.Rows, vectors, target, shared);
        if (!isDirect)
        {
            Copy<T, TLanes>(block.Tiles.AllRows, columns, block.Staging, width, 1, c, p.CRowStride, p.CColumnStride);
        }
    }

    /// <summary>The tiles of one height.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyTiles<T, TLanes>(
        in Product p, in Block<T> block, int firstRow, int tiles, int rows, int vectors, T* c, in OuterTile.Panel<T> panel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        c += firstRow * panel.CRowStride;
        if (block.PacksA)
        {
            OuterTile.Run<T, TLanes>(
                rows, vectors, tiles, block.PackedRows + ((nint)firstRow * block.Inner), (nint)rows * block.Inner, 1, rows, c, panel);
        }
        else
        {
            OuterTile.Run<T, TLanes>(
                rows, vectors, tiles, block.A + ((nint)firstRow * p.ARowStride), (nint)rows * p.ARowStride, p.ARowStride, p.AInnerStride, c, panel);
        }
    }

    /// <summary>target[i, j] = source[i, j], each at its strides, of which one is 1 in the source or the target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy<T, TLanes>(
        int rows, int columns, T* source, nint sourceRow, nint sourceColumn, T* target, nint targetRow, nint targetColumn)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (sourceColumn == 1 && targetRow == 1 && targetColumn != 1)
        {
            Packing.Transpose<T, TLanes>(rows, columns, source, sourceRow, target, targetColumn);
            return;
        }

        if (sourceRow == 1 && targetColumn == 1 && sourceColumn != 1)
        {
            Packing.Transpose<T, TLanes>(columns, rows, source, sourceColumn, target, targetRow);
            return;
        }

        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                target[j * targetColumn] = source[j * sourceColumn];
            }

            source += sourceRow;
            target += targetRow;
        }
    }

    /// <summary>Rows split evenly: 64 = 4 · 13 + 12 keeps more registers busy than 4 · 14 + 8.</summary>
    private readonly struct Tiles
    {
        /// <summary>The rows of all tiles, the number of tiles, and how many of those, the first, have a row more than the others.</summary>
        internal readonly int AllRows, Count, Larger;

        /// <summary>The rows of each other tile.</summary>
        internal readonly int Rows;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal Tiles(int rows, int most)
        {
            AllRows = rows;
            Count = (rows + most - 1) / most;
            Rows = rows / Count;
            Larger = rows - (Rows * Count);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal int RowsOf(int tile) => tile < Larger ? Rows + 1 : Rows;
    }

    /// <summary>A block of a and what it meets of b and c, with the scratch.</summary>
    private readonly struct Block<T>(
        T* a, T* b, T* c, Tiles tiles, int inner, bool packsA, bool packsB, bool adds, T* staging, T* packedRows, T* panel)
        where T : unmanaged
    {
        internal readonly T* A = a, B = b, C = c, Staging = staging, PackedRows = packedRows, Panel = panel;
        internal readonly Tiles Tiles = tiles;
        internal readonly int Inner = inner;
        internal readonly bool PacksA = packsA, PacksB = packsB, Adds = adds;
    }
}
