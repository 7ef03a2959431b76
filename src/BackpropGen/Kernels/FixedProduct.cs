using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The loops of products of known extents, in the widest registers that a row of the product fills.</summary>
/// <remarks>All is inlined, for the extents to be constants.</remarks>
[SkipLocalsInit]
internal static unsafe class FixedProduct
{
    /// <summary>So many sums wait for none of themselves.</summary>
    private const int Chains = 4;

    /// <summary>So few rows are not worth a transposed copy of b.</summary>
    private const int RowsByInnerProducts = 2;

    /// <summary>c = a b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Times<T, TColumns, TInner>(int rows, T* a, T* b, T* c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : struct, IExtent
        where TInner : struct, IExtent
    {
        if (TColumns.Value == 1)
        {
            Dots<T, TColumns, TInner>(rows, a, b, c);
        }
        else if (Machine.Has512 && TColumns.Value >= Lanes512<T>.Count)
        {
            Times<T, TColumns, TInner, Lanes512<T>>(rows, a, b, c);
        }
        else if (Machine.Has256 && TColumns.Value >= Lanes256<T>.Count)
        {
            Times<T, TColumns, TInner, Lanes256<T>>(rows, a, b, c);
        }
        else if (TColumns.Value >= Lanes128<T>.Count)
        {
            Times<T, TColumns, TInner, Lanes128<T>>(rows, a, b, c);
        }
        else
        {
            Times<T, TColumns, TInner, Lanes1<T>>(rows, a, b, c);
        }
    }

    /// <summary>c = a bᵀ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void TimesTransposed<T, TColumns, TInner>(int rows, T* a, T* b, T* c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : struct, IExtent
        where TInner : struct, IExtent
    {
        if (TColumns.Value == 1 || (TInner.Value >= Lanes128<T>.Count && rows <= RowsByInnerProducts))
        {
            Dots<T, TColumns, TInner>(rows, a, b, c);
            return;
        }

        Unsafe.SkipInit(out Transposed<T> copy);
        T* transposed = (T*)&copy;
        for (int j = 0; j < TColumns.Value; j++)
        {
            for (int k = 0; k < TInner.Value; k++)
            {
                transposed[(k * TColumns.Value) + j] = b[(j * TInner.Value) + k];
            }
        }

        Times<T, TColumns, TInner>(rows, a, transposed, c);
    }

