using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The product in blocks that fit the caches, by the outer-product kernel.</summary>
/// <remarks>After Goto, van de Geijn, Anatomy of high-performance matrix multiplication, 2008: a block of a stays in the second
/// cache; a panel of b, two registers of columns, stays in the first while the block's rows pass. Other than there, only what does
/// not lie in rows is packed, and rows that share sets of that cache where many tiles read them: else a copy of neighbours costs more than it saves.</remarks>
internal static unsafe class BlockedProduct
{
    // Measured: a panel of 272 rows is 34 KB. 784 is three such blocks, with 256 it would be four.
    internal const int InnerBlock = 272;
    private const int FirstCache = 16 * 1024;
    private const int SecondCache = 512 * 1024;

    /// <summary>So many tiles pay for a copy of the panel of b that they read.</summary>
    private const int ManyTiles = 32;

    /// <summary>So many panels of a c that does not lie in rows are copied once, not anew for every block of k.</summary>
    private const int KeptPanels = 4;

    /// <summary>c (+)= a b for any strides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<T, TLanes>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T> =>
        Run<T, TLanes>(p, a, b, c, accumulate, descends: false, default);

    /// <summary>c −= rate · a b for k of one block, b in rows, and c in rows of whole pairs of registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Descend<T, TLanes>(in Product p, T* a, T* b, T* c, T rate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T> =>
        Run<T, TLanes>(p, a, b, c, accumulate: true, descends: true, rate);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TLanes>(in Product p, T* a, T* b, T* c, bool accumulate, bool descends, T rate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        int width = 2 * TLanes.Count, tileRows = OuterTile.RowsOf<T, TLanes>();
        int innerBlock = p.Panel == 0 ? Evenly(p.Inner, InnerBlock) : p.Panel * Evenly(p.Inner / p.Panel, InnerBlock / p.Panel);
        int rowBlock = RowBlock<T>(p, innerBlock, width, tileRows);
        bool keeps = p.Columns <= KeptPanels * width;
        T* panel = Scratch<T>.Rent(((rowBlock * (keeps ? (p.Columns + width - 1) / width : 1)) + innerBlock) * width);
        T* staging = panel + (width * innerBlock);
        for (int i = 0; i < p.Rows; i += rowBlock)
        {
            Tiles tiles = new(Math.Min(rowBlock, p.Rows - i), tileRows);
            for (int k = 0; k < p.Inner; k += innerBlock)
            {
                bool adds = accumulate || k > 0, isLast = k + innerBlock >= p.Inner;
                Block<T> block = new(
                    a + ((nint)i * p.ARowStride) + (p.Panel == 0 ? (nint)k * p.AInnerStride : (nint)(k / p.Panel) * p.APanelStride),
                    b + (p.Panel == 0 ? (nint)k * p.BInnerStride : (nint)(k / p.Panel) * p.BPanelStride),
                    c + ((nint)i * p.CRowStride),
                    tiles,
                    Math.Min(innerBlock, p.Inner - k),
                    adds,
                    panel,
                    new(staging, keeps ? tiles.AllRows : 0, keeps ? accumulate && k == 0 : adds, isLast || !keeps),
                    descends, rate);
                for (int j = 0; j < p.Columns; j += width)
                {
                    MultiplyPanel<T, TLanes>(p, block, j, Math.Min(width, p.Columns - j));
                }
            }
        }
    }

