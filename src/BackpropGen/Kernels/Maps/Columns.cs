using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

/// <summary>Sums of columns, as the gradient of a bias over the samples. Called by generated code.</summary>
public static unsafe class Columns
{
    /// <summary>y[j] = Σᵢ a[i, j]; of no rows, 0. The order of every sum is fixed: rows of even numbers, those of odd ones, then both.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns, which are neighbours.</param>
    /// <param name="a">[rows, columns].</param>
    /// <param name="rowStride">The distance of its rows, in elements.</param>
    /// <param name="y">[columns]; it must not overlap a.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent or the stride is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum<T>(int rows, int columns, ReadOnlySpan<T> a, int rowStride, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if ((rows | columns) < 0)
        {
            KernelErrors.ThrowNegativeExtent();
        }

        if (rowStride < 0)
        {
            KernelErrors.ThrowNegativeStride();
        }

        if (y.Length < columns)
        {
            KernelErrors.ThrowTooShort(nameof(y), y.Length, columns);
        }

        long needed = rows == 0 || columns == 0 ? 0 : ((long)(rows - 1) * rowStride) + columns;
        if (a.Length < needed)
        {
            KernelErrors.ThrowTooShort(nameof(a), a.Length, needed);
        }

        fixed (T* matrix = a, sums = y)
        {
            if (Avx512DQ.IsSupported && columns >= Lanes512<T>.Count)
            {
                Sum<T, Lanes512<T>>(rows, columns, matrix, rowStride, sums);
            }
            else if (Avx2.IsSupported && Fma.IsSupported && columns >= Lanes256<T>.Count)
            {
                Sum<T, Lanes256<T>>(rows, columns, matrix, rowStride, sums);
            }
            else if (columns >= Lanes128<T>.Count)
            {
                Sum<T, Lanes128<T>>(rows, columns, matrix, rowStride, sums);
            }
            else
            {
                Sum<T, Lanes1<T>>(rows, columns, matrix, rowStride, sums);
            }
        }
    }

    /// <summary>The sums in registers of one width, of which there is one at least; the last overlaps that before: both compute the same of what they share.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Sum<T, TLanes>(int rows, int columns, T* a, nint rowStride, T* y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        int count = sizeof(TLanes) / sizeof(T), j = 0;
        for (; j <= columns - (4 * count); j += 4 * count)
        {
            Sum<T, TLanes, Four>(rows, a + j, rowStride, y + j);
        }

        for (; j <= columns - (2 * count); j += 2 * count)
        {
            Sum<T, TLanes, Two>(rows, a + j, rowStride, y + j);
        }

        for (; j < columns; j += count)
        {
            int column = Math.Min(j, columns - count);
            Sum<T, TLanes, One>(rows, a + column, rowStride, y + column);
        }
    }

    /// <summary>One, two or four registers side by side: as many as keep the processor's adders busy, with two chains each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum<T, TLanes, TRegisters>(int rows, T* a, nint rowStride, T* y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TRegisters : unmanaged, IExtent
    {
        TLanes even0 = default, even1 = default, even2 = default, even3 = default;
        TLanes odd0 = default, odd1 = default, odd2 = default, odd3 = default;
        for (; rows > 1; rows -= 2)
        {
            Add<T, TLanes, TRegisters>((TLanes*)a, ref even0, ref even1, ref even2, ref even3);
            Add<T, TLanes, TRegisters>((TLanes*)(a + rowStride), ref odd0, ref odd1, ref odd2, ref odd3);
            a += 2 * rowStride;
        }

        if (rows > 0)
        {
            Add<T, TLanes, TRegisters>((TLanes*)a, ref even0, ref even1, ref even2, ref even3);
        }

        TLanes* sums = (TLanes*)y;
        sums[0] = even0 + odd0;
        if (sizeof(TRegisters) > 1)
        {
            sums[1] = even1 + odd1;
        }

        if (sizeof(TRegisters) > 2)
        {
            sums[2] = even2 + odd2;
            sums[3] = even3 + odd3;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T, TLanes, TRegisters>(TLanes* row, ref TLanes sum0, ref TLanes sum1, ref TLanes sum2, ref TLanes sum3)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TRegisters : unmanaged, IExtent
    {
        sum0 += row[0];
        if (sizeof(TRegisters) > 1)
        {
            sum1 += row[1];
        }

        if (sizeof(TRegisters) > 2)
        {
            sum2 += row[2];
            sum3 += row[3];
        }
    }
}
