using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Products whose rows lie side by side, of which there is one, or a single k: nothing is read twice, so nothing is packed.</summary>
internal static unsafe class RowProduct
{
    /// <summary>A row times a matrix in rows: some registers of c stay where they are while all of b's rows pass.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void RowTimesMatrix<T, TLanes>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        int j = 0;
        for (; j <= p.Columns - (4 * TLanes.Count); j += 4 * TLanes.Count)
        {
            Columns<T, TLanes, Four>(p, a, b + j, 2 * TLanes.Count, c + j, 2 * TLanes.Count, accumulate);
        }

        for (; j <= p.Columns - TLanes.Count; j += TLanes.Count)
        {
            Columns<T, TLanes, One>(p, a, b + j, 0, c + j, 0, accumulate);
        }

        for (; j < p.Columns; j++)
        {
            Lanes1<T> sum = default;
            for (int k = 0; k < p.Inner; k++)
            {
                sum += *(Lanes1<T>*)(a + ((nint)k * p.AInnerStride)) * *(Lanes1<T>*)(b + ((nint)k * p.BInnerStride) + j);
            }

            Store<T, Lanes1<T>>(sum, c + j, accumulate);
        }
    }

    /// <summary>A row times panels of two registers each: two panels pass together, so that sums need not wait for each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void RowTimesPanels<T, TLanes>(int panels, nint bPanelStride, nint cPanelStride, in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        for (; panels > 1; panels -= 2)
        {
            Columns<T, TLanes, Four>(p, a, b, bPanelStride, c, cPanelStride, accumulate);
            b += 2 * bPanelStride;
            c += 2 * cPanelStride;
        }

        if (panels > 0)
        {
            RowTimesMatrix<T, TLanes>(p, a, b, c, accumulate);
        }
    }

    /// <summary>A column times a row. A short row stays in registers while the rows of c pass; a long one is passed for each, so that c is
    /// written from beginning to end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Outer<T, TLanes>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        const int ShortRow = 4;
        int whole = p.Columns - (p.Columns % TLanes.Count);
        if (whole <= ShortRow * TLanes.Count)
        {
            int j = 0;
            for (; j <= whole - (2 * TLanes.Count); j += 2 * TLanes.Count)
            {
                Outer<T, TLanes, Two>(p, a, b + j, c + j, accumulate);
            }

            if (j < whole)
            {
                Outer<T, TLanes, One>(p, a, b + j, c + j, accumulate);
            }
        }
        else
        {
            for (int i = 0; i < p.Rows; i++)
            {
                OuterRow<T, TLanes>(whole, TLanes.Broadcast(a[i * (nint)p.ARowStride]), b, c + (i * (nint)p.CRowStride), accumulate);
            }
        }

        for (int j = whole; j < p.Columns; j++)
        {
            Outer<T, Lanes1<T>, One>(p, a, b + j, c + j, accumulate);
        }
    }

    /// <summary>One element times a row of whole registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OuterRow<T, TLanes>(int columns, TLanes factor, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (accumulate)
        {
            for (int j = 0; j < columns; j += TLanes.Count)
            {
                *(TLanes*)(c + j) = TLanes.MultiplyAdd(factor, *(TLanes*)(b + j), *(TLanes*)(c + j));
            }
        }
        else
        {
            for (int j = 0; j < columns; j += TLanes.Count)
            {
                *(TLanes*)(c + j) = factor * *(TLanes*)(b + j);
            }
        }
    }

    /// <summary>A column times one or two registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Outer<T, TLanes, TVectors>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TVectors : unmanaged, IExtent
    {
        TLanes left = ((TLanes*)b)[0], right = sizeof(TVectors) > 1 ? ((TLanes*)b)[1] : default;
        nint aRow = p.ARowStride, cRow = p.CRowStride;
        for (int i = p.Rows; i > 0; i--)
        {
            TLanes factor = TLanes.Broadcast(*a);
            if (accumulate)
            {
                ((TLanes*)c)[0] = TLanes.MultiplyAdd(factor, left, ((TLanes*)c)[0]);
                if (sizeof(TVectors) > 1)
                {
                    ((TLanes*)c)[1] = TLanes.MultiplyAdd(factor, right, ((TLanes*)c)[1]);
                }
            }
            else
            {
                ((TLanes*)c)[0] = factor * left;
                if (sizeof(TVectors) > 1)
                {
                    ((TLanes*)c)[1] = factor * right;
                }
            }

            a += aRow;
            c += cRow;
        }
    }

    /// <summary>One or four registers of columns, the upper two at their own distance; even and odd k are summed apart, since a sum
    /// waits for the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns<T, TLanes, TVectors>(in Product p, T* a, T* b, nint bUpper, T* c, nint cUpper, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TVectors : unmanaged, IExtent
    {
        TLanes even0 = default, even1 = default, even2 = default, even3 = default;
        TLanes odd0 = default, odd1 = default, odd2 = default, odd3 = default;
        nint aStride = p.AInnerStride, bStride = p.BInnerStride;
        int k = 0;
        for (; k <= p.Inner - 2; k += 2)
        {
            Add<T, TLanes, TVectors>(a[0], b, bUpper, ref even0, ref even1, ref even2, ref even3);
            Add<T, TLanes, TVectors>(a[aStride], b + bStride, bUpper, ref odd0, ref odd1, ref odd2, ref odd3);
            a += 2 * aStride;
            b += 2 * bStride;
        }

        if (k < p.Inner)
        {
            Add<T, TLanes, TVectors>(a[0], b, bUpper, ref even0, ref even1, ref even2, ref even3);
        }

        Store<T, TLanes>(even0 + odd0, c, accumulate);
        if (sizeof(TVectors) > 1)
        {
            Store<T, TLanes>(even1 + odd1, (T*)((TLanes*)c + 1), accumulate);
            Store<T, TLanes>(even2 + odd2, c + cUpper, accumulate);
            Store<T, TLanes>(even3 + odd3, (T*)((TLanes*)(c + cUpper) + 1), accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T, TLanes, TVectors>(
        T a, T* b, nint upper, ref TLanes sum0, ref TLanes sum1, ref TLanes sum2, ref TLanes sum3)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TVectors : unmanaged, IExtent
    {
        TLanes factor = TLanes.Broadcast(a);
        TLanes.AddProduct(ref sum0, factor, ((TLanes*)b)[0]);
        if (sizeof(TVectors) > 1)
        {
            TLanes.AddProduct(ref sum1, factor, ((TLanes*)b)[1]);
            TLanes.AddProduct(ref sum2, factor, ((TLanes*)(b + upper))[0]);
            TLanes.AddProduct(ref sum3, factor, ((TLanes*)(b + upper))[1]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T, TLanes>(TLanes sum, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T> =>
        *(TLanes*)c = accumulate ? *(TLanes*)c + sum : sum;
}
