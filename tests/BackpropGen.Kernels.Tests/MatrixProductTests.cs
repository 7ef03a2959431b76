using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace BackpropGen.Kernels.Tests;

/// <summary>Products against their definition. Elements are small integers, so that every order gives the same number, and
/// elements of c between its strides must not change.</summary>
public class MatrixProductTests
{
    [Fact]
    public void All_small_sizes_are_products_in_the_usual_layouts()
    {
        for (int n = 1; n <= 40; n++)
        {
            foreach (int other in new[] { 1, 2, 7, 8, 17, 40 })
            {
                foreach (int layout in new[] { 0, 1, 2, 3 })
                {
                    Check<float>(new ProductShape(n, other, 9, layout, n));
                    Check<double>(new ProductShape(other, n, 16, layout, n));
                    Check<float>(new ProductShape(other, 11, n, layout, n));
                    Check<double>(new ProductShape(13, other, n, layout, n));
                }
            }
        }
    }

    [Theory]
    [InlineData(128, 100, 300)]
    [InlineData(33, 600, 270)]
    [InlineData(5, 530, 520)]
    [InlineData(1, 300, 513)]
    [InlineData(300, 1, 513)]
    [InlineData(64, 64, 64)]
    [InlineData(32, 10, 64)]
    [InlineData(16, 40, 784)]
    [InlineData(530, 513, 3)]
    [InlineData(20, 150, 1)]
    [InlineData(500, 512, 40)]
    [InlineData(449, 256, 280)]
    public void Sizes_beyond_the_blocks_are_products(int rows, int columns, int inner)
    {
        for (int layout = 0; layout < 8; layout++)
        {
            Check<float>(new ProductShape(rows, columns, inner, layout, layout));
            Check<double>(new ProductShape(rows, columns, inner, layout, layout));
        }
    }

    [Fact]
    public void Smallest_products_are_products_in_every_layout()
    {
        for (int shape = 0; shape < 9 * 9 * 9; shape++)
        {
            for (int layout = 0; layout < 8; layout++)
            {
                ProductShape small = new(1 + (shape % 9), 1 + (shape / 9 % 9), 1 + (shape / 81), layout, shape);
                Check<float>(small);
                Check<double>(small);
            }
        }
    }

    [Fact]
    public void Any_strides_are_products()
    {
        Random random = new(5);
        for (int trial = 0; trial < 300; trial++)
        {
            ProductShape shape = new(random.Next(0, 30), random.Next(0, 40), random.Next(0, 50), random.Next(64), trial);
            Check<float>(shape);
            Check<double>(shape);
        }
    }

    [Fact]
    public void Rows_of_the_right_factor_may_all_be_one()
    {
        CheckOneRow<float>();
        CheckOneRow<double>();
    }

