using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

public static partial class MatrixProduct
{
    /// <summary>Products of so few multiplications are done before any preparation would be.</summary>
    private const long FewMultiplications = 32;

    /// <summary>So few rows are not worth a transposed copy of b.</summary>
    private const int RowsByInnerProducts = 2;

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
        bool isTransposed = PrefersTransposed<T, TLanes>(product);
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
        if (p.BColumnStride == 1 && p.CColumnStride == 1 && p.Columns >= TLanes.Count && (p.Rows == 1 || p.Inner == 1))
        {
            if (p.Inner == 1)
            {
                RowProduct.Outer<T, TLanes>(p, a, b, c, accumulate);
            }
            else
            {
                RowProduct.RowTimesMatrix<T, TLanes>(p, a, b, c, accumulate);
            }
        }
        else if ((long)p.Rows * p.Columns * p.Inner <= FewMultiplications)
        {
            Plain(p, a, b, c, accumulate);
        }
        else if (p.Rows <= RowsByInnerProducts && p.AInnerStride == 1 && p.BInnerStride == 1 && p.BColumnStride != 1 && p.Inner >= TLanes.Count)
        {
            InnerTile.Multiply<T, TLanes>(p, a, b, c, accumulate);
        }
        else
        {
            BlockedProduct.Multiply<T, TLanes>(p, a, b, c, accumulate);
        }
    }

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
}
