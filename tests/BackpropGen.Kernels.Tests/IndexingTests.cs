using System;
using Xunit;

namespace BackpropGen.Kernels.Tests;

public class IndexingTests
{
    private static readonly float[] Table = [1, 2, 3, 4, 5, 6];

    [Fact]
    public void Gather_copies_rows_by_label()
    {
        float[] y = new float[8];
        Indexing.Gather<float>(4, 2, Table, [2, 0, 2, 1], y);
        Assert.Equal([5, 6, 1, 2, 5, 6, 3, 4], y);
    }

    [Fact]
    public void Scatter_adds_rows_of_equal_labels()
    {
        double[] table = [1, 1, 1, 1];
        Indexing.ScatterAdd<double>(3, 2, [1, 2, 3, 4, 5, 6], [1, 1, 0], table);
        Assert.Equal([6, 7, 5, 7], table);
    }

    [Fact]
    public void Long_rows_are_added_to_their_last_element()
    {
        for (int length = 0; length < 40; length++)
        {
            float[] rows = new float[length], table = new float[3 * length];
            Array.Fill(rows, 2f);
            Indexing.ScatterAdd<float>(1, length, rows, [1], table);
            for (int i = 0; i < table.Length; i++)
            {
                Assert.Equal(i / length == 1 ? 2f : 0f, table[i]);
            }
        }
    }

    [Fact]
    public void Each_sample_may_have_its_own_table()
    {
        float[] table = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], y = new float[4];
        Indexing.GatherRows<float>(2, 3, 2, table, [1, 2], y);
        Assert.Equal([3, 4, 11, 12], y);
        Indexing.ScatterRows<float>(2, 3, 2, y, [0, 2], table);
        Assert.Equal([4, 6, 3, 4, 5, 6, 7, 8, 9, 10, 22, 24], table);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void A_label_that_is_no_class_is_named(int label)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(
            () => Indexing.Gather<float>(2, 2, Table, [0, label], new float[4]));
        Assert.Contains("sample 1", error.Message, StringComparison.Ordinal);
        Assert.Contains(label.ToString(System.Globalization.CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
        Assert.Contains("3 classes", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Indexing.ScatterAdd<float>(1, 2, new float[2], [label], new float[6]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Indexing.GatherRows<float>(1, 3, 2, Table, [label], new float[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Indexing.ScatterRows<float>(1, 3, 2, new float[2], [label], new float[6]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Indexing.ToReal<float>([label], 3, new float[1]));
    }

    [Fact]
    public void A_short_span_throws()
    {
        Assert.Throws<ArgumentException>(() => Indexing.Gather<float>(2, 2, Table, [0], new float[4]));
        Assert.Throws<ArgumentException>(() => Indexing.Gather<float>(2, 2, Table, [0, 1], new float[3]));
        Assert.Throws<ArgumentException>(() => Indexing.ScatterAdd<float>(2, 2, new float[3], [0, 1], new float[6]));
        Assert.Throws<ArgumentException>(() => Indexing.GatherRows<float>(2, 3, 2, Table, [0, 1], new float[4]));
        Assert.Throws<ArgumentException>(() => Indexing.ArgMax<float>(2, 4, Table, new int[2]));
        Assert.Throws<ArgumentException>(() => Indexing.ToReal<float>([0, 1], 3, new float[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Indexing.Gather<float>(-1, 2, Table, [], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => Indexing.ArgMax<float>(1, 0, Table, new int[1]));
    }

    [Fact]
    public void The_largest_is_the_first_of_equals_and_NaN_wins()
    {
        int[] y = new int[4];
        Indexing.ArgMax<float>(
            4,
            3,
            [1, 3, 3, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, 5, float.NaN, float.NaN, -1, -3, -0.5f],
            y);
        Assert.Equal([1, 0, 1, 2], y);
    }

    [Fact]
    public void Iota_counts_and_labels_become_numbers()
    {
        double[] y = new double[4];
        Indexing.Iota<double>(y);
        Assert.Equal([0, 1, 2, 3], y);
        Indexing.ToReal<double>([2, 0, 1], 3, y);
        Assert.Equal([2, 0, 1, 3], y);
    }
}
