using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Products of matrices in any layout.</summary>
/// <remarks>The order of every sum depends on the shapes and strides only.</remarks>
public static partial class MatrixProduct
{
    /// <summary>c[i, j] = Σₖ a[i, k] b[k, j], or += where <paramref name="accumulate"/> holds.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The number of rows of a and c.</param>
    /// <param name="columns">The number of columns of b and c.</param>
    /// <param name="inner">The number of columns of a and rows of b; where it is zero, the product is zero.</param>
    /// <param name="a">[rows, inner] by its strides.</param>
    /// <param name="aRowStride">The distance of a's rows, in elements.</param>
    /// <param name="aInnerStride">The distance of a's columns.</param>
    /// <param name="b">[inner, columns] by its strides.</param>
    /// <param name="bInnerStride">The distance of b's rows.</param>
    /// <param name="bColumnStride">The distance of b's columns.</param>
    /// <param name="c">[rows, columns] by its strides; it must not overlap a or b, nor itself.</param>
    /// <param name="cRowStride">The distance of c's rows.</param>
    /// <param name="cColumnStride">The distance of c's columns.</param>
    /// <param name="accumulate">Whether to add to c instead of setting it.</param>
    /// <exception cref="ArgumentException">A span is too short for its strides.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent or a stride is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Multiply<T>(
        int rows, int columns, int inner,
        ReadOnlySpan<T> a, int aRowStride, int aInnerStride,
        ReadOnlySpan<T> b, int bInnerStride, int bColumnStride,
        Span<T> c, int cRowStride, int cColumnStride,
        bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int all = rows | columns | inner | aRowStride | aInnerStride | bInnerStride | bColumnStride | cRowStride | cColumnStride;
        if (all < 0)
        {
            ThrowNegative(rows | columns | inner);
        }

        if (rows == 0 || columns == 0)
        {
            return;
        }

        RequireReach(c.Length, rows, cRowStride, columns, cColumnStride, nameof(c));
        if (inner != 0)
        {
            RequireReach(a.Length, rows, aRowStride, inner, aInnerStride, nameof(a));
            RequireReach(b.Length, inner, bInnerStride, columns, bColumnStride, nameof(b));
        }

        if (SmallProduct.Suits(rows, columns, inner))
        {
            fixed (T* pa = a, pb = b, pc = c)
            {
                SmallProduct.Multiply(
                    rows, columns, inner, pa, aRowStride, aInnerStride, pb, bInnerStride, bColumnStride, pc, cRowStride, cColumnStride,
                    accumulate);
            }

            return;
        }

        Run(
            1, 0, 0, 0,
            new Product(rows, columns, inner, aRowStride, aInnerStride, bInnerStride, bColumnStride, cRowStride, cColumnStride),
            a, b, c, accumulate);
    }

    private static void ThrowNegative(int extents)
    {
        if (extents < 0)
        {
            KernelErrors.ThrowNegativeExtent();
        }

        KernelErrors.ThrowNegativeStride();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RequireReach(int length, int extent0, int stride0, int extent1, int stride1, string name)
    {
        ulong last = ((ulong)(uint)(extent0 - 1) * (uint)stride0) + ((ulong)(uint)(extent1 - 1) * (uint)stride1);
        if (last >= (ulong)length)
        {
            KernelErrors.ThrowTooShort(name, length, (long)last + 1);
        }
    }

    /// <summary>One product for each batch, or the sum of all of them where c's batch stride is 0.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="batches">The number of products.</param>
    /// <param name="aBatchStride">The distance of a's matrices; 0 for one that all batches share.</param>
    /// <param name="bBatchStride">The distance of b's matrices; 0 for one that all batches share.</param>
    /// <param name="cBatchStride">The distance of c's matrices; 0 to sum over the batches.</param>
    /// <param name="rows">The number of rows of a and c.</param>
    /// <param name="columns">The number of columns of b and c.</param>
    /// <param name="inner">The number of columns of a and rows of b; where it is zero, the product is zero.</param>
    /// <param name="a">[batches, rows, inner] by its strides.</param>
    /// <param name="aRowStride">The distance of a's rows, in elements.</param>
    /// <param name="aInnerStride">The distance of a's columns.</param>
    /// <param name="b">[batches, inner, columns] by its strides.</param>
    /// <param name="bInnerStride">The distance of b's rows.</param>
    /// <param name="bColumnStride">The distance of b's columns.</param>
    /// <param name="c">[batches, rows, columns] by its strides; it must not overlap a or b, nor itself.</param>
    /// <param name="cRowStride">The distance of c's rows.</param>
    /// <param name="cColumnStride">The distance of c's columns.</param>
    /// <param name="accumulate">Whether to add to c instead of setting it.</param>
    /// <exception cref="ArgumentException">A span is too short for its strides.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent or a stride is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyBatched<T>(
        int batches, int aBatchStride, int bBatchStride, int cBatchStride,
        int rows, int columns, int inner,
        ReadOnlySpan<T> a, int aRowStride, int aInnerStride,
        ReadOnlySpan<T> b, int bInnerStride, int bColumnStride,
        Span<T> c, int cRowStride, int cColumnStride,
        bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if ((batches | rows | columns | inner) < 0)
        {
            KernelErrors.ThrowNegativeExtent();
        }

        if ((aBatchStride | bBatchStride | cBatchStride | aRowStride | aInnerStride | bInnerStride | bColumnStride
            | cRowStride | cColumnStride) < 0)
        {
            KernelErrors.ThrowNegativeStride();
        }

        if (rows == 0 || columns == 0 || (batches == 0 && (cBatchStride != 0 || accumulate)))
        {
            return;
        }

        RequireReach(c.Length, cBatchStride == 0 ? 1 : batches, cBatchStride, rows, cRowStride, columns, cColumnStride, nameof(c));
        if (inner == 0 || batches == 0)
        {
            inner = 0;
            batches = Math.Max(batches, 1);
        }
        else
        {
            RequireReach(a.Length, batches, aBatchStride, rows, aRowStride, inner, aInnerStride, nameof(a));
            RequireReach(b.Length, batches, bBatchStride, inner, bInnerStride, columns, bColumnStride, nameof(b));
        }

        Run(
            batches, aBatchStride, bBatchStride, cBatchStride,
            new Product(rows, columns, inner, aRowStride, aInnerStride, bInnerStride, bColumnStride, cRowStride, cColumnStride),
            a, b, c, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RequireReach(
        int length, int extent0, int stride0, int extent1, int stride1, int extent2, int stride2, string name)
    {
        // Each term is below 2^62, so their sum fits.
        ulong last = ((ulong)(extent0 - 1) * (ulong)stride0) + ((ulong)(extent1 - 1) * (ulong)stride1)
            + ((ulong)(extent2 - 1) * (ulong)stride2);
        if (last >= (ulong)length)
        {
            KernelErrors.ThrowTooShort(name, length, (long)Math.Min(last + 1, long.MaxValue));
        }
    }
}
