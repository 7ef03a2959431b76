using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace BackpropGen.Kernels.Tests;

/// <summary>Kernels for blocks of few columns, against the definition. Values are small integers, so that every order of a sum gives the
/// same number.</summary>
public class SmallBlockTests
{
    private static readonly Type[] Reaches = [typeof(OfElement), typeof(OfRow), typeof(OfColumn), typeof(OfAll)];

    [Fact]
    public void Blocks_of_any_columns_and_reaches_are_computed_by_definition()
    {
        Random random = new(3);
        foreach (Type columns in Extents.All.Values)
        {
            foreach (Type type in new[] { typeof(float), typeof(double) })
            {
                Type[] operands = [Reaches[random.Next(4)], Reaches[random.Next(4)]];
                Extents.Case(typeof(SmallBlockTests), nameof(Check), type, columns, typeof(OfTwo<,,>).MakeGenericType([type, .. operands]))(random);
                operands = [.. operands, Reaches[random.Next(4)], Reaches[random.Next(4)]];
                Extents.Case(typeof(SmallBlockTests), nameof(Check), type, columns, typeof(OfFive<,,,,>).MakeGenericType([type, .. operands]))(random);
            }
        }
    }

    [Fact]
    public void Blocks_that_are_one_row_are_computed_by_definition()
    {
        Random random = new(4);
        foreach (Type columns in Extents.All.Values)
        {
            foreach (Type type in new[] { typeof(float), typeof(double) })
            {
                Type map = typeof(OfTwo<,,>).MakeGenericType(type, typeof(OfElement), typeof(OfAll));
                Extents.Case(typeof(SmallBlockTests), nameof(Check), type, columns, map)(random);
                Extents.Case(typeof(SmallBlockTests), nameof(CheckTotal), type, columns, map)(random);
                Extents.Case(typeof(SmallBlockTests), nameof(CheckInPlace), type, columns, map)(random);
            }
        }
    }

    [Fact]
    public void A_target_may_be_an_operand_of_elements()
    {
        Random random = new(5);
        foreach (Type columns in Extents.All.Values)
        {
            Extents.Case(typeof(SmallBlockTests), nameof(CheckInPlace), typeof(float), columns, typeof(OfTwo<float, OfElement, OfRow>))(random);
            Extents.Case(typeof(SmallBlockTests), nameof(CheckInPlace), typeof(double), columns, typeof(OfTwo<double, OfElement, OfColumn>))(random);
        }
    }

    [Fact]
    public void A_largest_element_that_is_no_number_is_found_in_every_place()
    {
        for (int place = 0; place < 10; place++)
        {
            float[] x = new float[30], y = new float[3];
            x[10 + place] = float.NaN;
            SmallBlock.RowMaxima<float, Ten, Identity>(3, y, x);
            Assert.Equal([0, float.NaN, 0], y);
        }
    }

    [Theory]
    [InlineData("y", 19, 20, 10)]
    [InlineData("a", 20, 19, 10)]
    [InlineData("b", 20, 20, 9)]
    public void A_span_too_short_is_named(string name, int y, int a, int b)
    {
        var exception = Assert.Throws<ArgumentException>(() =>
            SmallBlock.Map<float, Ten, OfTwo<float, OfElement, OfColumn>>(2, new float[y], new float[a], new float[b]));
        Assert.Equal(name, exception.ParamName);
    }

    [Fact]
    public void A_negative_number_of_rows_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        static () => SmallBlock.Map<float, Ten, OfTwo<float, OfElement, OfColumn>>(-1, new float[20], new float[20], new float[20]));

    private static void Check<T, TColumns, TMap>(Random random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, ITestMap<T>
    {
        foreach (int rows in new[] { 0, 1, 2, 7, 40 })
        {
            var (operands, expected) = Expected<T, TColumns, TMap>(random, rows);
            T[] y = Filled<T>(rows * TColumns.Value);
            SmallBlock.Map<T, TColumns, TMap>(rows, y, operands[0], operands[1], operands[2], operands[3], operands[4]);
            Assert.Equal(expected.SelectMany(static row => row), y);

            y = Filled<T>(rows);
            SmallBlock.RowSums<T, TColumns, TMap>(rows, y, operands[0], operands[1], operands[2], operands[3], operands[4]);
            Assert.Equal(expected.Select(static row => row.Aggregate(T.Zero, static (sum, value) => sum + value)), y);
            SmallBlock.RowMaxima<T, TColumns, TMap>(rows, y, operands[0], operands[1], operands[2], operands[3], operands[4]);
            Assert.Equal(expected.Select(static row => row.Max()), y);

            y = Filled<T>(TColumns.Value);
            SmallBlock.ColumnSums<T, TColumns, TMap>(rows, y, operands[0], operands[1], operands[2], operands[3], operands[4]);
            Assert.Equal(Enumerable.Range(0, TColumns.Value).Select(i => expected.Aggregate(T.Zero, (sum, row) => sum + row[i])), y);
        }
    }

    private static void CheckTotal<T, TColumns, TMap>(Random random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, ITestMap<T>
    {
        foreach (int rows in new[] { 0, 1, 2, 7, 40 })
        {
            var (operands, expected) = Expected<T, TColumns, TMap>(random, rows);
            T[] y = Filled<T>(1);
            SmallBlock.Total<T, TColumns, TMap>(rows, y, operands[0], operands[1]);
            Assert.Equal(expected.SelectMany(static row => row).Aggregate(T.Zero, static (sum, value) => sum + value), y[0]);
        }
    }

    private static void CheckInPlace<T, TColumns, TMap>(Random random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, ITestMap<T>
    {
        foreach (int rows in new[] { 1, 3, 20 })
        {
            var (operands, expected) = Expected<T, TColumns, TMap>(random, rows);
            SmallBlock.Map<T, TColumns, TMap>(rows, operands[0].AsSpan(0, rows * TColumns.Value), operands[0], operands[1]);
            Assert.Equal(expected.SelectMany(static row => row), operands[0]);
        }
    }

    /// <summary>Five random operands, each as long as it reaches, and the map's values.</summary>
    private static (T[][] Operands, T[][] Expected) Expected<T, TColumns, TMap>(Random random, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, ITestMap<T>
    {
        Reach[] reaches = [TMap.A, TMap.B, TMap.C, TMap.D, TMap.E];
        T[][] operands = [.. reaches.Select(reach => Integers.Draw<T>(random, reach switch
        {
            Reach.Element => rows * TColumns.Value,
            Reach.Row => rows,
            Reach.Column => TColumns.Value,
            _ => 1,
        }))];
        T[][] expected = [.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, TColumns.Value).Select(column =>
        {
            double[] x = [.. Enumerable.Range(0, 5).Select(o => double.CreateTruncating(operands[o][reaches[o] switch
            {
                Reach.Element => (row * TColumns.Value) + column,
                Reach.Row => row,
                Reach.Column => column,
                _ => 0,
            }]))];
            return T.CreateTruncating(TMap.Scalar(x));
        }).ToArray())];
        return (operands, expected);
    }

    /// <summary>What a kernel must overwrite.</summary>
    private static T[] Filled<T>(int count)
        where T : unmanaged, INumberBase<T> => [.. Enumerable.Repeat(T.CreateTruncating(99), count)];

    private readonly struct Identity : IMap<float>
    {
        public static int Arity => 1;

        public static TLanes Invoke<TLanes>(ref readonly Sources<float> x, nuint i)
            where TLanes : unmanaged, ILanes<TLanes, float> => x.A<TLanes>(i);
    }
}
