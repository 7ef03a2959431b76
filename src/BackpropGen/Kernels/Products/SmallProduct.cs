using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Products of so few multiplications that any preparation would take longer than they do.</summary>
/// <remarks>Their registers have 128 bits on every machine.</remarks>
public static unsafe partial class SmallProduct
{
    /// <summary>The most elements of the matrix whose extents are known.</summary>
    internal const int MostFixed = 128;

    private const int Most = 128;

    /// <summary>Whether a product is that small, but not empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Suits(int rows, int columns, int inner) =>
        (uint)(rows | columns | inner) < 256 && (uint)((rows * columns * inner) - 1) < Most;

    /// <summary>c (+)= a b for any strides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Multiply<T>(
        int rows, int columns, int inner,
        T* a, nint aRowStride, nint aInnerStride, T* b, nint bInnerStride, nint bColumnStride, T* c, nint cRowStride, nint cColumnStride,
        bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (columns < 4 && columns < rows)
        {
            // cᵀ = bᵀ aᵀ has more columns.
            (rows, columns) = (columns, rows);
            (cRowStride, cColumnStride) = (cColumnStride, cRowStride);
            T* left = a;
            a = b;
            b = left;
            (aRowStride, aInnerStride, bInnerStride, bColumnStride) = (bColumnStride, bInnerStride, aInnerStride, aRowStride);
        }

        if (bColumnStride == 1 && cColumnStride == 1 && columns >= Lanes128<T>.Count)
        {
            Rows(rows, columns, inner, a, aRowStride, aInnerStride, b, bInnerStride, c, cRowStride, accumulate);
        }
        else if (aInnerStride == 1 && bInnerStride == 1 && inner >= Lanes128<T>.Count)
        {
            Dots(rows, columns, inner, a, aRowStride, b, bColumnStride, c, cRowStride, cColumnStride, accumulate);
        }
        else
        {
            Plain(
                rows, columns, inner, a, aRowStride, aInnerStride, b, bInnerStride, bColumnStride, c, cRowStride, cColumnStride, accumulate);
        }
    }

    /// <summary>b and c in rows: lanes along the columns.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Rows<T>(
        int rows, int columns, int inner, T* a, nint aRowStride, nint aInnerStride, T* b, nint bInnerStride, T* c, nint cRowStride,
        bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < rows; i++)
        {
            int j = 0;
            for (; j <= columns - Lanes128<T>.Count; j += Lanes128<T>.Count)
            {
                T* x = a, y = b + j;
                Lanes128<T> sum = accumulate ? Lanes128<T>.Load(c + j) : Lanes128<T>.Zero;
                for (int k = 0; k < inner; k++)
                {
                    Lanes128<T>.AddProduct(ref sum, Lanes128<T>.Broadcast(*x), Lanes128<T>.Load(y));
                    x += aInnerStride;
                    y += bInnerStride;
                }

                Lanes128<T>.Store(sum, c + j);
            }

            for (; j < columns; j++)
            {
                Lanes1<T>* target = (Lanes1<T>*)(c + j);
                *target = Dot(inner, a, aInnerStride, b + j, bInnerStride, accumulate ? *target : default);
            }

            a += aRowStride;
            c += cRowStride;
        }
    }

    /// <summary>a in rows and b in columns: lanes along k.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Dots<T>(
        int rows, int columns, int inner, T* a, nint aRowStride, T* b, nint bColumnStride, T* c, nint cRowStride, nint cColumnStride,
        bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < rows; i++)
        {
            T* column = b;
            Lanes1<T>* target = (Lanes1<T>*)c;
            for (int j = 0; j < columns; j++)
            {
                Lanes128<T> lanes = Lanes128<T>.Load(a) * Lanes128<T>.Load(column);
                int k = Lanes128<T>.Count;
                for (; k <= inner - Lanes128<T>.Count; k += Lanes128<T>.Count)
                {
                    Lanes128<T>.AddProduct(ref lanes, Lanes128<T>.Load(a + k), Lanes128<T>.Load(column + k));
                }

                Lanes1<T> sum = new(Lanes128<T>.Sum(lanes));
                for (; k < inner; k++)
                {
                    sum += ((Lanes1<T>*)a)[k] * ((Lanes1<T>*)column)[k];
                }

                *target = accumulate ? *target + sum : sum;
                column += bColumnStride;
                target += cColumnStride;
            }

            a += aRowStride;
            c += cRowStride;
        }
    }

    /// <summary>By the definition, four columns at once: each sum waits for the one before.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Plain<T>(
        int rows, int columns, int inner,
        T* a, nint aRowStride, nint aInnerStride, T* b, nint bInnerStride, nint bColumnStride, T* c, nint cRowStride, nint cColumnStride,
        bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint threeColumns = 3 * bColumnStride;
        for (int i = 0; i < rows; i++)
        {
            T* column = b;
            Lanes1<T>* target = (Lanes1<T>*)c;
            int j = 0;
            for (; j <= columns - 4; j += 4)
            {
                Lanes1<T> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
                Lanes1<T>* x = (Lanes1<T>*)a, y = (Lanes1<T>*)column;
                for (int k = 0; k < inner; k++)
                {
                    Lanes1<T> factor = *x;
                    sum0 += factor * y[0];
                    sum1 += factor * y[bColumnStride];
                    sum2 += factor * y[2 * bColumnStride];
                    sum3 += factor * y[threeColumns];
                    x += aInnerStride;
                    y += bInnerStride;
                }

                target[0] = accumulate ? target[0] + sum0 : sum0;
                target[cColumnStride] = accumulate ? target[cColumnStride] + sum1 : sum1;
                target[2 * cColumnStride] = accumulate ? target[2 * cColumnStride] + sum2 : sum2;
                target[3 * cColumnStride] = accumulate ? target[3 * cColumnStride] + sum3 : sum3;
                column += 4 * bColumnStride;
                target += 4 * cColumnStride;
            }

            for (; j < columns; j++)
            {
                *target = Dot(inner, a, aInnerStride, column, bInnerStride, accumulate ? *target : default);
                column += bColumnStride;
                target += cColumnStride;
            }

            a += aRowStride;
            c += cRowStride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes1<T> Dot<T>(int inner, T* a, nint aStride, T* b, nint bStride, Lanes1<T> sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int k = 0; k < inner; k++)
        {
            sum += *(Lanes1<T>*)a * *(Lanes1<T>*)b;
            a += aStride;
            b += bStride;
        }

        return sum;
    }
}
