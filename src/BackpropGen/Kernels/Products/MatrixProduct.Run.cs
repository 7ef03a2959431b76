using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

public static partial class MatrixProduct
{
    /// <summary>So few rows are not worth a transposed copy of b.</summary>
    internal const int RowsByInnerProducts = 2;

    /// <summary>Runs the product in the widest registers of the machine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T>(
        int batches, int aBatchStride, int bBatchStride, int cBatchStride,
        in Product product, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Avx512DQ.IsSupported)
        {
            Run<T, Lanes512<T>>(batches, aBatchStride, bBatchStride, cBatchStride, product, a, b, c, accumulate);
        }
        else if (Avx2.IsSupported && Fma.IsSupported)
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
        fixed (T* pa = a, pb = b, pc = c)
        {
            if (DirectProduct.Suits<T, TLanes>(product))
            {
                for (int batch = 0; batch < batches; batch++)
                {
                    DirectProduct.Multiply<T, TLanes>(
                        product, pa + ((nint)batch * aBatchStride), pb + ((nint)batch * bBatchStride), pc + ((nint)batch * cBatchStride),
                        accumulate || (batch > 0 && cBatchStride == 0));
                }
            }
            else if (cBatchStride == 0 && product.BInnerStride == 1 && product.AInnerStride == 1 && product.Inner % TLanes.Count == 0
                && product.OverPanels(batches, aBatchStride, bBatchStride) is { } whole)
            {
                if (PrefersPanelsOfA<T, TLanes>(whole))
                {
                    MultiplyOne<T, TLanes>(whole.Transposed, pb, pa, pc, accumulate);
                }
                else
                {
                    MultiplyOne<T, TLanes>(whole, pa, pb, pc, accumulate);
                }
            }
            else if (batches > 1 && aBatchStride == 0 && cBatchStride != 0 && product.Rows == 1 && product.Columns == 2 * TLanes.Count
                && product.BColumnStride == 1 && product.CColumnStride == 1)
            {
                RowProduct.RowTimesPanels<T, TLanes>(batches, bBatchStride, cBatchStride, product, pa, pb, pc, accumulate);
            }
            else if (PrefersTransposed<T, TLanes>(product))
            {
                MultiplyEach<T, TLanes>(batches, bBatchStride, aBatchStride, cBatchStride, product.Transposed, pb, pa, pc, accumulate);
            }
            else
            {
                MultiplyEach<T, TLanes>(batches, aBatchStride, bBatchStride, cBatchStride, product, pa, pb, pc, accumulate);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void MultiplyEach<T, TLanes>(
        int batches, nint aBatchStride, nint bBatchStride, nint cBatchStride,
        in Product product, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        for (int batch = 0; batch < batches; batch++)
        {
            MultiplyOne<T, TLanes>(product, a, b, c, accumulate || (batch > 0 && cBatchStride == 0));
            a += aBatchStride;
            b += bBatchStride;
            c += cBatchStride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void MultiplyOne<T, TLanes>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (p.Panel == 0 && (p.Inner == 0 || SmallProduct.Suits(p.Rows, p.Columns, p.Inner)))
        {
            SmallProduct.Multiply(
                p.Rows, p.Columns, p.Inner, a, p.ARowStride, p.AInnerStride, b, p.BInnerStride, p.BColumnStride,
                c, p.CRowStride, p.CColumnStride, accumulate);
        }
        else if (p.Panel == 0 && p.BColumnStride == 1 && p.CColumnStride == 1 && p.Columns >= TLanes.Count && (p.Rows == 1 || p.Inner == 1))
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
        else if (p.Rows <= RowsByInnerProducts && p.AInnerStride == 1 && p.BInnerStride == 1 && p.BColumnStride != 1 && p.Inner >= TLanes.Count)
        {
            InnerTile.Multiply<T, TLanes>(p, a, b, c, accumulate);
        }
        else
        {
            BlockedProduct.Multiply<T, TLanes>(p, a, b, c, accumulate);
        }
    }
}
