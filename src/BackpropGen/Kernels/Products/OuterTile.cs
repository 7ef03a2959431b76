using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The outer-product kernel: up to <see cref="RowsOf{T, TLanes}"/> rows by one or two registers of c stay where they
/// are while k runs.</summary>
/// <remarks>Every step of k loads one or two registers of b and broadcasts one element of each row of a. With 32 registers 14
/// rows by 2 are 28 fused multiply-adds for 16 loads, with 16 registers 6 by 2 are 12 for 8. Each number of rows is compiled by itself when it is
/// first met. Where k lies in panels of a (<see cref="InPanels"/>), the rows of a tile do too, and a's next tile is brought into the second
/// cache while this one is computed. The compiler resolves every call of a method, also of branches that never run, unless their conditions are constants as they
/// stand: sizes are, properties are not. Loads and stores by pointers are no calls.</remarks>
internal static unsafe partial class OuterTile
{
    /// <summary>The largest number of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int RowsOf<T, TLanes>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T> =>
        TLanes.Registers >= 32 ? sizeof(Fourteen) : sizeof(Six);

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TLanes, TRows, TVectors, TForm>(int tiles, T* rowsOfA, T* c, in Panel<T> panel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TRows : unmanaged, IExtent
        where TVectors : unmanaged, IExtent
        where TForm : unmanaged
    {
        nint aRowStride = panel.ARowStride, aInnerStride = panel.AInnerStride, bInnerStride = panel.BInnerStride, cRow = panel.CRowStride;
        int run = sizeof(TForm) == sizeof(InPanels) ? panel.Run : panel.Inner;
        bool adds = sizeof(TForm) != sizeof(Descends) && panel.Adds;
        TLanes rate = sizeof(TForm) == sizeof(Descends) ? TLanes.Broadcast(panel.Rate) : default;
        for (; tiles > 0; tiles--)
        {
            TLanes sum0L = default, sum0R = default, sum1L = default, sum1R = default;
            TLanes sum2L = default, sum2R = default, sum3L = default, sum3R = default;
            TLanes sum4L = default, sum4R = default, sum5L = default, sum5R = default;
            TLanes sum6L = default, sum6R = default, sum7L = default, sum7R = default;
            TLanes sum8L = default, sum8R = default, sum9L = default, sum9R = default;
            TLanes sum10L = default, sum10R = default, sum11L = default, sum11R = default;
            TLanes sum12L = default, sum12R = default, sum13L = default, sum13R = default;
            if (adds)
            {
                Load<T, TLanes, TVectors>(c, out sum0L, out sum0R);
                if (sizeof(TRows) > 1)
                {
                    Load<T, TLanes, TVectors>(c + cRow, out sum1L, out sum1R);
                }

                if (sizeof(TRows) > 2)
                {
                    Load<T, TLanes, TVectors>(c + (2 * cRow), out sum2L, out sum2R);
                }

                if (sizeof(TRows) > 3)
                {
                    Load<T, TLanes, TVectors>(c + (3 * cRow), out sum3L, out sum3R);
                }

                if (sizeof(TRows) > 4)
                {
                    Load<T, TLanes, TVectors>(c + (4 * cRow), out sum4L, out sum4R);
                }

                if (sizeof(TRows) > 5)
                {
                    Load<T, TLanes, TVectors>(c + (5 * cRow), out sum5L, out sum5R);
                }

                if (sizeof(TRows) > 6)
                {
                    Load<T, TLanes, TVectors>(c + (6 * cRow), out sum6L, out sum6R);
                }

                if (sizeof(TRows) > 7)
                {
                    Load<T, TLanes, TVectors>(c + (7 * cRow), out sum7L, out sum7R);
                }

                if (sizeof(TRows) > 8)
                {
                    Load<T, TLanes, TVectors>(c + (8 * cRow), out sum8L, out sum8R);
                }

                if (sizeof(TRows) > 9)
                {
                    Load<T, TLanes, TVectors>(c + (9 * cRow), out sum9L, out sum9R);
                }

                if (sizeof(TRows) > 10)
                {
                    Load<T, TLanes, TVectors>(c + (10 * cRow), out sum10L, out sum10R);
                }

                if (sizeof(TRows) > 11)
                {
                    Load<T, TLanes, TVectors>(c + (11 * cRow), out sum11L, out sum11R);
                }

                if (sizeof(TRows) > 12)
                {
                    Load<T, TLanes, TVectors>(c + (12 * cRow), out sum12L, out sum12R);
                }

                if (sizeof(TRows) > 13)
                {
                    Load<T, TLanes, TVectors>(c + (13 * cRow), out sum13L, out sum13R);
                }
            }

            T* a = rowsOfA, b = panel.B;
            T* a3 = a + (3 * aRowStride), a6 = a3 + (3 * aRowStride), a9 = a6 + (3 * aRowStride), a12 = a9 + (3 * aRowStride);
            // The lines of the next tile's rows, which lie one behind the other in a panel: some at each step.
            T* next = rowsOfA + (sizeof(TRows) * aRowStride);
            for (int rest = panel.Inner; ;)
            {
                for (int k = 0; k < run; k++)
                {
                    TLanes left = ((TLanes*)b)[0], right = sizeof(TVectors) > 1 ? ((TLanes*)b)[1] : default;
                    Step<T, TLanes, TVectors>(a[0], left, right, ref sum0L, ref sum0R);
                    if (sizeof(TRows) > 1)
                    {
                        Step<T, TLanes, TVectors>(a[aRowStride], left, right, ref sum1L, ref sum1R);
                    }

                    if (sizeof(TRows) > 2)
                    {
                        Step<T, TLanes, TVectors>(a[2 * aRowStride], left, right, ref sum2L, ref sum2R);
                    }

                    if (sizeof(TRows) > 3)
                    {
                        Step<T, TLanes, TVectors>(a3[0], left, right, ref sum3L, ref sum3R);
                    }

                    if (sizeof(TRows) > 4)
                    {
                        Step<T, TLanes, TVectors>(a3[aRowStride], left, right, ref sum4L, ref sum4R);
                    }

                    if (sizeof(TRows) > 5)
                    {
                        Step<T, TLanes, TVectors>(a3[2 * aRowStride], left, right, ref sum5L, ref sum5R);
                    }

                    if (sizeof(TRows) > 6)
                    {
                        Step<T, TLanes, TVectors>(a6[0], left, right, ref sum6L, ref sum6R);
                    }

                    if (sizeof(TRows) > 7)
                    {
                        Step<T, TLanes, TVectors>(a6[aRowStride], left, right, ref sum7L, ref sum7R);
                    }

                    if (sizeof(TRows) > 8)
                    {
                        Step<T, TLanes, TVectors>(a6[2 * aRowStride], left, right, ref sum8L, ref sum8R);
                    }

                    if (sizeof(TRows) > 9)
                    {
                        Step<T, TLanes, TVectors>(a9[0], left, right, ref sum9L, ref sum9R);
                    }

                    if (sizeof(TRows) > 10)
                    {
                        Step<T, TLanes, TVectors>(a9[aRowStride], left, right, ref sum10L, ref sum10R);
                    }

                    if (sizeof(TRows) > 11)
                    {
                        Step<T, TLanes, TVectors>(a9[2 * aRowStride], left, right, ref sum11L, ref sum11R);
                    }

                    if (sizeof(TRows) > 12)
                    {
                        Step<T, TLanes, TVectors>(a12[0], left, right, ref sum12L, ref sum12R);
                    }

                    if (sizeof(TRows) > 13)
                    {
                        Step<T, TLanes, TVectors>(a12[aRowStride], left, right, ref sum13L, ref sum13R);
                    }

                    a += aInnerStride;
                    a3 += aInnerStride;
                    a6 += aInnerStride;
                    a9 += aInnerStride;
                    a12 += aInnerStride;
                    b += bInnerStride;
                    if (sizeof(TForm) == sizeof(InPanels))
                    {
                        Fetch(next);
                        next += sizeof(TRows);
                    }
                }

                rest -= run;
                if (sizeof(TForm) != sizeof(InPanels) || rest <= 0)
                {
                    break;
                }

                a += panel.AGap;
                next += panel.AGap + (run * (aInnerStride - sizeof(TRows)));
                a3 += panel.AGap;
                a6 += panel.AGap;
                a9 += panel.AGap;
                a12 += panel.AGap;
            }

            Store<T, TLanes, TVectors, TForm>(sum0L, sum0R, rate, c);
            if (sizeof(TRows) > 1)
            {
                Store<T, TLanes, TVectors, TForm>(sum1L, sum1R, rate, c + cRow);
            }

            if (sizeof(TRows) > 2)
            {
                Store<T, TLanes, TVectors, TForm>(sum2L, sum2R, rate, c + (2 * cRow));
            }

            if (sizeof(TRows) > 3)
            {
                Store<T, TLanes, TVectors, TForm>(sum3L, sum3R, rate, c + (3 * cRow));
            }

            if (sizeof(TRows) > 4)
            {
                Store<T, TLanes, TVectors, TForm>(sum4L, sum4R, rate, c + (4 * cRow));
            }

            if (sizeof(TRows) > 5)
            {
                Store<T, TLanes, TVectors, TForm>(sum5L, sum5R, rate, c + (5 * cRow));
            }

            if (sizeof(TRows) > 6)
            {
                Store<T, TLanes, TVectors, TForm>(sum6L, sum6R, rate, c + (6 * cRow));
            }

            if (sizeof(TRows) > 7)
            {
                Store<T, TLanes, TVectors, TForm>(sum7L, sum7R, rate, c + (7 * cRow));
            }

            if (sizeof(TRows) > 8)
            {
                Store<T, TLanes, TVectors, TForm>(sum8L, sum8R, rate, c + (8 * cRow));
            }

            if (sizeof(TRows) > 9)
            {
                Store<T, TLanes, TVectors, TForm>(sum9L, sum9R, rate, c + (9 * cRow));
            }

            if (sizeof(TRows) > 10)
            {
                Store<T, TLanes, TVectors, TForm>(sum10L, sum10R, rate, c + (10 * cRow));
            }

            if (sizeof(TRows) > 11)
            {
                Store<T, TLanes, TVectors, TForm>(sum11L, sum11R, rate, c + (11 * cRow));
            }

            if (sizeof(TRows) > 12)
            {
                Store<T, TLanes, TVectors, TForm>(sum12L, sum12R, rate, c + (12 * cRow));
            }

            if (sizeof(TRows) > 13)
            {
                Store<T, TLanes, TVectors, TForm>(sum13L, sum13R, rate, c + (13 * cRow));
            }

            rowsOfA += sizeof(TRows) * aRowStride;
            c += sizeof(TRows) * cRow;
        }
    }
}
