using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The outer-product kernel: up to six rows by one or two vectors of c stay in registers while k runs.</summary>
/// <remarks>Every step of k loads one or two vectors of b and broadcasts one element of each row of a: at six by two that is
/// 12 fused multiply-adds for 8 loads, and 15 registers.</remarks>
internal static unsafe class OuterTile
{
    /// <summary>c (+)= a b for one tile, with the numbers of rows and vectors known when it runs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<T>(
        int rows, int vectors, int inner, T* a, nint aRowStride, nint aInnerStride, T* b, nint bInnerStride, T* c, nint cRowStride,
        bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (vectors == 1)
        {
            Run<T, One>(rows, inner, a, aRowStride, aInnerStride, b, bInnerStride, c, cRowStride, accumulate);
        }
        else
        {
            Run<T, Two>(rows, inner, a, aRowStride, aInnerStride, b, bInnerStride, c, cRowStride, accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TVectors>(
        int rows, int inner, T* a, nint aRowStride, nint aInnerStride, T* b, nint bInnerStride, T* c, nint cRowStride,
        bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IExtent
    {
        switch (rows)
        {
            case 1:
                Run<T, One, TVectors>(inner, a, aRowStride, aInnerStride, b, bInnerStride, c, cRowStride, accumulate);
                break;
            case 2:
                Run<T, Two, TVectors>(inner, a, aRowStride, aInnerStride, b, bInnerStride, c, cRowStride, accumulate);
                break;
            case 3:
                Run<T, Three, TVectors>(inner, a, aRowStride, aInnerStride, b, bInnerStride, c, cRowStride, accumulate);
                break;
            case 4:
                Run<T, Four, TVectors>(inner, a, aRowStride, aInnerStride, b, bInnerStride, c, cRowStride, accumulate);
                break;
            case 5:
                Run<T, Five, TVectors>(inner, a, aRowStride, aInnerStride, b, bInnerStride, c, cRowStride, accumulate);
                break;
            default:
                Run<T, Six, TVectors>(inner, a, aRowStride, aInnerStride, b, bInnerStride, c, cRowStride, accumulate);
                break;
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TRows, TVectors>(
        int inner, T* a, nint aRowStride, nint aInnerStride, T* b, nint bInnerStride, T* c, nint cRowStride, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : struct, IExtent
        where TVectors : struct, IExtent
    {
        Vector<T> sum00 = Vector<T>.Zero, sum01 = Vector<T>.Zero;
        Vector<T> sum10 = Vector<T>.Zero, sum11 = Vector<T>.Zero;
        Vector<T> sum20 = Vector<T>.Zero, sum21 = Vector<T>.Zero;
        Vector<T> sum30 = Vector<T>.Zero, sum31 = Vector<T>.Zero;
        Vector<T> sum40 = Vector<T>.Zero, sum41 = Vector<T>.Zero;
        Vector<T> sum50 = Vector<T>.Zero, sum51 = Vector<T>.Zero;
        T* a3 = a + (3 * aRowStride);
        for (int k = 0; k < inner; k++)
        {
            Vector<T> left = Vector.Load(b);
            Vector<T> right = TVectors.Value > 1 ? Vector.Load(b + Vector<T>.Count) : Vector<T>.Zero;
            Step<T, TVectors>(new Vector<T>(a[0]), left, right, ref sum00, ref sum01);
            if (TRows.Value > 1)
            {
                Step<T, TVectors>(new Vector<T>(a[aRowStride]), left, right, ref sum10, ref sum11);
            }

            if (TRows.Value > 2)
            {
                Step<T, TVectors>(new Vector<T>(a[2 * aRowStride]), left, right, ref sum20, ref sum21);
            }

            if (TRows.Value > 3)
            {
                Step<T, TVectors>(new Vector<T>(a3[0]), left, right, ref sum30, ref sum31);
            }

            if (TRows.Value > 4)
            {
                Step<T, TVectors>(new Vector<T>(a3[aRowStride]), left, right, ref sum40, ref sum41);
            }

            if (TRows.Value > 5)
            {
                Step<T, TVectors>(new Vector<T>(a3[2 * aRowStride]), left, right, ref sum50, ref sum51);
            }

            a += aInnerStride;
            a3 += aInnerStride;
            b += bInnerStride;
        }

        Store<T, TVectors>(sum00, sum01, c, accumulate);
        if (TRows.Value > 1)
        {
            Store<T, TVectors>(sum10, sum11, c + cRowStride, accumulate);
        }

        if (TRows.Value > 2)
        {
            Store<T, TVectors>(sum20, sum21, c + (2 * cRowStride), accumulate);
        }

        if (TRows.Value > 3)
        {
            Store<T, TVectors>(sum30, sum31, c + (3 * cRowStride), accumulate);
        }

        if (TRows.Value > 4)
        {
            Store<T, TVectors>(sum40, sum41, c + (4 * cRowStride), accumulate);
        }

        if (TRows.Value > 5)
        {
            Store<T, TVectors>(sum50, sum51, c + (5 * cRowStride), accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<T, TVectors>(
        Vector<T> a, Vector<T> left, Vector<T> right, ref Vector<T> leftSum, ref Vector<T> rightSum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IExtent
    {
        leftSum = VectorMath.MultiplyAdd(a, left, leftSum);
        if (TVectors.Value > 1)
        {
            rightSum = VectorMath.MultiplyAdd(a, right, rightSum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T, TVectors>(Vector<T> left, Vector<T> right, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVectors : struct, IExtent
    {
        (accumulate ? left + Vector.Load(c) : left).Store(c);
        if (TVectors.Value > 1)
        {
            (accumulate ? right + Vector.Load(c + Vector<T>.Count) : right).Store(c + Vector<T>.Count);
        }
    }
}
