using System.Numerics;

namespace BackpropGen.Kernels;

public static partial class MatrixProduct
{
    private static unsafe void Run<T>(
        int batches, int aBatchStride, int bBatchStride, int cBatchStride,
        in Product product, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* pa = a, pb = b, pc = c)
        {
            for (int batch = 0; batch < batches; batch++)
            {
                Naive(
                    product,
                    pa + ((nint)batch * aBatchStride),
                    pb + ((nint)batch * bBatchStride),
                    pc + ((nint)batch * cBatchStride),
                    accumulate || (batch > 0 && cBatchStride == 0));
            }
        }
    }

    private static unsafe void Naive<T>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < p.Rows; i++)
        {
            for (int j = 0; j < p.Columns; j++)
            {
                T sum = T.Zero;
                for (int k = 0; k < p.Inner; k++)
                {
                    sum += a[((nint)i * p.ARowStride) + ((nint)k * p.AInnerStride)]
                        * b[((nint)k * p.BInnerStride) + ((nint)j * p.BColumnStride)];
                }

                T* target = c + ((nint)i * p.CRowStride) + ((nint)j * p.CColumnStride);
                *target = accumulate ? *target + sum : sum;
            }
        }
    }
}
