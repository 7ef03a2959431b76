using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

/// <summary>Rows of tables chosen by labels. Labels are checked, each before anything of its row is read or written.</summary>
public static class Indexing
{
    /// <summary>y[n, :] = table[indexes[n], :].</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="count">The number of samples N.</param>
    /// <param name="rowLength">The length D of a row.</param>
    /// <param name="table">[classes, D], where the length tells how many classes there are.</param>
    /// <param name="indexes">[N].</param>
    /// <param name="y">[N, D].</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no row of the table; a count is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<T>(int count, int rowLength, ReadOnlySpan<T> table, ReadOnlySpan<int> indexes, Span<T> y)
        where T : unmanaged
    {
        RequireCounts(count, rowLength);
        RequireLength(indexes.Length, count, nameof(indexes));
        RequireLength(y.Length, (long)count * rowLength, nameof(y));
        int classes = Classes(table.Length, rowLength);
        for (int n = 0; n < count; n++)
        {
            int label = CheckedLabel(indexes[n], n, classes);
            table.Slice(label * rowLength, rowLength).CopyTo(y.Slice(n * rowLength, rowLength));
        }
    }

    /// <summary>table[indexes[n], :] += rows[n, :], in the order of the samples.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="count">The number of samples N.</param>
    /// <param name="rowLength">The length D of a row.</param>
    /// <param name="rows">[N, D].</param>
    /// <param name="indexes">[N].</param>
    /// <param name="table">[classes, D], where the length tells how many classes there are.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no row of the table; a count is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScatterAdd<T>(int count, int rowLength, ReadOnlySpan<T> rows, ReadOnlySpan<int> indexes, Span<T> table)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireCounts(count, rowLength);
        RequireLength(indexes.Length, count, nameof(indexes));
        RequireLength(rows.Length, (long)count * rowLength, nameof(rows));
        int classes = Classes(table.Length, rowLength);
        for (int n = 0; n < count; n++)
        {
            int label = CheckedLabel(indexes[n], n, classes);
            Accumulate(rows.Slice(n * rowLength, rowLength), table.Slice(label * rowLength, rowLength));
        }
    }

    /// <summary>y[n, :] = table[n, indexes[n], :], where each sample has its own table.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="count">The number of samples N.</param>
    /// <param name="classes">The number of classes C, the rows of one sample's table.</param>
    /// <param name="rowLength">The length D of a row.</param>
    /// <param name="table">[N, C, D].</param>
    /// <param name="indexes">[N].</param>
    /// <param name="y">[N, D].</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no row of its table; a count is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void GatherRows<T>(
        int count, int classes, int rowLength, ReadOnlySpan<T> table, ReadOnlySpan<int> indexes, Span<T> y)
        where T : unmanaged
    {
        RequireCounts(count, rowLength | classes);
        RequireLength(indexes.Length, count, nameof(indexes));
        RequireLength(table.Length, (Int128)count * classes * rowLength, nameof(table));
        RequireLength(y.Length, (long)count * rowLength, nameof(y));
        for (int n = 0; n < count; n++)
        {
            int label = CheckedLabel(indexes[n], n, classes);
            table.Slice(((n * classes) + label) * rowLength, rowLength).CopyTo(y.Slice(n * rowLength, rowLength));
        }
    }

    /// <summary>table[n, indexes[n], :] += rows[n, :], where each sample has its own table.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="count">The number of samples N.</param>
    /// <param name="classes">The number of classes C, the rows of one sample's table.</param>
    /// <param name="rowLength">The length D of a row.</param>
    /// <param name="rows">[N, D].</param>
    /// <param name="indexes">[N].</param>
    /// <param name="table">[N, C, D].</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no row of its table; a count is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScatterRows<T>(
        int count, int classes, int rowLength, ReadOnlySpan<T> rows, ReadOnlySpan<int> indexes, Span<T> table)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireCounts(count, rowLength | classes);
        RequireLength(indexes.Length, count, nameof(indexes));
        RequireLength(table.Length, (Int128)count * classes * rowLength, nameof(table));
        RequireLength(rows.Length, (long)count * rowLength, nameof(rows));
        for (int n = 0; n < count; n++)
        {
            int label = CheckedLabel(indexes[n], n, classes);
            Accumulate(
                rows.Slice(n * rowLength, rowLength),
                table.Slice(((n * classes) + label) * rowLength, rowLength));
        }
    }

    /// <summary>y[n] = the index of the largest of x[n, :]; the first of equals, and the first NaN before any number.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="count">The number of samples N.</param>
    /// <param name="length">The length D of a row, at least 1.</param>
    /// <param name="x">[N, D].</param>
    /// <param name="y">[N].</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or rows are empty.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ArgMax<T>(int count, int length, ReadOnlySpan<T> x, Span<int> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireCounts(count, length);
        ArgumentOutOfRangeException.ThrowIfZero(length);
        RequireLength(x.Length, (long)count * length, nameof(x));
        RequireLength(y.Length, count, nameof(y));
        for (int n = 0; n < count; n++)
        {
            y[n] = LargestOf(x.Slice(n * length, length));
        }
    }

    /// <summary>y[i] = i.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="y">The target, of any length.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Iota<T>(Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = T.CreateTruncating(i);
        }
    }

    /// <summary>y[n] = labels[n] as a number.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="labels">[N], each from 0 to <paramref name="classes"/> − 1.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="y">[N] or longer.</param>
    /// <exception cref="ArgumentException">The target is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToReal<T>(ReadOnlySpan<int> labels, int classes, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireLength(y.Length, labels.Length, nameof(y));
        for (int n = 0; n < labels.Length; n++)
        {
            y[n] = T.CreateTruncating(CheckedLabel(labels[n], n, classes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int LargestOf<T>(ReadOnlySpan<T> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int largest = 0;
        for (int i = 0; i < row.Length; i++)
        {
            if (T.IsNaN(row[i]))
            {
                return i;
            }

            if (row[i] > row[largest])
            {
                largest = i;
            }
        }

        return largest;
    }

    /// <summary>y += x, in the widest registers first; what is left, in narrower ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nuint i = 0;
        if (Avx512DQ.IsSupported)
        {
            i = Accumulate<T, Lanes512<T>>(x, y, i);
        }

        if (Avx2.IsSupported && Fma.IsSupported)
        {
            i = Accumulate<T, Lanes256<T>>(x, y, i);
        }

        Accumulate<T, Lanes1<T>>(x, y, Accumulate<T, Lanes128<T>>(x, y, i));
    }

    /// <summary>As many elements from one on as fill registers; gives the first that is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Accumulate<T, TLanes>(ReadOnlySpan<T> x, Span<T> y, nuint i)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        ref T first = ref MemoryMarshal.GetReference(x), target = ref MemoryMarshal.GetReference(y);
        for (; i + (nuint)TLanes.Count <= (nuint)x.Length; i += (nuint)TLanes.Count)
        {
            TLanes.Store(TLanes.Load(in target, i) + TLanes.Load(in first, i), ref target, i);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CheckedLabel(int label, int sample, int classes)
    {
        if ((uint)label >= (uint)classes)
        {
            KernelErrors.ThrowLabel("indexes", sample, label, classes);
        }

        return label;
    }

    // An empty row belongs to any number of classes.
    private static int Classes(int tableLength, int rowLength) => rowLength == 0 ? int.MaxValue : tableLength / rowLength;

    private static void RequireCounts(int count, int others)
    {
        if ((count | others) < 0)
        {
            KernelErrors.ThrowNegativeExtent();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RequireLength(int length, Int128 needed, string name)
    {
        if (length < needed)
        {
            KernelErrors.ThrowTooShort(name, length, (long)Int128.Min(needed, long.MaxValue));
        }
    }
}
