using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Products of one block whose right factor and result lie in rows of whole registers: nothing is packed, copied or begun anew, and
/// finding that out takes no longer than a small product.</summary>
/// <remarks>The tiles are those of <see cref="BlockedProduct"/>, hence the bits.</remarks>
internal static unsafe class DirectProduct
{
    /// <summary>The most bytes of the left factor, and of the result: larger products take so long that their beginning does not count, and
    /// <see cref="BlockedProduct"/> keeps their factors in the caches.</summary>
    private const int Largest = 64 * 1024;

    /// <summary>Whether a product is such a one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Suits<T, TLanes>(in Product p)
        where T : unmanaged
        where TLanes : unmanaged =>
        p.BColumnStride == 1 && p.CColumnStride == 1 && p.Panel == 0 && p.Rows > 1 && p.Columns > 1 && p.Inner is > 1 and <= BlockedProduct.InnerBlock
        && p.Columns % (sizeof(TLanes) / sizeof(T)) == 0 && (long)p.Rows * Math.Max(p.Inner, p.Columns) * sizeof(T) <= Largest
        && !SmallProduct.Suits(p.Rows, p.Columns, p.Inner);

    /// <summary>c (+)= a b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<T, TLanes>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T> =>
        Run<T, TLanes>(p, a, b, c, accumulate, descends: false, default);

    /// <summary>c −= rate · a b, of whole pairs of registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Descend<T, TLanes>(in Product p, T* a, T* b, T* c, T rate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T> =>
        Run<T, TLanes>(p, a, b, c, accumulate: true, descends: true, rate);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<T, TLanes>(in Product p, T* a, T* b, T* c, bool accumulate, bool descends, T rate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        int count = sizeof(TLanes) / sizeof(T);
        Tiles tiles = new(p.Rows, OuterTile.RowsOf<T, TLanes>());
        nint larger = tiles.Larger * (tiles.Rows + 1);
        for (int j = 0; j < p.Columns; j += 2 * count)
        {
            OuterTile.Panel<T> panel = new(
                b + j, p.BInnerStride, p.Inner, p.Inner, 0, p.ARowStride, p.AInnerStride, p.CRowStride, accumulate, rate);
            T* rest = a + (larger * p.ARowStride), target = c + j, restOfTarget = target + (larger * p.CRowStride);
            if (descends)
            {
                OuterTile.Descend<T, TLanes>(tiles.Rows + 1, tiles.Larger, a, target, panel);
                OuterTile.Descend<T, TLanes>(tiles.Rows, tiles.Count - tiles.Larger, rest, restOfTarget, panel);
            }
            else
            {
                int vectors = p.Columns - j > count ? 2 : 1;
                OuterTile.RunWhole<T, TLanes>(tiles.Rows + 1, vectors, tiles.Larger, a, target, panel);
                OuterTile.RunWhole<T, TLanes>(tiles.Rows, vectors, tiles.Count - tiles.Larger, rest, restOfTarget, panel);
            }
        }
    }
}