    /// <summary>c = aᵀ b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void TransposedTimes<T, TRows, TColumns>(int inner, T* a, T* b, T* c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : struct, IExtent
        where TColumns : struct, IExtent
    {
        if (TColumns.Value >= Lanes128<T>.Count)
        {
            AlongColumns<T, TRows, TColumns>(inner, a, b, c);
        }
        else if (TRows.Value >= Lanes128<T>.Count)
        {
            // (bᵀ a)ᵀ has longer rows.
            Unsafe.SkipInit(out Transposed<T> copy);
            T* transposed = (T*)&copy;
            AlongColumns<T, TColumns, TRows>(inner, b, a, transposed);
            for (int i = 0; i < TRows.Value; i++)
            {
                for (int j = 0; j < TColumns.Value; j++)
                {
                    c[(i * TColumns.Value) + j] = transposed[(j * TRows.Value) + i];
                }
            }
        }
        else
        {
            TransposedTimes<T, TRows, TColumns, Lanes1<T>>(inner, a, b, c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AlongColumns<T, TRows, TColumns>(int inner, T* a, T* b, T* c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : struct, IExtent
        where TColumns : struct, IExtent
    {
        if (Machine.Has512 && TColumns.Value >= Lanes512<T>.Count)
        {
            TransposedTimes<T, TRows, TColumns, Lanes512<T>>(inner, a, b, c);
        }
        else if (Machine.Has256 && TColumns.Value >= Lanes256<T>.Count)
        {
            TransposedTimes<T, TRows, TColumns, Lanes256<T>>(inner, a, b, c);
        }
        else
        {
            TransposedTimes<T, TRows, TColumns, Lanes128<T>>(inner, a, b, c);
        }
    }

    /// <summary>Lanes along the columns; the last register of a row overlaps that before, whose columns both compute alike.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Times<T, TColumns, TInner, TLanes>(int rows, T* a, T* b, T* c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : struct, IExtent
        where TInner : struct, IExtent
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < TColumns.Value; j += TLanes.Count)
            {
                int column = Math.Min(j, TColumns.Value - TLanes.Count);
                TLanes sum = TLanes.Broadcast(a[0]) * TLanes.Load(b + column);
                for (int k = 1; k < TInner.Value; k++)
                {
                    sum = TLanes.MultiplyAdd(TLanes.Broadcast(a[k]), TLanes.Load(b + (k * TColumns.Value) + column), sum);
                }

                TLanes.Store(sum, c + column);
            }

            a += TInner.Value;
            c += TColumns.Value;
        }
    }

    /// <summary>Some rows of the product at once, lanes along the columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposedTimes<T, TRows, TColumns, TLanes>(int inner, T* a, T* b, T* c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : struct, IExtent
        where TColumns : struct, IExtent
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        for (int j = 0; j < TColumns.Value; j += TLanes.Count)
        {
            int column = Math.Min(j, TColumns.Value - TLanes.Count), i = 0;
            for (; i <= TRows.Value - Chains; i += Chains)
            {
                TLanes sum0 = TLanes.Zero, sum1 = TLanes.Zero, sum2 = TLanes.Zero, sum3 = TLanes.Zero;
                T* x = a + i, y = b + column;
                for (int k = 0; k < inner; k++)
                {
                    TLanes row = TLanes.Load(y);
                    sum0 = TLanes.MultiplyAdd(TLanes.Broadcast(x[0]), row, sum0);
                    sum1 = TLanes.MultiplyAdd(TLanes.Broadcast(x[1]), row, sum1);
                    sum2 = TLanes.MultiplyAdd(TLanes.Broadcast(x[2]), row, sum2);
                    sum3 = TLanes.MultiplyAdd(TLanes.Broadcast(x[3]), row, sum3);
                    x += TRows.Value;
                    y += TColumns.Value;
                }

                T* target = c + (i * TColumns.Value) + column;
                TLanes.Store(sum0, target);
                TLanes.Store(sum1, target + TColumns.Value);
                TLanes.Store(sum2, target + (2 * TColumns.Value));
                TLanes.Store(sum3, target + (3 * TColumns.Value));
            }

            for (; i < TRows.Value; i++)
            {
                TLanes sum = TLanes.Zero;
                for (int k = 0; k < inner; k++)
                {
                    sum = TLanes.MultiplyAdd(TLanes.Broadcast(a[(k * TRows.Value) + i]), TLanes.Load(b + (k * TColumns.Value) + column), sum);
                }

                TLanes.Store(sum, c + (i * TColumns.Value) + column);
            }
        }
    }

    /// <summary>Each element of a bᵀ by itself, lanes along what is summed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Dots<T, TColumns, TInner>(int rows, T* a, T* b, T* c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : struct, IExtent
        where TInner : struct, IExtent
    {
        if (Machine.Has256 && TInner.Value >= Lanes256<T>.Count)
        {
            Dots<T, TColumns, TInner, Lanes256<T>>(rows, a, b, c);
        }
        else if (TInner.Value >= Lanes128<T>.Count)
        {
            Dots<T, TColumns, TInner, Lanes128<T>>(rows, a, b, c);
        }
        else
        {
            Dots<T, TColumns, TInner, Lanes1<T>>(rows, a, b, c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Dots<T, TColumns, TInner, TLanes>(int rows, T* a, T* b, T* c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : struct, IExtent
        where TInner : struct, IExtent
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        for (int i = 0; i < rows; i++)
        {
            T* column = b;
            for (int j = 0; j < TColumns.Value; j++)
            {
                TLanes lanes = TLanes.Load(a) * TLanes.Load(column);
                int k = TLanes.Count;
                for (; k <= TInner.Value - TLanes.Count; k += TLanes.Count)
                {
                    lanes = TLanes.MultiplyAdd(TLanes.Load(a + k), TLanes.Load(column + k), lanes);
                }

                T sum = TLanes.Sum(lanes);
                for (; k < TInner.Value; k++)
                {
                    sum += a[k] * column[k];
                }

                c[j] = sum;
                column += TInner.Value;
            }

            a += TInner.Value;
            c += TColumns.Value;
        }
    }

    /// <summary>Room for the largest small matrix.</summary>
    [InlineArray(SmallProduct.MostFixed)]
    private struct Transposed<T>
    {
        private T _first;
    }
}
