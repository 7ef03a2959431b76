using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The inner-product kernel: up to three rows of a by four columns of b, both contiguous along k.</summary>
/// <remarks>Nothing is packed; the price is one sum over lanes for each element of c.</remarks>
internal static unsafe class InnerTile
{
    /// <summary>c (+)= a b for a whole product, with unit inner strides of a and b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<T>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Four columns of b stay in the nearest cache while all rows of a pass.
        int j = 0;
        for (; j + 4 <= p.Columns; j += 4)
        {
            Columns<T, Four>(p, a, b + ((nint)j * p.BColumnStride), c + ((nint)j * p.CColumnStride), accumulate);
        }

        for (; j < p.Columns; j++)
        {
            Columns<T, One>(p, a, b + ((nint)j * p.BColumnStride), c + ((nint)j * p.CColumnStride), accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns<T, TColumns>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : struct, IExtent
    {
        int i = 0;
        for (; i + 3 <= p.Rows; i += 3)
        {
            Run<T, Three, TColumns>(p, a + ((nint)i * p.ARowStride), b, c + ((nint)i * p.CRowStride), accumulate);
        }

        for (; i < p.Rows; i++)
        {
            Run<T, One, TColumns>(p, a + ((nint)i * p.ARowStride), b, c + ((nint)i * p.CRowStride), accumulate);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TRows, TColumns>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : struct, IExtent
        where TColumns : struct, IExtent
    {
        nint aRow = p.ARowStride, bColumn = p.BColumnStride, b3 = 3 * bColumn;
        int inner = p.Inner;
        Vector<T> sum00 = Vector<T>.Zero, sum01 = Vector<T>.Zero, sum02 = Vector<T>.Zero, sum03 = Vector<T>.Zero;
        Vector<T> sum10 = Vector<T>.Zero, sum11 = Vector<T>.Zero, sum12 = Vector<T>.Zero, sum13 = Vector<T>.Zero;
        Vector<T> sum20 = Vector<T>.Zero, sum21 = Vector<T>.Zero, sum22 = Vector<T>.Zero, sum23 = Vector<T>.Zero;
        int k = 0;
        for (; k <= inner - Vector<T>.Count; k += Vector<T>.Count)
        {
            Vector<T> a0 = Vector.Load(a + k);
            Vector<T> a1 = TRows.Value > 1 ? Vector.Load(a + aRow + k) : a0;
            Vector<T> a2 = TRows.Value > 2 ? Vector.Load(a + (2 * aRow) + k) : a0;
            Step<T, TRows>(a0, a1, a2, Vector.Load(b + k), ref sum00, ref sum10, ref sum20);
            if (TColumns.Value > 1)
            {
                Step<T, TRows>(a0, a1, a2, Vector.Load(b + bColumn + k), ref sum01, ref sum11, ref sum21);
                Step<T, TRows>(a0, a1, a2, Vector.Load(b + (2 * bColumn) + k), ref sum02, ref sum12, ref sum22);
                Step<T, TRows>(a0, a1, a2, Vector.Load(b + b3 + k), ref sum03, ref sum13, ref sum23);
            }
        }

        int rest = inner - k;
        a += k;
        b += k;
        StoreRow<T, TColumns>(p, sum00, sum01, sum02, sum03, a, b, rest, c, accumulate);
        if (TRows.Value > 1)
        {
            StoreRow<T, TColumns>(p, sum10, sum11, sum12, sum13, a + aRow, b, rest, c + p.CRowStride, accumulate);
            StoreRow<T, TColumns>(
                p, sum20, sum21, sum22, sum23, a + (2 * aRow), b, rest, c + (2 * (nint)p.CRowStride), accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<T, TRows>(
        Vector<T> a0, Vector<T> a1, Vector<T> a2, Vector<T> b, ref Vector<T> sum0, ref Vector<T> sum1, ref Vector<T> sum2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : struct, IExtent
    {
        sum0 = VectorMath.MultiplyAdd(a0, b, sum0);
        if (TRows.Value > 1)
        {
            sum1 = VectorMath.MultiplyAdd(a1, b, sum1);
            sum2 = VectorMath.MultiplyAdd(a2, b, sum2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow<T, TColumns>(
        in Product p, Vector<T> sum0, Vector<T> sum1, Vector<T> sum2, Vector<T> sum3, T* a, T* b, int rest, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : struct, IExtent
    {
        Store(sum0, a, b, rest, c, accumulate);
        if (TColumns.Value > 1)
        {
            nint bColumn = p.BColumnStride, cColumn = p.CColumnStride;
            Store(sum1, a, b + bColumn, rest, c + cColumn, accumulate);
            Store(sum2, a, b + (2 * bColumn), rest, c + (2 * cColumn), accumulate);
            Store(sum3, a, b + (3 * bColumn), rest, c + (3 * cColumn), accumulate);
        }
    }

    /// <summary>Adds the lanes and the elements past the last whole vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector<T> lanes, T* a, T* b, int rest, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T sum = Vector.Sum(lanes);
        for (int k = 0; k < rest; k++)
        {
            sum += a[k] * b[k];
        }

        *c = accumulate ? *c + sum : sum;
    }
}
