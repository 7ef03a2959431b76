using System;
using System.Numerics;
using Xunit;

namespace BackpropGen.Kernels.Tests;

/// <summary>Sums of columns against their definition. Elements are small integers, so that every order gives the same number; what lies between
/// the rows and behind the sums is NaN, and must be in no sum.</summary>
public class ColumnsTests
{
    [Fact]
    public void Every_column_is_summed()
    {
        for (int columns = 0; columns <= 150; columns++)
        {
            foreach (int rows in new[] { 0, 1, 2, 3, 8, 33 })
            {
                foreach (int gap in new[] { 0, 5 })
                {
                    Check<float>(rows, columns, columns + gap);
                    Check<double>(rows, columns, columns + gap);
                }
            }
        }
    }

    [Fact]
    public void Every_width_of_registers_gives_the_same_bits()
    {
        foreach (int columns in new[] { 16, 17, 40, 64, 100 })
        {
            CheckWidths<float>(columns);
            CheckWidths<double>(columns);
        }
    }

    [Fact]
    public void Spans_that_are_too_short_are_refused()
    {
        Assert.Throws<ArgumentException>("a", static () => Columns.Sum<float>(3, 4, new float[11], 4, new float[4]));
        Assert.Throws<ArgumentException>("y", static () => Columns.Sum<float>(3, 4, new float[12], 4, new float[3]));
        Assert.Throws<ArgumentException>("a", static () => Columns.Sum<float>(int.MaxValue, 4, new float[11], int.MaxValue, new float[4]));
    }

    [Fact]
    public void Negative_extents_and_strides_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => Columns.Sum<float>(-1, 4, new float[12], 4, new float[4]));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Columns.Sum<float>(3, -1, new float[12], 4, new float[4]));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Columns.Sum<float>(3, 4, new float[12], -4, new float[4]));
    }

    private static void Check<T>(int rows, int columns, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Behind = 16;
        T[] a = new T[rows == 0 ? 0 : ((rows - 1) * stride) + columns], y = new T[columns + Behind];
        Array.Fill(a, T.NaN);
        Array.Fill(y, T.NaN);
        int[] expected = new int[columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                int value = ((7 * i) + (3 * j)) % 11 - 5;
                a[(i * stride) + j] = T.CreateChecked(value);
                expected[j] += value;
            }
        }

        Columns.Sum<T>(rows, columns, a, stride, y);
        for (int j = 0; j < columns; j++)
        {
            Assert.True(y[j] == T.CreateChecked(expected[j]), $"{rows} x {columns}, column {j}: expected {expected[j]}, found {y[j]}.");
        }

        Assert.All(y.AsSpan(columns).ToArray(), static value => Assert.True(T.IsNaN(value)));
    }

    private static unsafe void CheckWidths<T>(int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Rows = 13;
        var random = new Random(columns);
        T[] a = new T[Rows * columns], expected = new T[columns];
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = T.CreateChecked(random.NextDouble() - 0.5);
        }

        fixed (T* matrix = a, sums = expected)
        {
            Columns.Sum<T, Lanes1<T>>(Rows, columns, matrix, columns, sums);
            CheckWidth<T, Lanes128<T>>(Rows, columns, matrix, expected);
            if (Machine.Has256)
            {
                CheckWidth<T, Lanes256<T>>(Rows, columns, matrix, expected);
            }

            if (Machine.Has512)
            {
                CheckWidth<T, Lanes512<T>>(Rows, columns, matrix, expected);
            }
        }
    }

    private static unsafe void CheckWidth<T, TLanes>(int rows, int columns, T* matrix, T[] expected)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        T[] found = new T[columns];
        fixed (T* sums = found)
        {
            Columns.Sum<T, TLanes>(rows, columns, matrix, columns, sums);
        }

        Assert.Equal(expected, found);
    }
}
