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
            Columns<T, TLanes, Four>(p, a, b + j, c + j, accumulate);
        }

        for (; j <= p.Columns - TLanes.Count; j += TLanes.Count)
        {
            Columns<T, TLanes, One>(p, a, b + j, c + j, accumulate);
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

    /// <summary>A column times a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Outer<T, TLanes>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        for (int i = 0; i < p.Rows; i++)
        {
            TLanes factor = TLanes.Broadcast(*a);
            int j = 0;
            for (; j <= p.Columns - TLanes.Count; j += TLanes.Count)
            {
                Store<T, TLanes>(factor * *(TLanes*)(b + j), c + j, accumulate);
            }

            for (; j < p.Columns; j++)
            {
                Store<T, Lanes1<T>>(*(Lanes1<T>*)a * *(Lanes1<T>*)(b + j), c + j, accumulate);
            }

            a += p.ARowStride;
            c += p.CRowStride;
        }
    }

    /// <summary>One or four registers of columns; even and odd k are summed apart, since a sum waits for the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns<T, TLanes, TVectors>(in Product p, T* a, T* b, T* c, bool accumulate)
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
            Add<T, TLanes, TVectors>(a[0], b, ref even0, ref even1, ref even2, ref even3);
            Add<T, TLanes, TVectors>(a[aStride], b + bStride, ref odd0, ref odd1, ref odd2, ref odd3);
            a += 2 * aStride;
            b += 2 * bStride;
        }

        if (k < p.Inner)
        {
            Add<T, TLanes, TVectors>(a[0], b, ref even0, ref even1, ref even2, ref even3);
        }

        Store<T, TLanes>(even0 + odd0, c, accumulate);
        if (sizeof(TVectors) > 1)
        {
            Store<T, TLanes>(even1 + odd1, c + TLanes.Count, accumulate);
            Store<T, TLanes>(even2 + odd2, c + (2 * TLanes.Count), accumulate);
            Store<T, TLanes>(even3 + odd3, c + (3 * TLanes.Count), accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T, TLanes, TVectors>(
        T a, T* b, ref TLanes sum0, ref TLanes sum1, ref TLanes sum2, ref TLanes sum3)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TVectors : unmanaged, IExtent
    {
        TLanes factor = TLanes.Broadcast(a);
        sum0 = TLanes.MultiplyAdd(factor, ((TLanes*)b)[0], sum0);
        if (sizeof(TVectors) > 1)
        {
            sum1 = TLanes.MultiplyAdd(factor, ((TLanes*)b)[1], sum1);
            sum2 = TLanes.MultiplyAdd(factor, ((TLanes*)b)[2], sum2);
            sum3 = TLanes.MultiplyAdd(factor, ((TLanes*)b)[3], sum3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T, TLanes>(TLanes sum, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T> =>
        *(TLanes*)c = accumulate ? *(TLanes*)c + sum : sum;
}
