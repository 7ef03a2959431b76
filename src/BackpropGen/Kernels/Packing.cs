using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

/// <summary>Copies of matrix blocks in the order in which the outer-product kernel reads them.</summary>
internal static unsafe class Packing
{
    /// <summary>panel[k, j] = b[k, j] for a panel of <paramref name="width"/> columns, with zeros from
    /// <paramref name="columns"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Columns<T>(int inner, int columns, int width, T* b, nint innerStride, nint columnStride, T* panel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (columns < width)
        {
            new Span<T>(panel, inner * width).Clear();
        }

        if (columnStride == 1)
        {
            for (int k = 0; k < inner; k++)
            {
                CopyRow(b + (k * innerStride), columns, panel + ((nint)k * width));
            }
        }
        else if (innerStride == 1)
        {
            Transpose(inner, columns, width, b, columnStride, panel);
        }
        else
        {
            for (int k = 0; k < inner; k++)
            {
                for (int j = 0; j < columns; j++)
                {
                    panel[((nint)k * width) + j] = b[(k * innerStride) + (j * columnStride)];
                }
            }
        }
    }

    /// <summary>panel[k, i] = a[i, k] for a panel of <paramref name="rows"/> rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Rows<T>(int rows, int inner, T* a, nint rowStride, nint innerStride, T* panel)
        where T : unmanaged
    {
        if (rowStride == 1 && rows >= Vector<T>.Count)
        {
            NeighbouringRows(rows, inner, a, innerStride, panel);
            return;
        }

        for (int k = 0; k < inner; k++)
        {
            T* source = a + (k * innerStride);
            for (int i = 0; i < rows; i++)
            {
                *panel++ = source[i * rowStride];
            }
        }
    }

    /// <summary>Rows that lie side by side are copied by vectors, of which the last overlaps the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NeighbouringRows<T>(int rows, int inner, T* a, nint innerStride, T* panel)
        where T : unmanaged
    {
        int last = rows - Vector<T>.Count;
        for (int k = 0; k < inner; k++)
        {
            for (int i = 0; i < last; i += Vector<T>.Count)
            {
                Vector.Load(a + i).Store(panel + i);
            }

            Vector.Load(a + last).Store(panel + last);
            a += innerStride;
            panel += rows;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyRow<T>(T* source, int count, T* target)
        where T : unmanaged
    {
        int j = 0;
        for (; j <= count - Vector<T>.Count; j += Vector<T>.Count)
        {
            Vector.Load(source + j).Store(target + j);
        }

        for (; j < count; j++)
        {
            target[j] = source[j];
        }
    }

    /// <summary>panel[k, j] = b[j, k], in squares of one 128-bit vector where the machine can transpose those.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose<T>(int inner, int columns, int width, T* b, nint columnStride, T* panel)
        where T : unmanaged
    {
        int side = Sse2.IsSupported ? 16 / sizeof(T) : 1;
        int j = 0;
        for (; side > 1 && j <= columns - side; j += side)
        {
            T* source = b + (j * columnStride);
            int k = 0;
            for (; k <= inner - side; k += side)
            {
                if (typeof(T) == typeof(float))
                {
                    TransposeSquare((float*)(source + k), columnStride, (float*)(panel + ((nint)k * width) + j), width);
                }
                else
                {
                    TransposeSquare((double*)(source + k), columnStride, (double*)(panel + ((nint)k * width) + j), width);
                }
            }

            TransposePlainly(k, inner, side, source, columnStride, panel + j, width);
        }

        TransposePlainly(0, inner, columns - j, b + (j * columnStride), columnStride, panel + j, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposePlainly<T>(int from, int inner, int columns, T* b, nint columnStride, T* panel, nint width)
        where T : unmanaged
    {
        for (int j = 0; j < columns; j++)
        {
            for (int k = from; k < inner; k++)
            {
                panel[(k * width) + j] = b[(j * columnStride) + k];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeSquare(float* source, nint sourceStride, float* target, nint targetStride)
    {
        Vector128<float> row0 = Vector128.Load(source);
        Vector128<float> row1 = Vector128.Load(source + sourceStride);
        Vector128<float> row2 = Vector128.Load(source + (2 * sourceStride));
        Vector128<float> row3 = Vector128.Load(source + (3 * sourceStride));
        Vector128<float> low01 = Sse.UnpackLow(row0, row1), high01 = Sse.UnpackHigh(row0, row1);
        Vector128<float> low23 = Sse.UnpackLow(row2, row3), high23 = Sse.UnpackHigh(row2, row3);
        Sse.MoveLowToHigh(low01, low23).Store(target);
        Sse.MoveHighToLow(low23, low01).Store(target + targetStride);
        Sse.MoveLowToHigh(high01, high23).Store(target + (2 * targetStride));
        Sse.MoveHighToLow(high23, high01).Store(target + (3 * targetStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeSquare(double* source, nint sourceStride, double* target, nint targetStride)
    {
        Vector128<double> row0 = Vector128.Load(source), row1 = Vector128.Load(source + sourceStride);
        Sse2.UnpackLow(row0, row1).Store(target);
        Sse2.UnpackHigh(row0, row1).Store(target + targetStride);
    }
}
