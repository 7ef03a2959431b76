using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

public static partial class MatrixProduct
{
    /// <summary>Products of so few multiplications are done before any preparation would be.</summary>
    private const long FewMultiplications = 32;

    /// <summary>Runs the product in the widest registers of the machine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T>(
        int batches, int aBatchStride, int bBatchStride, int cBatchStride,
        in Product product, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Machine.Has512)
        {
            Run<T, Lanes512<T>>(batches, aBatchStride, bBatchStride, cBatchStride, product, a, b, c, accumulate);
        }
        else if (Machine.Has256)
        {
            Run<T, Lanes256<T>>(batches, aBatchStride, bBatchStride, cBatchStride, product, a, b, c, accumulate);
        }
        else
        {
            Run<T, Lanes128<T>>(batches, aBatchStride, bBatchStride, cBatchStride, product, a, b, c, accumulate);
        }
    }

    /// <summary>Runs the product in registers of one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static unsafe void Run<T, TLanes>(
        int batches, int aBatchStride, int bBatchStride, int cBatchStride,
        in Product product, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        // bᵀ aᵀ is the better reading of a product with a single column, or whose a, not b, has unit strides across.
        bool isTransposed = (product.Columns == 1 && product.Rows > 1)
            || (product.ARowStride == 1 && product.Rows > 1
                && (product.BColumnStride != 1 || (product.CColumnStride != 1 && product.CRowStride == 1)));
        Product oriented = isTransposed ? product.Transposed : product;
        fixed (T* pa = a, pb = b, pc = c)
        {
            for (int batch = 0; batch < batches; batch++)
            {
                T* left = pa + ((nint)batch * aBatchStride), right = pb + ((nint)batch * bBatchStride);
                bool adds = accumulate || (batch > 0 && cBatchStride == 0);
                T* target = pc + ((nint)batch * cBatchStride);
                MultiplyOne<T, TLanes>(oriented, isTransposed ? right : left, isTransposed ? left : right, target, adds);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void MultiplyOne<T, TLanes>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (p.Rows == 1 && p.BColumnStride == 1 && p.CColumnStride == 1 && p.Columns >= TLanes.Count)
        {
            RowTimesMatrix<T, TLanes>(p, a, b, c, accumulate);
        }
        else if ((long)p.Rows * p.Columns * p.Inner <= FewMultiplications)
        {
            Plain(p, a, b, c, accumulate);
        }
        else if (PrefersInnerTile<T, TLanes>(p))
        {
            InnerTile.Multiply<T, TLanes>(p, a, b, c, accumulate);
        }
        else
        {
            BlockedProduct.Multiply<T, TLanes>(p, a, b, c, accumulate);
        }
    }

    /// <summary>Whether to take inner products where both matrices are contiguous along them, rather than to transpose b.</summary>
    /// <remarks>Transposing costs about Inner · Columns / 2 cycles, the inner products' sums over lanes 2.5 · Rows · Columns;
    /// past a few hundred elements those sums vanish beside the products, as long as the second cache holds a.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe bool PrefersInnerTile<T, TLanes>(in Product p)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T> =>
        p.AInnerStride == 1 && p.BInnerStride == 1 && p.BColumnStride != 1 && p.Inner >= TLanes.Count
        && (p.Inner > 5 * (long)p.Rows || (p.Inner >= 384 && (long)p.Rows * p.Inner * sizeof(T) <= 512 * 1024));

    /// <summary>The product by its definition.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Plain<T>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint aStride = p.AInnerStride, bStride = p.BInnerStride;
        for (int i = 0; i < p.Rows; i++)
        {
            T* row = a + ((nint)i * p.ARowStride);
            for (int j = 0; j < p.Columns; j++)
            {
                T* column = b + ((nint)j * p.BColumnStride);
                T sum = T.Zero;
                for (int k = 0; k < p.Inner; k++)
                {
                    sum += row[k * aStride] * column[k * bStride];
                }

                T* target = c + ((nint)i * p.CRowStride) + ((nint)j * p.CColumnStride);
                *target = accumulate ? *target + sum : sum;
            }
        }
    }

    /// <summary>A row times a matrix in rows: the sum of b's rows, each times one element of a, four at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void RowTimesMatrix<T, TLanes>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (!accumulate)
        {
            new Span<T>(c, p.Columns).Clear();
        }

        nint aStride = p.AInnerStride, bStride = p.BInnerStride;
        int k = 0;
        for (; k + 4 <= p.Inner; k += 4)
        {
            AddFourRows<T, TLanes>(p.Columns, a[0], a[aStride], a[2 * aStride], a[3 * aStride], b, b + bStride, b + (2 * bStride), b + (3 * bStride), c);
            a += 4 * aStride;
            b += 4 * bStride;
        }

        for (; k < p.Inner; k++)
        {
            AddRow<T, TLanes>(p.Columns, a[0], b, c);
            a += aStride;
            b += bStride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void AddFourRows<T, TLanes>(int columns, T a0, T a1, T a2, T a3, T* b0, T* b1, T* b2, T* b3, T* c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        TLanes v0 = TLanes.Broadcast(a0), v1 = TLanes.Broadcast(a1), v2 = TLanes.Broadcast(a2), v3 = TLanes.Broadcast(a3);
        int j = 0;
        for (; j <= columns - TLanes.Count; j += TLanes.Count)
        {
            TLanes even = TLanes.MultiplyAdd(v0, TLanes.Load(b0 + j), TLanes.Load(c + j));
            TLanes odd = v1 * TLanes.Load(b1 + j);
            even = TLanes.MultiplyAdd(v2, TLanes.Load(b2 + j), even);
            odd = TLanes.MultiplyAdd(v3, TLanes.Load(b3 + j), odd);
            TLanes.Store(even + odd, c + j);
        }

        for (; j < columns; j++)
        {
            c[j] = c[j] + (a0 * b0[j]) + (a2 * b2[j]) + ((a1 * b1[j]) + (a3 * b3[j]));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void AddRow<T, TLanes>(int columns, T a, T* b, T* c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        TLanes v = TLanes.Broadcast(a);
        int j = 0;
        for (; j <= columns - TLanes.Count; j += TLanes.Count)
        {
            TLanes.Store(TLanes.MultiplyAdd(v, TLanes.Load(b + j), TLanes.Load(c + j)), c + j);
        }

        for (; j < columns; j++)
        {
            c[j] += a * b[j];
        }
    }
}
