using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace BackpropGen.Kernels.Tests;

/// <summary>Products of small matrices whose extents are known, against the definition. Elements are small integers, so that every order
/// of a sum gives the same number.</summary>
public class SmallProductTests
{
    private static readonly int[] Samples = [0, 1, 2, 3, 4, 9, 40];

    [Fact]
    public void Products_of_any_small_extents_are_computed_by_definition()
    {
        Random random = new(7);
        foreach (var (columns, columnsType) in Extents.All)
        {
            foreach (var (inner, innerType) in Extents.All.Where(inner => columns * inner.Key <= SmallProduct.MostFixed))
            {
                Type type = (columns + inner) % 2 == 0 ? typeof(float) : typeof(double);
                Extents.Case(typeof(SmallProductTests), nameof(Check), type, columnsType, innerType)(random);
                Extents.Case(typeof(SmallProductTests), nameof(CheckGradient), type, columnsType, innerType)(random);
            }
        }
    }

    [Fact]
    public void A_product_with_a_map_is_the_map_of_the_product()
    {
        Random random = new(8);
        foreach (var (columns, type) in Extents.All.Where(static extent => extent.Key <= SmallProduct.MostFixed / 3))
        {
            Extents.Case(typeof(SmallProductTests), nameof(CheckMapped), typeof(float), type)(random);
            Extents.Case(typeof(SmallProductTests), nameof(CheckMapped), typeof(double), type)(random);
        }
    }

    [Theory]
    [InlineData("a", 5, 8, 6)]
    [InlineData("b", 6, 7, 6)]
    [InlineData("c", 6, 8, 11)]
    public void A_span_too_short_is_named(string name, int a, int b, int c)
    {
        var exception = Assert.Throws<ArgumentException>(() => SmallProduct.TimesTransposed<float, Four, Two>(3, new float[a], new float[b], new float[c]));
        Assert.Equal(name, exception.ParamName);
    }

    [Fact]
    public void A_map_s_operand_too_short_throws() => Assert.Throws<ArgumentException>(
        static () => SmallProduct.Times<float, Four, Two, OfTwo<float, OfElement, OfColumn>>(3, new float[6], new float[8], new float[12], new float[3]));

    [Fact]
    public void A_negative_number_of_samples_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => SmallProduct.Times<float, Four, Two>(-1, new float[8], new float[8], new float[8]));
        Assert.Throws<ArgumentOutOfRangeException>(static () => SmallProduct.TransposedTimes<float, Four, Two>(-1, new float[8], new float[8], new float[8]));
    }

    private static void Check<T, TColumns, TInner>(Random random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TInner : unmanaged, IExtent
    {
        foreach (int rows in Samples)
        {
            T[] a = Integers.Draw<T>(random, rows * TInner.Value), b = Integers.Draw<T>(random, TInner.Value * TColumns.Value), c = new T[rows * TColumns.Value];
            SmallProduct.Times<T, TColumns, TInner>(rows, a, b, c);
            Assert.Equal(Product(rows, TColumns.Value, TInner.Value, (i, k) => a[(i * TInner.Value) + k], (k, j) => b[(k * TColumns.Value) + j]), c);
            SmallProduct.TimesTransposed<T, TColumns, TInner>(rows, a, b, c);
            Assert.Equal(Product(rows, TColumns.Value, TInner.Value, (i, k) => a[(i * TInner.Value) + k], (k, j) => b[(j * TInner.Value) + k]), c);
        }
    }

    private static void CheckGradient<T, TRows, TColumns>(Random random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : unmanaged, IExtent
        where TColumns : unmanaged, IExtent
    {
        foreach (int samples in Samples)
        {
            T[] a = Integers.Draw<T>(random, samples * TRows.Value), b = Integers.Draw<T>(random, samples * TColumns.Value), c = Integers.Draw<T>(random, TRows.Value * TColumns.Value);
            SmallProduct.TransposedTimes<T, TRows, TColumns>(samples, a, b, c);
            Assert.Equal(Product(TRows.Value, TColumns.Value, samples, (i, k) => a[(k * TRows.Value) + i], (k, j) => b[(k * TColumns.Value) + j]), c);
        }
    }

    private static void CheckMapped<T, TColumns>(Random random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
    {
        foreach (int rows in Samples)
        {
            T[] a = Integers.Draw<T>(random, rows * 3), b = Integers.Draw<T>(random, 3 * TColumns.Value), c = new T[rows * TColumns.Value];
            T[] bias = Integers.Draw<T>(random, TColumns.Value), scale = Integers.Draw<T>(random, rows), values = Integers.Draw<T>(random, rows * TColumns.Value), one = Integers.Draw<T>(random, 1);
            T[] expected = Product(rows, TColumns.Value, 3, (i, k) => a[(i * 3) + k], (k, j) => b[(k * TColumns.Value) + j]);
            SmallProduct.Times<T, TColumns, Three, OfTwo<T, OfElement, OfColumn>>(rows, a, b, c, bias);
            Assert.Equal(expected.Select((z, i) => (z * bias[i % TColumns.Value]) + z), c);
            SmallProduct.Times<T, TColumns, Three, OfFive<T, OfElement, OfColumn, OfRow, OfAll>>(rows, a, b, c, bias, scale, one, values);
            Assert.Equal(expected.Select((z, i) => (z * bias[i % TColumns.Value]) + (scale[i / TColumns.Value] * one[0]) - values[i]), c);
            expected = Product(rows, TColumns.Value, 3, (i, k) => a[(i * 3) + k], (k, j) => b[(j * 3) + k]);
            SmallProduct.TimesTransposed<T, TColumns, Three, OfTwo<T, OfElement, OfElement>>(rows, a, b, c, values);
            Assert.Equal(expected.Select((z, i) => (z * values[i]) + z), c);
            SmallProduct.TimesTransposed<T, TColumns, Three, OfFive<T, OfElement, OfColumn, OfRow, OfAll>>(rows, a, b, c, bias, scale, one, values);
            Assert.Equal(expected.Select((z, i) => (z * bias[i % TColumns.Value]) + (scale[i / TColumns.Value] * one[0]) - values[i]), c);
        }
    }

    private static T[] Product<T>(int rows, int columns, int inner, Func<int, int, T> a, Func<int, int, T> b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. from i in Enumerable.Range(0, rows) from j in Enumerable.Range(0, columns) select Enumerable.Range(0, inner).Aggregate(T.Zero, (sum, k) => sum + (a(i, k) * b(k, j)))];
}
