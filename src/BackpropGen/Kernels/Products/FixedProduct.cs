using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

/// <summary>The loops of products of known extents, in the widest registers that a row of the product fills.</summary>
/// <remarks>All is inlined, for the extents to be constants.</remarks>
[SkipLocalsInit]
internal static unsafe class FixedProduct
{
    /// <summary>So many sums wait for none of themselves.</summary>
    private const int Chains = 4;

    /// <summary>c = a b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Times<T, TColumns, TInner>(int rows, T* a, T* b, T* c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TInner : unmanaged, IExtent
    {
        if (sizeof(TColumns) == 1)
        {
            Dots<T, TColumns, TInner>(rows, a, b, c);
        }
        else if (sizeof(TColumns) * sizeof(T) >= 64 && Avx512DQ.IsSupported)
        {
            Times<T, TColumns, TInner, Lanes512<T>>(rows, a, b, c);
        }
        else if (sizeof(TColumns) * sizeof(T) >= 32 && Avx2.IsSupported && Fma.IsSupported)
        {
            Times<T, TColumns, TInner, Lanes256<T>>(rows, a, b, c);
        }
        else if (sizeof(TColumns) * sizeof(T) >= 16)
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
        where TColumns : unmanaged, IExtent
        where TInner : unmanaged, IExtent
    {
        if (sizeof(TColumns) == 1 || (sizeof(TInner) * sizeof(T) >= 16 && rows <= MatrixProduct.RowsByInnerProducts))
        {
            Dots<T, TColumns, TInner>(rows, a, b, c);
            return;
        }

        Unsafe.SkipInit(out Transposed<T> copy);
        T* transposed = (T*)&copy;
        for (int j = 0; j < sizeof(TColumns); j++)
        {
            for (int k = 0; k < sizeof(TInner); k++)
            {
                transposed[(k * sizeof(TColumns)) + j] = b[(j * sizeof(TInner)) + k];
            }
        }

        Times<T, TColumns, TInner>(rows, a, transposed, c);
    }

    /// <summary>c = aᵀ b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void TransposedTimes<T, TRows, TColumns>(int inner, T* a, T* b, T* c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : unmanaged, IExtent
        where TColumns : unmanaged, IExtent
    {
        if (sizeof(TColumns) * sizeof(T) >= 16)
        {
            AlongColumns<T, TRows, TColumns>(inner, a, b, c);
        }
        else if (sizeof(TRows) * sizeof(T) >= 16)
        {
            // (bᵀ a)ᵀ has longer rows.
            Unsafe.SkipInit(out Transposed<T> copy);
            T* transposed = (T*)&copy;
            AlongColumns<T, TColumns, TRows>(inner, b, a, transposed);
            for (int i = 0; i < sizeof(TRows); i++)
            {
                for (int j = 0; j < sizeof(TColumns); j++)
                {
                    c[(i * sizeof(TColumns)) + j] = transposed[(j * sizeof(TRows)) + i];
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
        where TRows : unmanaged, IExtent
        where TColumns : unmanaged, IExtent
    {
        if (sizeof(TColumns) * sizeof(T) >= 64 && Avx512DQ.IsSupported)
        {
            TransposedTimes<T, TRows, TColumns, Lanes512<T>>(inner, a, b, c);
        }
        else if (sizeof(TColumns) * sizeof(T) >= 32 && Avx2.IsSupported && Fma.IsSupported)
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
        where TColumns : unmanaged, IExtent
        where TInner : unmanaged, IExtent
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < sizeof(TColumns); j += TLanes.Count)
            {
                int column = Math.Min(j, sizeof(TColumns) - TLanes.Count);
                TLanes sum = TLanes.Broadcast(a[0]) * *(TLanes*)(b + column);
                for (int k = 1; k < sizeof(TInner); k++)
                {
                    TLanes.AddProduct(ref sum, TLanes.Broadcast(a[k]), TLanes.Load(b + (k * sizeof(TColumns)) + column));
                }

                *(TLanes*)(c + column) = sum;
            }

            a += sizeof(TInner);
            c += sizeof(TColumns);
        }
    }

    /// <summary>Some rows of the product at once, lanes along the columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposedTimes<T, TRows, TColumns, TLanes>(int inner, T* a, T* b, T* c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : unmanaged, IExtent
        where TColumns : unmanaged, IExtent
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        for (int j = 0; j < sizeof(TColumns); j += TLanes.Count)
        {
            int column = Math.Min(j, sizeof(TColumns) - TLanes.Count), i = 0;
            for (; i <= sizeof(TRows) - Chains; i += Chains)
            {
                TLanes sum0 = default, sum1 = default, sum2 = default, sum3 = default;
                T* x = a + i, y = b + column;
                for (int k = 0; k < inner; k++)
                {
                    TLanes row = *(TLanes*)y;
                    TLanes.AddProduct(ref sum0, TLanes.Broadcast(x[0]), row);
                    TLanes.AddProduct(ref sum1, TLanes.Broadcast(x[1]), row);
                    TLanes.AddProduct(ref sum2, TLanes.Broadcast(x[2]), row);
                    TLanes.AddProduct(ref sum3, TLanes.Broadcast(x[3]), row);
                    x += sizeof(TRows);
                    y += sizeof(TColumns);
                }

                T* target = c + (i * sizeof(TColumns)) + column;
                *(TLanes*)target = sum0;
                *(TLanes*)(target + sizeof(TColumns)) = sum1;
                TLanes.Store(sum2, target + (2 * sizeof(TColumns)));
                TLanes.Store(sum3, target + (3 * sizeof(TColumns)));
            }

            for (; i < sizeof(TRows); i++)
            {
                TLanes sum = default;
                for (int k = 0; k < inner; k++)
                {
                    TLanes.AddProduct(ref sum, TLanes.Broadcast(a[(k * sizeof(TRows)) + i]), TLanes.Load(b + (k * sizeof(TColumns)) + column));
                }

                TLanes.Store(sum, c + (i * sizeof(TColumns)) + column);
            }
        }
    }

    /// <summary>Each element of a bᵀ by itself, lanes along what is summed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Dots<T, TColumns, TInner>(int rows, T* a, T* b, T* c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TInner : unmanaged, IExtent
    {
        if (sizeof(TInner) * sizeof(T) >= 32 && Avx2.IsSupported && Fma.IsSupported)
        {
            Dots<T, TColumns, TInner, Lanes256<T>>(rows, a, b, c);
        }
        else if (sizeof(TInner) * sizeof(T) >= 16)
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
        where TColumns : unmanaged, IExtent
        where TInner : unmanaged, IExtent
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        for (int i = 0; i < rows; i++)
        {
            T* column = b;
            for (int j = 0; j < sizeof(TColumns); j++)
            {
                TLanes lanes = *(TLanes*)a * *(TLanes*)column;
                int k = TLanes.Count;
                for (; k <= sizeof(TInner) - TLanes.Count; k += TLanes.Count)
                {
                    TLanes.AddProduct(ref lanes, *(TLanes*)(a + k), *(TLanes*)(column + k));
                }

                Lanes1<T> sum = new(TLanes.Sum(lanes));
                for (; k < sizeof(TInner); k++)
                {
                    sum += ((Lanes1<T>*)a)[k] * ((Lanes1<T>*)column)[k];
                }

                ((Lanes1<T>*)c)[j] = sum;
                column += sizeof(TInner);
            }

            a += sizeof(TInner);
            c += sizeof(TColumns);
        }
    }

    /// <summary>Room for the largest small matrix.</summary>
    [InlineArray(SmallProduct.MostFixed)]
    private struct Transposed<T>
    {
        private T _first;
    }
}
