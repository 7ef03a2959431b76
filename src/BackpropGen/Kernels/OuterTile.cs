using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The outer-product kernel: up to <see cref="RowsOf{T, TLanes}"/> rows by one or two registers of c stay where they
/// are while k runs.</summary>
/// <remarks>Every step of k loads one or two registers of b and broadcasts one element of each row of a. With 32 registers 14
/// rows by 2 are 28 fused multiply-adds for 16 loads, with 16 registers 6 by 2 are 12 for 8.</remarks>
internal static unsafe partial class OuterTile
{
    /// <summary>The largest number of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int RowsOf<T, TLanes>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T> =>
        TLanes.Registers >= 32 ? Fourteen.Value : Six.Value;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TLanes, TRows, TVectors>(int tiles, T* rowsOfA, T* c, in Panel<T> panel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TRows : struct, IExtent
        where TVectors : struct, IExtent
    {
        nint aRowStride = panel.ARowStride, aInnerStride = panel.AInnerStride, bInnerStride = panel.BInnerStride, cRow = panel.CRowStride;
        int inner = panel.Inner;
        bool adds = panel.Adds;
        for (; tiles > 0; tiles--)
        {
            TLanes sum0L = TLanes.Zero, sum0R = TLanes.Zero;
            TLanes sum1L = TLanes.Zero, sum1R = TLanes.Zero;
            TLanes sum2L = TLanes.Zero, sum2R = TLanes.Zero;
            TLanes sum3L = TLanes.Zero, sum3R = TLanes.Zero;
            TLanes sum4L = TLanes.Zero, sum4R = TLanes.Zero;
            TLanes sum5L = TLanes.Zero, sum5R = TLanes.Zero;
            TLanes sum6L = TLanes.Zero, sum6R = TLanes.Zero;
            TLanes sum7L = TLanes.Zero, sum7R = TLanes.Zero;
            TLanes sum8L = TLanes.Zero, sum8R = TLanes.Zero;
            TLanes sum9L = TLanes.Zero, sum9R = TLanes.Zero;
            TLanes sum10L = TLanes.Zero, sum10R = TLanes.Zero;
            TLanes sum11L = TLanes.Zero, sum11R = TLanes.Zero;
            TLanes sum12L = TLanes.Zero, sum12R = TLanes.Zero;
            TLanes sum13L = TLanes.Zero, sum13R = TLanes.Zero;
            T* a = rowsOfA, b = panel.B;
            T* a3 = a + (3 * aRowStride), a6 = a3 + (3 * aRowStride), a9 = a6 + (3 * aRowStride), a12 = a9 + (3 * aRowStride);
            for (int k = 0; k < inner; k++)
            {
                TLanes left = TLanes.Load(b);
                TLanes right = TVectors.Value > 1 ? TLanes.Load(b + TLanes.Count) : TLanes.Zero;
                Step<T, TLanes, TVectors>(a[0], left, right, ref sum0L, ref sum0R);
                if (TRows.Value > 1)
                {
                    Step<T, TLanes, TVectors>(a[aRowStride], left, right, ref sum1L, ref sum1R);
                }

                if (TRows.Value > 2)
                {
                    Step<T, TLanes, TVectors>(a[2 * aRowStride], left, right, ref sum2L, ref sum2R);
                }

                if (TRows.Value > 3)
                {
                    Step<T, TLanes, TVectors>(a3[0], left, right, ref sum3L, ref sum3R);
                }

                if (TRows.Value > 4)
                {
                    Step<T, TLanes, TVectors>(a3[aRowStride], left, right, ref sum4L, ref sum4R);
                }

                if (TRows.Value > 5)
                {
                    Step<T, TLanes, TVectors>(a3[2 * aRowStride], left, right, ref sum5L, ref sum5R);
                }

                if (TRows.Value > 6)
                {
                    Step<T, TLanes, TVectors>(a6[0], left, right, ref sum6L, ref sum6R);
                }

                if (TRows.Value > 7)
                {
                    Step<T, TLanes, TVectors>(a6[aRowStride], left, right, ref sum7L, ref sum7R);
                }

                if (TRows.Value > 8)
                {
                    Step<T, TLanes, TVectors>(a6[2 * aRowStride], left, right, ref sum8L, ref sum8R);
                }

                if (TRows.Value > 9)
                {
                    Step<T, TLanes, TVectors>(a9[0], left, right, ref sum9L, ref sum9R);
                }

                if (TRows.Value > 10)
                {
                    Step<T, TLanes, TVectors>(a9[aRowStride], left, right, ref sum10L, ref sum10R);
                }

                if (TRows.Value > 11)
                {
                    Step<T, TLanes, TVectors>(a9[2 * aRowStride], left, right, ref sum11L, ref sum11R);
                }

                if (TRows.Value > 12)
                {
                    Step<T, TLanes, TVectors>(a12[0], left, right, ref sum12L, ref sum12R);
                }

                if (TRows.Value > 13)
                {
                    Step<T, TLanes, TVectors>(a12[aRowStride], left, right, ref sum13L, ref sum13R);
                }

                a += aInnerStride;
                a3 += aInnerStride;
                a6 += aInnerStride;
                a9 += aInnerStride;
                a12 += aInnerStride;
                b += bInnerStride;
            }

            Store<T, TLanes, TVectors>(sum0L, sum0R, c, adds);
            if (TRows.Value > 1)
            {
                Store<T, TLanes, TVectors>(sum1L, sum1R, c + cRow, adds);
            }

            if (TRows.Value > 2)
            {
                Store<T, TLanes, TVectors>(sum2L, sum2R, c + (2 * cRow), adds);
            }

            if (TRows.Value > 3)
            {
                Store<T, TLanes, TVectors>(sum3L, sum3R, c + (3 * cRow), adds);
            }

            if (TRows.Value > 4)
            {
                Store<T, TLanes, TVectors>(sum4L, sum4R, c + (4 * cRow), adds);
            }

            if (TRows.Value > 5)
            {
                Store<T, TLanes, TVectors>(sum5L, sum5R, c + (5 * cRow), adds);
            }

            if (TRows.Value > 6)
            {
                Store<T, TLanes, TVectors>(sum6L, sum6R, c + (6 * cRow), adds);
            }

            if (TRows.Value > 7)
            {
                Store<T, TLanes, TVectors>(sum7L, sum7R, c + (7 * cRow), adds);
            }

            if (TRows.Value > 8)
            {
                Store<T, TLanes, TVectors>(sum8L, sum8R, c + (8 * cRow), adds);
            }

            if (TRows.Value > 9)
            {
                Store<T, TLanes, TVectors>(sum9L, sum9R, c + (9 * cRow), adds);
            }

            if (TRows.Value > 10)
            {
                Store<T, TLanes, TVectors>(sum10L, sum10R, c + (10 * cRow), adds);
            }

            if (TRows.Value > 11)
            {
                Store<T, TLanes, TVectors>(sum11L, sum11R, c + (11 * cRow), adds);
            }

            if (TRows.Value > 12)
            {
                Store<T, TLanes, TVectors>(sum12L, sum12R, c + (12 * cRow), adds);
            }

            if (TRows.Value > 13)
            {
                Store<T, TLanes, TVectors>(sum13L, sum13R, c + (13 * cRow), adds);
            }
            rowsOfA += TRows.Value * aRowStride;
            c += TRows.Value * cRow;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<T, TLanes, TVectors>(T a, TLanes left, TLanes right, ref TLanes leftSum, ref TLanes rightSum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TVectors : struct, IExtent
    {
        TLanes factor = TLanes.Broadcast(a);
        leftSum = TLanes.MultiplyAdd(factor, left, leftSum);
        if (TVectors.Value > 1)
        {
            rightSum = TLanes.MultiplyAdd(factor, right, rightSum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T, TLanes, TVectors>(TLanes left, TLanes right, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TVectors : struct, IExtent
    {
        TLanes.Store(accumulate ? left + TLanes.Load(c) : left, c);
        if (TVectors.Value > 1)
        {
            TLanes.Store(accumulate ? right + TLanes.Load(c + TLanes.Count) : right, c + TLanes.Count);
        }
    }
}