    private static void CheckOneRow<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Rows = 500, Columns = 32, Inner = 40;
        Random random = new(7);
        T[] a = Integers<T>(random, Rows * Inner), row = Integers<T>(random, Columns), c = new T[Rows * Columns];
        MatrixProduct.Multiply<T>(Rows, Columns, Inner, a, Inner, 1, row, 0, 1, c, Columns, 1, accumulate: false);
        for (int i = 0; i < Rows; i++)
        {
            T sum = a.AsSpan(i * Inner, Inner).ToArray().Aggregate(static (left, right) => left + right);
            Assert.Equal(row.Select(element => sum * element), c.AsSpan(i * Columns, Columns).ToArray());
        }
    }

    [Fact]
    public void Batches_advance_or_share_or_add()
    {
        Random random = new(6);
        foreach ((int aStride, int bStride, int cStride) in new[] { (12, 20, 15), (0, 20, 15), (12, 0, 15), (12, 20, 0), (0, 0, 0) })
        {
            double[] a = Integers<double>(random, 48), b = Integers<double>(random, 80), c = Integers<double>(random, 60);
            double[] expected = (double[])c.Clone(), sums = (double[])c.Clone();
            for (int batch = 0; batch < 4; batch++)
            {
                Naive(3, 5, 4, a.AsSpan(batch * aStride), 4, 1, b.AsSpan(batch * bStride), 5, 1, expected.AsSpan(batch * cStride), 5, 1,
                    batch > 0 && cStride == 0);
                Naive(3, 5, 4, a.AsSpan(batch * aStride), 4, 1, b.AsSpan(batch * bStride), 5, 1, sums.AsSpan(batch * cStride), 5, 1, true);
            }

            double[] actual = (double[])c.Clone();
            MatrixProduct.MultiplyBatched<double>(4, aStride, bStride, cStride, 3, 5, 4, a, 4, 1, b, 5, 1, actual, 5, 1, false);
            Assert.Equal(expected, actual);
            MatrixProduct.MultiplyBatched<double>(4, aStride, bStride, cStride, 3, 5, 4, a, 4, 1, b, 5, 1, c, 5, 1, true);
            Assert.Equal(sums, c);
        }
    }

    [Fact]
    public void An_empty_inner_dimension_gives_zero_or_keeps_the_sum()
    {
        float[] c = [1, 2, 3, 4];
        MatrixProduct.Multiply<float>(2, 2, 0, [], 0, 1, [], 2, 1, c, 2, 1, true);
        Assert.Equal([1, 2, 3, 4], c);
        MatrixProduct.Multiply<float>(2, 2, 0, [], 0, 1, [], 2, 1, c, 2, 1, false);
        Assert.Equal([0, 0, 0, 0], c);
    }

    [Fact]
    public void Infinities_do_not_leak_into_other_elements()
    {
        foreach (int layout in new[] { 0, 1, 2, 3 })
        {
            ProductShape shape = new(19, 21, 37, layout, 1);
            float[] a = new float[shape.ALength], b = new float[shape.BLength], c = new float[shape.CLength];
            Array.Fill(a, 1f);
            Array.Fill(b, 1f);
            a[36 * shape.AInner] = float.PositiveInfinity;
            MatrixProduct.Multiply(19, 21, 37, a, shape.ARow, shape.AInner, b, shape.BInner, shape.BColumn, c, shape.CRow, shape.CColumn, false);
            for (int i = 0; i < 19; i++)
            {
                for (int j = 0; j < 21; j++)
                {
                    Assert.Equal(i == 0 ? float.PositiveInfinity : 37f, c[(i * shape.CRow) + (j * shape.CColumn)]);
                }
            }
        }
    }

    [Fact]
    public void Real_numbers_are_summed_within_rounding()
    {
        Random random = new(8);
        double[] a = new double[50 * 700], b = new double[700 * 60], c = new double[50 * 60], expected = new double[50 * 60];
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = random.NextDouble() - 0.5;
        }

        for (int i = 0; i < b.Length; i++)
        {
            b[i] = random.NextDouble() - 0.5;
        }

        Naive<double>(50, 60, 700, a, 700, 1, b, 1, 700, expected, 60, 1, false);
        MatrixProduct.Multiply<double>(50, 60, 700, a, 700, 1, b, 1, 700, c, 60, 1, false);
        for (int i = 0; i < c.Length; i++)
        {
            Assert.InRange(Math.Abs(c[i] - expected[i]), 0, 700 * 0.25 * 2.3e-16);
        }
    }

    [Fact]
    public void Every_width_of_registers_gives_the_same_within_rounding()
    {
        float[] widest = Product<Lanes512<float>>(), middle = Product<Lanes256<float>>(), narrowest = Product<Lanes128<float>>();
        for (int i = 0; i < widest.Length; i++)
        {
            // 300 terms of at most 1/4, each rounded to 2⁻²⁴ of a sum of at most 75.
            Assert.InRange(Math.Abs(widest[i] - narrowest[i]), 0, 300 * 75 * 6e-8);
            Assert.InRange(Math.Abs(middle[i] - narrowest[i]), 0, 300 * 75 * 6e-8);
        }

        static float[] Product<TLanes>()
            where TLanes : unmanaged, ILanes<TLanes, float>
        {
            Random random = new(9);
            float[] a = new float[30 * 300], b = new float[300 * 50], c = new float[30 * 50];
            for (int i = 0; i < a.Length; i++)
            {
                a[i] = random.NextSingle() - 0.5f;
            }

            for (int i = 0; i < b.Length; i++)
            {
                b[i] = random.NextSingle() - 0.5f;
            }

            MatrixProduct.Run<float, TLanes>(1, 0, 0, 0, new Product(30, 50, 300, 300, 1, 1, 300, 50, 1), a, b, c, false);
            return c;
        }
    }

    [Fact]
    public void A_span_that_is_too_short_throws()
    {
        float[] a = new float[12], b = new float[20], c = new float[15];
        void Multiply(int aLength, int bLength, int cLength) => MatrixProduct.Multiply(
            3, 5, 4, a.AsSpan(0, aLength), 4, 1, b.AsSpan(0, bLength), 5, 1, c.AsSpan(0, cLength), 5, 1, false);
        Multiply(12, 20, 15);
        Assert.Throws<ArgumentException>(() => Multiply(11, 20, 15));
        Assert.Throws<ArgumentException>(() => Multiply(12, 19, 15));
        Assert.Throws<ArgumentException>(() => Multiply(12, 20, 14));
        Assert.Throws<ArgumentException>(
            () => MatrixProduct.MultiplyBatched<float>(2, 12, 0, 0, 3, 5, 4, a, 4, 1, b, 5, 1, c, 5, 1, false));
        Assert.Throws<ArgumentException>(
            () => MatrixProduct.Multiply<float>(3, 5, 4, a, int.MaxValue, int.MaxValue, b, 5, 1, c, 5, 1, false));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => MatrixProduct.Multiply<float>(-3, 5, 4, a, 4, 1, b, 5, 1, c, 5, 1, false));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => MatrixProduct.Multiply<float>(3, 5, 4, a, -4, 1, b, 5, 1, c, 5, 1, false));
    }

    [Fact]
    public void Products_do_not_allocate_once_warm()
    {
        float[] a = new float[128 * 300], b = new float[300 * 90], c = new float[128 * 90];
        Assert.Equal(0, Allocations.Of(() =>
        {
            MatrixProduct.Multiply<float>(128, 90, 300, a, 300, 1, b, 90, 1, c, 90, 1, false);
            MatrixProduct.Multiply<float>(128, 90, 300, a, 300, 1, b, 1, 300, c, 90, 1, true);
            MatrixProduct.Multiply<float>(90, 30, 128, b, 1, 90, a, 30, 1, c, 30, 1, false);
        }));
    }

    private static void Check<T>(ProductShape s)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Random random = new(s.Seed);
        T[] a = Integers<T>(random, s.ALength), b = Integers<T>(random, s.BLength), c = Integers<T>(random, s.CLength);
        foreach (bool accumulate in new[] { false, true })
        {
            T[] actual = (T[])c.Clone(), expected = (T[])c.Clone();
            Naive<T>(s.Rows, s.Columns, s.Inner, a, s.ARow, s.AInner, b, s.BInner, s.BColumn, expected, s.CRow, s.CColumn, accumulate);
            MatrixProduct.Multiply<T>(
                s.Rows, s.Columns, s.Inner, a, s.ARow, s.AInner, b, s.BInner, s.BColumn, actual, s.CRow, s.CColumn, accumulate);
            Assert.True(expected.AsSpan().SequenceEqual(actual), FormattableString.Invariant($"{typeof(T).Name} {s} {accumulate}"));
            if (s.Rows > 0 && s.Columns > 0 && s.Inner > 0)
            {
                CheckForm<T, Lanes512<T>>(s, a, b, c, accumulate, expected);
                CheckForm<T, Lanes256<T>>(s, a, b, c, accumulate, expected);
                CheckForm<T, Lanes128<T>>(s, a, b, c, accumulate, expected);
            }
        }
    }

    /// <summary>The same product in registers of one width, whatever the machine has: the others are composed in software.</summary>
    private static void CheckForm<T, TLanes>(ProductShape s, T[] a, T[] b, T[] c, bool accumulate, T[] expected)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        T[] actual = (T[])c.Clone();
        Product product = new(s.Rows, s.Columns, s.Inner, s.ARow, s.AInner, s.BInner, s.BColumn, s.CRow, s.CColumn);
        MatrixProduct.Run<T, TLanes>(1, 0, 0, 0, product, a, b, actual, accumulate);
        Assert.True(
            expected.AsSpan().SequenceEqual(actual),
            FormattableString.Invariant($"{typeof(TLanes).Name} of {typeof(T).Name} {s} {accumulate}"));
    }

    private static T[] Integers<T>(Random random, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = new T[length];
        for (int i = 0; i < length; i++)
        {
            x[i] = T.CreateTruncating(random.Next(-3, 4));
        }

        return x;
    }

    private static void Naive<T>(
        int rows, int columns, int inner, ReadOnlySpan<T> a, int aRow, int aInner, ReadOnlySpan<T> b, int bInner, int bColumn,
        Span<T> c, int cRow, int cColumn, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                T sum = T.Zero;
                for (int k = 0; k < inner; k++)
                {
                    sum += a[(i * aRow) + (k * aInner)] * b[(k * bInner) + (j * bColumn)];
                }

                ref T target = ref c[(i * cRow) + (j * cColumn)];
                target = accumulate ? target + sum : sum;
            }
        }
    }
}
