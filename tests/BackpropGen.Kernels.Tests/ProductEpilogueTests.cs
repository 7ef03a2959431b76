using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace BackpropGen.Kernels.Tests;

/// <summary>Products with a map of their elements. Elements are small integers, so that every order gives the same number.</summary>
public class ProductEpilogueTests
{
    [Fact]
    public void A_product_with_a_map_is_the_map_of_the_product()
    {
        Random random = new(11);
        for (int trial = 0; trial < 200; trial++)
        {
            int rows = random.Next(0, 40), columns = random.Next(1, 70), inner = random.Next(0, 50);
            Check<float>(random, rows, columns, inner);
            Check<double>(random, rows, columns, inner);
        }
    }

    [Fact]
    public void A_large_product_with_a_map_is_the_map_of_the_product()
    {
        Check<float>(new Random(12), 300, 530, 257);
        Check<double>(new Random(13), 131, 520, 64);
    }

    [Fact]
    public void A_span_too_short_for_the_map_throws()
    {
        float[] a = new float[6], b = new float[6], c = new float[4];
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply<float, MultiplyThenAdd<float>>(
            2, 2, 3, a, 3, 1, b, 2, 1, c, 2, 1, new Operand<float>(a.AsSpan(0, 1), 0, 1), new Operand<float>(a, 0, 1)));
    }

    private static void Check<T>(Random random, int rows, int columns, int inner)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] a = Integers.Draw<T>(random, rows * inner), b = Integers.Draw<T>(random, inner * columns);
        T[] scale = Integers.Draw<T>(random, rows * columns), bias = Integers.Draw<T>(random, columns), c = Integers.Draw<T>(random, rows * columns);
        MatrixProduct.Multiply<T, MultiplyThenAdd<T>>(
            rows, columns, inner, a, inner, 1, b, columns, 1, c, columns, 1, scale.AsSpan(), new Operand<T>(bias, 0, 1));
        for (int i = 0; i < rows * columns; i++)
        {
            int row = i / columns, column = i % columns;
            double product = Enumerable.Range(0, inner).Sum(k => double.CreateTruncating(a[(row * inner) + k] * b[(k * columns) + column]));
            Assert.Equal(T.CreateTruncating((product * double.CreateTruncating(scale[i])) - double.CreateTruncating(bias[column])), c[i]);
        }
    }
}