    /// <summary>How many rows of a pass before the next panel of b comes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int RowBlock<T>(in Product p, int innerBlock, int width, int tileRows)
        where T : unmanaged
    {
        // A c that no cache holds is written once, row by row, where the first cache holds all of b as it is, with room to spare.
        if (p.BColumnStride == 1 && (long)p.Inner * p.Columns * sizeof(T) <= FirstCache && (long)p.Rows * p.Columns * sizeof(T) > SecondCache)
        {
            return tileRows;
        }

        // A single panel of b meets each row of a once: only c's staging has to stay.
        long rowBytes = (p.Columns <= width ? width : innerBlock + width) * sizeof(T);
        return p.Rows * rowBytes <= SecondCache ? p.Rows : Evenly(p.Rows, Math.Max(tileRows, (int)(SecondCache / rowBytes)));
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

    /// <summary>Whether the rows of a panel of b, where they lie, drive each other out of the first cache. Where that has 64 sets of lines of 64 bytes, as on x64, what is a
    /// multiple of 4 KB apart shares one, of at most 16 lines: rows that are 512 or 1024 floats apart meet in few sets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Evicts<T>(in Product p, int inner)
        where T : unmanaged
    {
        const int Apart = 4096, Lines = 16;
        nint distance = ((nint)p.BInnerStride * sizeof(T)) | Apart, places = Apart / (distance & -distance);
        return p.Panel == 0 && p.BInnerStride != 0 && inner > places * Lines;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyPanel<T, TLanes>(in Product p, in Block<T> block, int firstColumn, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        int vectors = columns <= TLanes.Count ? 1 : 2, width = vectors * TLanes.Count;
        T* panel = block.B + ((nint)firstColumn * p.BColumnStride);
        nint panelStride = p.BInnerStride;
        if (p.BColumnStride != 1 || columns < width || (block.Tiles.Count >= ManyTiles && Evicts<T>(p, block.Inner)))
        {
            int inner = p.Panel == 0 ? block.Inner : p.Panel;
            for (int k = 0; k < block.Inner; k += inner)
            {
                Packing.Columns<T, TLanes>(inner, columns, width, panel, panelStride, p.BColumnStride, block.Panel + ((nint)k * width));
                panel += p.BPanelStride;
            }

            panel = block.Panel;
            panelStride = width;
        }

        bool isDirect = p.CColumnStride == 1 && columns == width;
        T* c = block.C + ((nint)firstColumn * p.CColumnStride);
        T* target = isDirect ? c : block.Staging.First + (firstColumn * block.Staging.Column);
        nint targetStride = isDirect ? p.CRowStride : width;
        if (!isDirect && block.Staging.IsRead)
        {
            Copy<T, TLanes>(block.Tiles.AllRows, columns, c, p.CRowStride, p.CColumnStride, target, width, 1);
        }

        Tiles tiles = block.Tiles;
        OuterTile.Panel<T> shared = new(
            panel, panelStride, block.Inner, p.AGap == 0 ? block.Inner : p.Panel, p.AGap, p.ARowStride, p.AInnerStride, targetStride,
            block.Adds, block.Rate);
        nint larger = tiles.Larger * (tiles.Rows + 1);
        T* a = block.A + (larger * p.ARowStride), rest = target + (larger * targetStride);
        if (block.Descends)
        {
            OuterTile.Descend<T, TLanes>(tiles.Rows + 1, tiles.Larger, block.A, target, shared);
            OuterTile.Descend<T, TLanes>(tiles.Rows, tiles.Count - tiles.Larger, a, rest, shared);
            return;
        }

        OuterTile.Run<T, TLanes>(tiles.Rows + 1, vectors, tiles.Larger, block.A, target, shared);
        OuterTile.Run<T, TLanes>(tiles.Rows, vectors, tiles.Count - tiles.Larger, a, rest, shared);
        if (!isDirect && block.Staging.IsWritten)
        {
            Copy<T, TLanes>(block.Tiles.AllRows, columns, target, width, 1, c, p.CRowStride, p.CColumnStride);
        }
    }

    /// <summary>target[i, j] = source[i, j], each at its strides, of which one is 1 in the source or the target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy<T, TLanes>(
        int rows, int columns, T* source, nint sourceRow, nint sourceColumn, T* target, nint targetRow, nint targetColumn)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (sourceColumn == 1 && targetColumn == 1)
        {
            Packing.CopyRows<T, TLanes>(rows, columns, source, sourceRow, target, targetRow);
            return;
        }

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

    /// <summary>Where c is computed that does not lie in rows.</summary>
    private readonly struct Staging<T>(T* first, nint column, bool isRead, bool isWritten)
        where T : unmanaged
    {
        internal readonly T* First = first;

        /// <summary>From a panel to the next, by column; 0 where all take turns.</summary>
        internal readonly nint Column = column;

        /// <summary>Whether the block begins with a copy of c, and whether it ends with one back.</summary>
        internal readonly bool IsRead = isRead, IsWritten = isWritten;
    }

    /// <summary>A block of a and what it meets of b and c, with the scratch.</summary>
    private readonly struct Block<T>(T* a, T* b, T* c, Tiles tiles, int inner, bool adds, T* panel, Staging<T> staging, bool descends, T rate)
        where T : unmanaged
    {
        internal readonly T* A = a, B = b, C = c, Panel = panel;
        internal readonly Staging<T> Staging = staging;
        internal readonly Tiles Tiles = tiles;
        internal readonly int Inner = inner;
        internal readonly bool Adds = adds, Descends = descends;
        internal readonly T Rate = rate;
    }
}
