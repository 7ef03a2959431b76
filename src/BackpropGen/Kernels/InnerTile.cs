using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The inner-product kernel: up to six rows of a, three where there are 16 registers, by four columns of b, both contiguous along k.</summary>
/// <remarks>Nothing is packed; the price is one sum over lanes for each element of c.</remarks>
internal static unsafe class InnerTile
{
    /// <summary>c (+)= a b for a whole product, with unit inner strides of a and b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<T, TLanes>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        // Four columns of b stay in the nearest cache while all rows of a pass.
        int j = 0;
        for (; j + 4 <= p.Columns; j += 4)
        {
            Columns<T, TLanes, Four>(p, a, b + ((nint)j * p.BColumnStride), c + ((nint)j * p.CColumnStride), accumulate);
        }

        for (; j < p.Columns; j++)
        {
            Columns<T, TLanes, One>(p, a, b + ((nint)j * p.BColumnStride), c + ((nint)j * p.CColumnStride), accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns<T, TLanes, TColumns>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TColumns : struct, IExtent
    {
        int i = 0;
        for (; TLanes.Registers >= 32 && i + 6 <= p.Rows; i += 6)
        {
            Run<T, TLanes, Six, TColumns>(p, a + ((nint)i * p.ARowStride), b, c + ((nint)i * p.CRowStride), accumulate);
        }

        for (; i + 3 <= p.Rows; i += 3)
        {
            Run<T, TLanes, Three, TColumns>(p, a + ((nint)i * p.ARowStride), b, c + ((nint)i * p.CRowStride), accumulate);
        }

        for (; i < p.Rows; i++)
        {
            Run<T, TLanes, One, TColumns>(p, a + ((nint)i * p.ARowStride), b, c + ((nint)i * p.CRowStride), accumulate);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TLanes, TRows, TColumns>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TRows : struct, IExtent
        where TColumns : struct, IExtent
    {
        nint aRow = p.ARowStride, bColumn = p.BColumnStride, b3 = 3 * bColumn, cRow = p.CRowStride;
        int inner = p.Inner;
        TLanes sum00 = TLanes.Zero, sum10 = TLanes.Zero, sum20 = TLanes.Zero, sum30 = TLanes.Zero, sum40 = TLanes.Zero, sum50 = TLanes.Zero;
        TLanes sum01 = TLanes.Zero, sum11 = TLanes.Zero, sum21 = TLanes.Zero, sum31 = TLanes.Zero, sum41 = TLanes.Zero, sum51 = TLanes.Zero;
        TLanes sum02 = TLanes.Zero, sum12 = TLanes.Zero, sum22 = TLanes.Zero, sum32 = TLanes.Zero, sum42 = TLanes.Zero, sum52 = TLanes.Zero;
        TLanes sum03 = TLanes.Zero, sum13 = TLanes.Zero, sum23 = TLanes.Zero, sum33 = TLanes.Zero, sum43 = TLanes.Zero, sum53 = TLanes.Zero;
        T* lower = a + (3 * aRow);
        int k = 0;
        for (; k <= inner - TLanes.Count; k += TLanes.Count)
        {
            TLanes b0 = TLanes.Load(b + k);
            TLanes b1 = TColumns.Value > 1 ? TLanes.Load(b + bColumn + k) : b0;
            TLanes b2 = TColumns.Value > 1 ? TLanes.Load(b + (2 * bColumn) + k) : b0;
            TLanes b3rd = TColumns.Value > 1 ? TLanes.Load(b + b3 + k) : b0;
            Step<T, TLanes, TColumns>(TLanes.Load(a + k), b0, b1, b2, b3rd, ref sum00, ref sum01, ref sum02, ref sum03);
            if (TRows.Value > 1)
            {
                Step<T, TLanes, TColumns>(TLanes.Load(a + aRow + k), b0, b1, b2, b3rd, ref sum10, ref sum11, ref sum12, ref sum13);
                Step<T, TLanes, TColumns>(TLanes.Load(a + (2 * aRow) + k), b0, b1, b2, b3rd, ref sum20, ref sum21, ref sum22, ref sum23);
            }

            if (TRows.Value > 3)
            {
                Step<T, TLanes, TColumns>(TLanes.Load(lower + k), b0, b1, b2, b3rd, ref sum30, ref sum31, ref sum32, ref sum33);
                Step<T, TLanes, TColumns>(TLanes.Load(lower + aRow + k), b0, b1, b2, b3rd, ref sum40, ref sum41, ref sum42, ref sum43);
                Step<T, TLanes, TColumns>(TLanes.Load(lower + (2 * aRow) + k), b0, b1, b2, b3rd, ref sum50, ref sum51, ref sum52, ref sum53);
            }
        }

        int rest = inner - k;
        a += k;
        lower += k;
        b += k;
        StoreRow<T, TLanes, TColumns>(p, sum00, sum01, sum02, sum03, a, b, rest, c, accumulate);
        if (TRows.Value > 1)
        {
            StoreRow<T, TLanes, TColumns>(p, sum10, sum11, sum12, sum13, a + aRow, b, rest, c + cRow, accumulate);
            StoreRow<T, TLanes, TColumns>(p, sum20, sum21, sum22, sum23, a + (2 * aRow), b, rest, c + (2 * cRow), accumulate);
        }

        if (TRows.Value > 3)
        {
            StoreRow<T, TLanes, TColumns>(p, sum30, sum31, sum32, sum33, lower, b, rest, c + (3 * cRow), accumulate);
            StoreRow<T, TLanes, TColumns>(p, sum40, sum41, sum42, sum43, lower + aRow, b, rest, c + (4 * cRow), accumulate);
            StoreRow<T, TLanes, TColumns>(p, sum50, sum51, sum52, sum53, lower + (2 * aRow), b, rest, c + (5 * cRow), accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<T, TLanes, TColumns>(
        TLanes a, TLanes b0, TLanes b1, TLanes b2, TLanes b3,
        ref TLanes sum0, ref TLanes sum1, ref TLanes sum2, ref TLanes sum3)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TColumns : struct, IExtent
    {
        sum0 = TLanes.MultiplyAdd(a, b0, sum0);
        if (TColumns.Value > 1)
        {
            sum1 = TLanes.MultiplyAdd(a, b1, sum1);
            sum2 = TLanes.MultiplyAdd(a, b2, sum2);
            sum3 = TLanes.MultiplyAdd(a, b3, sum3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow<T, TLanes, TColumns>(
        in Product p, TLanes sum0, TLanes sum1, TLanes sum2, TLanes sum3, T* a, T* b, int rest, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TColumns : struct, IExtent
    {
        Store<T, TLanes>(sum0, a, b, rest, c, accumulate);
        if (TColumns.Value > 1)
        {
            nint bColumn = p.BColumnStride, cColumn = p.CColumnStride;
            Store<T, TLanes>(sum1, a, b + bColumn, rest, c + cColumn, accumulate);
            Store<T, TLanes>(sum2, a, b + (2 * bColumn), rest, c + (2 * cColumn), accumulate);
            Store<T, TLanes>(sum3, a, b + (3 * bColumn), rest, c + (3 * cColumn), accumulate);
        }
    }

    /// <summary>Adds the lanes and the elements past the last whole vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T, TLanes>(TLanes lanes, T* a, T* b, int rest, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        T sum = TLanes.Sum(lanes);
        for (int k = 0; k < rest; k++)
        {
            sum += a[k] * b[k];
        }

        *c = accumulate ? *c + sum : sum;
    }
}
