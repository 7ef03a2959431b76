using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The inner-product kernel: a row of a by as many columns of b as there are lanes, all contiguous along k.</summary>
/// <remarks>Nothing is packed, and each element of b is read once for each row of a: it is for a row or two. The sums of the
/// lanes cost little, since those of a whole square of registers are taken at once. Where b is in panels, k goes on from one to
/// the next.</remarks>
internal static unsafe class InnerTile
{
    /// <summary>c (+)= a b for a whole product, with unit inner strides of a and b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<T, TLanes>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        int squares = p.Columns / TLanes.Count, first = squares * TLanes.Count;
        for (int i = 0; i < p.Rows; i++)
        {
            T* row = a + ((nint)i * p.ARowStride), target = c + ((nint)i * p.CRowStride);
            Dots<T, TLanes>(p, squares, row, b, target, accumulate);
            for (int j = first; j < p.Columns; j++)
            {
                Dot<T, TLanes>(p, row, b + ((nint)j * p.BColumnStride), target + ((nint)j * p.CColumnStride), accumulate);
            }
        }
    }

    /// <summary>One row of a by squares of as many columns of b as there are lanes.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dots<T, TLanes>(in Product p, int squares, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        // Aligned: a register that lies in two lines of the cache is stored, and read again, at half the speed.
        byte* memory = stackalloc byte[((TLanes.Count + 2) * sizeof(TLanes)) - 1];
        TLanes* square = (TLanes*)(((nuint)memory + (nuint)sizeof(TLanes) - 1) & ~((nuint)sizeof(TLanes) - 1));
        T* sums = (T*)(square + TLanes.Count);
        nint column = p.BColumnStride;
        int whole = p.Inner - (p.Inner % TLanes.Count);
        bool isDirect = whole == p.Inner && p.CColumnStride == 1;
        Run run = Run.Of(p, whole);
        for (; squares > 0; squares--)
        {
            if (sizeof(TLanes) >= 8 * sizeof(T))
            {
                for (int j = 0; j < TLanes.Count; j += 8)
                {
                    Eight<T, TLanes>(run, a, b + (j * column), column, square + j);
                }
            }
            else if (sizeof(TLanes) == 4 * sizeof(T))
            {
                Four<T, TLanes>(run, a, b, column, square);
            }
            else
            {
                square[0] = Lanes<T, TLanes>(run, a, b);
                square[1] = Lanes<T, TLanes>(run, a, b + column);
            }

            Square.Sums<T, TLanes>((T*)square, sums);
            if (isDirect)
            {
                TLanes value = TLanes.Load(sums);
                TLanes.Store(accumulate ? TLanes.Load(c) + value : value, c);
            }
            else
            {
                Finish<T, TLanes>(p, whole, a, b, sums, c, accumulate);
            }

            b += TLanes.Count * column;
            c += TLanes.Count * (nint)p.CColumnStride;
        }
    }

    /// <summary>Adds what of k fills no register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish<T, TLanes>(in Product p, int whole, T* a, T* b, T* sums, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        for (int j = 0; j < TLanes.Count; j++)
        {
            Lanes1<T> sum = ((Lanes1<T>*)sums)[j];
            for (int k = whole; k < p.Inner; k++)
            {
                sum += ((Lanes1<T>*)a)[k] * ((Lanes1<T>*)b)[((nint)j * p.BColumnStride) + k];
            }

            Lanes1<T>* target = (Lanes1<T>*)c + ((nint)j * p.CColumnStride);
            *target = accumulate ? *target + sum : sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eight<T, TLanes>(in Run run, T* a, T* b, nint column, TLanes* sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        TLanes sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        TLanes sum4 = default, sum5 = default, sum6 = default, sum7 = default;
        for (int start = 0; start < run.Inner; start += run.Length, b += run.Gap)
        {
            T* b3 = b + (3 * column), b6 = b3 + (3 * column);
            for (int k = start; k < start + run.Length; k += TLanes.Count)
            {
                TLanes x = *(TLanes*)(a + k);
                TLanes.AddProduct(ref sum0, x, *(TLanes*)(b + k));
                TLanes.AddProduct(ref sum1, x, *(TLanes*)(b + column + k));
                TLanes.AddProduct(ref sum2, x, *(TLanes*)(b + (2 * column) + k));
                TLanes.AddProduct(ref sum3, x, *(TLanes*)(b3 + k));
                TLanes.AddProduct(ref sum4, x, *(TLanes*)(b3 + column + k));
                TLanes.AddProduct(ref sum5, x, *(TLanes*)(b3 + (2 * column) + k));
                TLanes.AddProduct(ref sum6, x, *(TLanes*)(b6 + k));
                TLanes.AddProduct(ref sum7, x, *(TLanes*)(b6 + column + k));
            }
        }

        sums[0] = sum0;
        sums[1] = sum1;
        sums[2] = sum2;
        sums[3] = sum3;
        sums[4] = sum4;
        sums[5] = sum5;
        sums[6] = sum6;
        sums[7] = sum7;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four<T, TLanes>(in Run run, T* a, T* b, nint column, TLanes* sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        TLanes sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        for (int start = 0; start < run.Inner; start += run.Length, b += run.Gap)
        {
            for (int k = start; k < start + run.Length; k += TLanes.Count)
            {
                TLanes x = *(TLanes*)(a + k);
                TLanes.AddProduct(ref sum0, x, *(TLanes*)(b + k));
                TLanes.AddProduct(ref sum1, x, *(TLanes*)(b + column + k));
                TLanes.AddProduct(ref sum2, x, *(TLanes*)(b + (2 * column) + k));
                TLanes.AddProduct(ref sum3, x, *(TLanes*)(b + (3 * column) + k));
            }
        }

        sums[0] = sum0;
        sums[1] = sum1;
        sums[2] = sum2;
        sums[3] = sum3;
    }

    /// <summary>The products of a row and a column, summed lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Lanes<T, TLanes>(in Run run, T* a, T* b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        TLanes even = default, odd = default;
        for (int start = 0; start < run.Inner; start += run.Length, b += run.Gap)
        {
            int k = start, end = start + run.Length;
            for (; k < end - TLanes.Count; k += 2 * TLanes.Count)
            {
                TLanes.AddProduct(ref even, *(TLanes*)(a + k), *(TLanes*)(b + k));
                TLanes.AddProduct(ref odd, *(TLanes*)(a + k + TLanes.Count), *(TLanes*)(b + k + TLanes.Count));
            }

            if (k < end)
            {
                TLanes.AddProduct(ref even, *(TLanes*)(a + k), *(TLanes*)(b + k));
            }
        }

        return even + odd;
    }

    /// <summary>One element of c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dot<T, TLanes>(in Product p, T* a, T* b, T* c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        int whole = p.Inner - (p.Inner % TLanes.Count);
        Lanes1<T> sum = new(TLanes.Sum(Lanes<T, TLanes>(Run.Of(p, whole), a, b)));
        for (int k = whole; k < p.Inner; k++)
        {
            sum += ((Lanes1<T>*)a)[k] * ((Lanes1<T>*)b)[k];
        }

        Lanes1<T>* target = (Lanes1<T>*)c;
        *target = accumulate ? *target + sum : sum;
    }

    /// <summary>k in whole registers, all at one stride or in panels, which are whole registers themselves.</summary>
    private readonly struct Run(int inner, int length, nint gap)
    {
        /// <summary>All k, and those of a panel.</summary>
        internal readonly int Inner = inner, Length = length;

        /// <summary>From where a panel ends to where the next begins.</summary>
        internal readonly nint Gap = gap;

        internal static Run Of(in Product p, int whole) => p.Panel == 0 ? new(whole, whole, 0) : new(whole, p.Panel, p.BPanelStride - p.Panel);
    }
}
