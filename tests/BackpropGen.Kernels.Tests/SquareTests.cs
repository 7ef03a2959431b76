using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace BackpropGen.Kernels.Tests;

/// <summary>Transposition and sums of squares of registers, in every width; those that the machine lacks are composed in software.</summary>
public unsafe class SquareTests
{
    [Fact]
    public void Squares_of_every_width_are_transposed()
    {
        Check<float, Lanes512<float>>(CheckTransposition<float, Lanes512<float>>);
        Check<float, Lanes256<float>>(CheckTransposition<float, Lanes256<float>>);
        Check<float, Lanes128<float>>(CheckTransposition<float, Lanes128<float>>);
        Check<double, Lanes512<double>>(CheckTransposition<double, Lanes512<double>>);
        Check<double, Lanes256<double>>(CheckTransposition<double, Lanes256<double>>);
        Check<double, Lanes128<double>>(CheckTransposition<double, Lanes128<double>>);
    }

    [Fact]
    public void Rectangles_of_any_sides_are_transposed_and_nothing_beside_them_is_written()
    {
        for (int rows = 1; rows <= 35; rows++)
        {
            foreach (int columns in new[] { 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 40 })
            {
                CheckRectangle<float, Lanes512<float>>(rows, columns);
                CheckRectangle<float, Lanes256<float>>(rows, columns);
                CheckRectangle<float, Lanes128<float>>(rows, columns);
                CheckRectangle<double, Lanes512<double>>(rows, columns);
                CheckRectangle<double, Lanes256<double>>(rows, columns);
                CheckRectangle<double, Lanes128<double>>(rows, columns);
            }
        }
    }

    [Fact]
    public void Rows_of_squares_of_every_width_are_summed()
    {
        Check<float, Lanes512<float>>(CheckSums<float, Lanes512<float>>);
        Check<float, Lanes256<float>>(CheckSums<float, Lanes256<float>>);
        Check<float, Lanes128<float>>(CheckSums<float, Lanes128<float>>);
        Check<double, Lanes512<double>>(CheckSums<double, Lanes512<double>>);
        Check<double, Lanes256<double>>(CheckSums<double, Lanes256<double>>);
        Check<double, Lanes128<double>>(CheckSums<double, Lanes128<double>>);
    }

    /// <summary>Runs a check with as many lanes as there are.</summary>
    private static void Check<T, TLanes>(Action<int> check)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T> => check(TLanes.Count);

    private static void CheckTransposition<T, TLanes>(int lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        int stride = lanes + 3, targetStride = lanes + 5;
        T[] source = Numbers<T>(lanes * stride), target = new T[lanes * targetStride];
        fixed (T* from = source, to = target)
        {
            Square.Transpose<T, TLanes>(from, stride, to, targetStride);
        }

        AssertTransposed(lanes, lanes, source, stride, target, targetStride);
    }

    private static void CheckRectangle<T, TLanes>(int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        int stride = columns + 1, targetStride = rows + 2;
        T[] source = Numbers<T>(rows * stride), target = new T[columns * targetStride];
        fixed (T* from = source, to = target)
        {
            Packing.Transpose<T, TLanes>(rows, columns, from, stride, to, targetStride);
        }

        AssertTransposed(rows, columns, source, stride, target, targetStride);
    }

    private static void AssertTransposed<T>(int rows, int columns, T[] source, int stride, T[] target, int targetStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int j = 0; j < columns; j++)
        {
            for (int i = 0; i < targetStride; i++)
            {
                Assert.Equal(i < rows ? source[(i * stride) + j] : T.Zero, target[(j * targetStride) + i]);
            }
        }
    }

    private static void CheckSums<T, TLanes>(int lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        T[] rows = Numbers<T>(lanes * lanes), sums = new T[lanes];
        fixed (T* from = rows, to = sums)
        {
            Square.Sums<T, TLanes>(from, to);
        }

        Assert.Equal(rows.Chunk(lanes).Select(static row => row.Aggregate(T.Zero, static (sum, x) => sum + x)), sums);
    }

    private static T[] Numbers<T>(int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(1, length).Select(static i => T.CreateTruncating(i))];
}
