using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

public static partial class MatrixProduct
{
    /// <summary>Transposing an element takes as long as so many multiply-adds in a lane.</summary>
    private const int TransposedElement = 4;

    /// <summary>What reading a's rows from afar adds to a product: a sixteenth, and where they lie in panels a fiftieth.</summary>
    private const double FromAfar = 1.0625, FromPanels = 1.02;

    /// <summary>Whether a product is better read as cᵀ = bᵀ aᵀ.</summary>
    /// <remarks>The kernel wants b in rows. The transposed reading gives it those where a lies in columns. Where neither does,
    /// one of the two is transposed.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool PrefersTransposed<T, TLanes>(in Product p)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (p.Rows == 1 || p.Columns == 1)
        {
            return p.Rows != 1;
        }

        if (p.ARowStride == 1)
        {
            return p.BColumnStride != 1 || (p.CColumnStride != 1 && p.CRowStride == 1);
        }

        return p.AInnerStride == 1 && p.BInnerStride == 1 && p.BColumnStride != 1
            && Cost<TLanes, T>(p.Columns, p.Rows, p.Inner, p.CRowStride == 1) < Cost<TLanes, T>(p.Rows, p.Columns, p.Inner, p.CColumnStride == 1);
    }

    /// <summary>Whether a product over panels of b's rows, which would be transposed, is better read as cᵀ = bᵀ aᵀ: then the kernel reads
    /// the panels as they lie, once, and a and c are transposed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool PrefersPanelsOfA<T, TLanes>(in Product p)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T> =>
        p.Rows > RowsByInnerProducts && p.Columns > RowsByInnerProducts
        && Cost<TLanes, T>(p.Columns, p.Rows, p.Inner, p.CRowStride == 1, FromPanels)
            < Cost<TLanes, T>(p.Rows, p.Columns, p.Inner, p.CColumnStride == 1);

    /// <summary>What a product costs whose b is transposed, in multiply-adds of a lane.</summary>
    /// <remarks>All lanes of a register cost, filled or not; c is transposed back where it does not lie in rows. The copied b is then the
    /// smaller matrix, and a's rows are read from afar.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Cost<TLanes, T>(double rows, int columns, double inner, bool isInRows, double afar = FromAfar)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        int filled = (columns + TLanes.Count - 1) / TLanes.Count * TLanes.Count;
        double product = rows * filled * inner, transposition = columns * inner;
        return isInRows
            ? product + (TransposedElement * transposition)
            : (product * afar) + (TransposedElement * (transposition + (rows * columns)));
    }
}
