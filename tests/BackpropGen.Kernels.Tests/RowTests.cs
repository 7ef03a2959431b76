using System;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using BackpropGen.Execution;
using Xunit;

namespace BackpropGen.Kernels.Tests;

/// <summary>Rows as registers, in every width.</summary>
public class RowTests
{
    private const int Rows = 5;

    [Fact]
    public void A_row_is_read_and_stored_where_it_lies()
    {
        InEveryWidth(new ReadsAndStores());
    }

    [Fact]
    public void Nothing_beyond_the_rows_is_read_or_written()
    {
        InEveryWidth(new StaysWithin());
    }

    [Fact]
    public void A_row_times_a_matrix_is_a_row_of_the_product()
    {
        InEveryWidth(new Multiplies());
    }

    [Fact]
    public void A_number_of_a_matrix_is_in_each_lane()
    {
        InEveryWidth(new FindsNumbers());
    }

    [Fact]
    public void A_row_of_parameters_moves_as_an_update_of_its_own_would_move_it()
    {
        InEveryWidth(new Descends());
    }

    [Fact]
    public void Sums_and_maxima_are_of_the_row_alone()
    {
        InEveryWidth(new SumsUp());
    }

    [Fact]
    public void The_register_is_the_smallest_that_a_row_fits_in()
    {
        var lanes = new int[1];
        var share = Share.Whole(3);
        RowLoop.Run<float, Four, Written, CountsLanes<float>>(new Written(lanes), share);
        Assert.Equal(4, lanes[0]);
        RowLoop.Run<float, Eight, Written, CountsLanes<float>>(new Written(lanes), share);
        Assert.Equal(8, lanes[0]);
        RowLoop.Run<float, Sixteen, Written, CountsLanes<float>>(new Written(lanes), share);
        Assert.Equal(16, lanes[0]);
        RowLoop.Run<float, Three, Written, CountsLanes<float>>(new Written(lanes), share);
        Assert.Equal(4, lanes[0]);
        RowLoop.Run<float, Ten, Written, CountsLanes<float>>(new Written(lanes), share);
        Assert.Equal(16, lanes[0]);
        RowLoop.Run<double, Two, Written, CountsLanes<double>>(new Written(lanes), share);
        Assert.Equal(2, lanes[0]);
        RowLoop.Run<double, Three, Written, CountsLanes<double>>(new Written(lanes), share);
        Assert.Equal(4, lanes[0]);
        RowLoop.Run<double, Eight, Written, CountsLanes<double>>(new Written(lanes), share);
        Assert.Equal(8, lanes[0]);
    }

    [Fact]
    public void A_row_that_fits_in_no_register_is_refused()
    {
        var exception = Assert.Throws<ArgumentException>(static () => RowLoop.Run<double, Sixteen, Written, CountsLanes<double>>(new Written([0]), Share.Whole(3)));
        Assert.Contains("128 bytes", exception.Message, StringComparison.Ordinal);
    }

    private interface IRowCase
    {
        void Run<V, T, TColumns>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
            where TColumns : unmanaged, IExtent;
    }

    /// <summary>Rows that fill their register, and shorter ones of every remainder.</summary>
    private static void InEveryWidth(IRowCase rowCase)
    {
        Floats<Lanes128<float>>(rowCase, 2, 4);
        Floats<Lanes256<float>>(rowCase, 5, 8);
        Floats<LanePair<Lanes128<float>, float>>(rowCase, 5, 8);
        Floats<Lanes512<float>>(rowCase, 9, 16);
        Floats<LanePair<Lanes256<float>, float>>(rowCase, 9, 16);
        Floats<LanePair<LanePair<Lanes128<float>, float>, float>>(rowCase, 9, 16);
        Doubles<Lanes128<double>>(rowCase, 2, 2);
        Doubles<Lanes256<double>>(rowCase, 3, 4);
        Doubles<LanePair<Lanes128<double>, double>>(rowCase, 3, 4);
        Doubles<Lanes512<double>>(rowCase, 5, 8);
        Doubles<LanePair<Lanes256<double>, double>>(rowCase, 5, 8);
    }

    private static void Floats<V>(IRowCase rowCase, int first, int last)
        where V : unmanaged, ILanes<V, float> => OfColumns<V, float>(rowCase, first, last);

    private static void Doubles<V>(IRowCase rowCase, int first, int last)
        where V : unmanaged, ILanes<V, double> => OfColumns<V, double>(rowCase, first, last);

    private static void OfColumns<V, T>(IRowCase rowCase, int first, int last)
        where V : unmanaged, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int columns = first; columns <= last; columns++)
        {
            var run = typeof(IRowCase).GetMethod(nameof(IRowCase.Run))!.MakeGenericMethod(typeof(V), typeof(T), Extents.Of(columns));
            run.Invoke(rowCase, System.Reflection.BindingFlags.DoNotWrapExceptions, null, null, null);
        }
    }

    /// <summary>Small integers, of which all sums are exact.</summary>
    private static T[] Numbers<T>(int length, int seed)
        where T : INumber<T> => [.. Enumerable.Range(seed, length).Select(static i => T.CreateChecked(((i * 7) % 11) - 5))];

    private sealed class ReadsAndStores : IRowCase
    {
        public void Run<V, T, TColumns>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
            where TColumns : unmanaged, IExtent
        {
            int columns = TColumns.Value;
            T[] source = Numbers<T>(Rows * columns, 1), target = new T[Rows * columns];
            Row.Store<V, T, TColumns>(Row.Of<V, T, TColumns>(source, 3), target, 2);
            Assert.Equal(source.AsSpan(3 * columns, columns), target.AsSpan(2 * columns, columns));
            Assert.All(target[..(2 * columns)].Concat(target[(3 * columns)..]), static value => Assert.Equal(T.Zero, value));
        }
    }

    private sealed class StaysWithin : IRowCase
    {
        public void Run<V, T, TColumns>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
            where TColumns : unmanaged, IExtent
        {
            T[] rows = Numbers<T>(Rows * TColumns.Value, 1), right = Numbers<T>(3 * TColumns.Value, 2), left = Numbers<T>(Rows * 3, 3);
            Fences.Check<T>([rows, left, right], static m =>
            {
                for (int row = 0; row < Rows; row++)
                {
                    Row.Store<V, T, TColumns>(Row.Of<V, T, TColumns>(m[0], row) + Row.Times<V, T, Three, TColumns>(m[1], row, m[2]), m[0], row);
                    Row.Descend<V, T, TColumns>(Row.Of<V, T, TColumns>(m[0], row) + Row.Number<V, T, Three>(m[1], row, 2), new(m[0], T.One), row);
                }
            });
        }
    }

    private sealed class Multiplies : IRowCase
    {
        public void Run<V, T, TColumns>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
            where TColumns : unmanaged, IExtent
        {
            int columns = TColumns.Value;
            T[] left = Numbers<T>(Rows * 3, 1), right = Numbers<T>(3 * columns, 2), start = Numbers<T>(columns, 3), target = new T[columns];
            for (int row = 0; row < Rows; row++)
            {
                Row.Store<V, T, TColumns>(Row.Times<V, T, Three, TColumns>(left, row, right), target, 0);
                T[] product = [.. Enumerable.Range(0, columns).Select(column => Sum(3, k => left[(row * 3) + k] * right[(k * columns) + column]))];
                Assert.Equal(product, target);
                Row.Store<V, T, TColumns>(Row.TimesPlus<V, T, Three, TColumns>(left, row, right, Row.Of<V, T, TColumns>(start, 0)), target, 0);
                Assert.Equal(product.Zip(start, static (number, first) => number + first), target);
            }
        }
    }

    private sealed class FindsNumbers : IRowCase
    {
        public void Run<V, T, TColumns>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
            where TColumns : unmanaged, IExtent
        {
            int columns = TColumns.Value;
            T[] matrix = Numbers<T>(Rows * 3, 1), target = new T[columns];
            Row.Store<V, T, TColumns>(Row.Number<V, T, Three>(matrix, 2, 1), target, 0);
            Assert.All(target, value => Assert.Equal(matrix[(2 * 3) + 1], value));
        }
    }

    private sealed class Descends : IRowCase
    {
        public void Run<V, T, TColumns>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
            where TColumns : unmanaged, IExtent
        {
            int columns = TColumns.Value;
            // Neither a third nor a seventh is a sum of few powers of two: a product rounded with the difference would be seen.
            T rate = T.One / T.CreateChecked(3);
            T[] gradient = [.. Numbers<T>(columns, 2).Select(static value => value / T.CreateChecked(7))], before = Numbers<T>((3 * columns) + 2, 1), moved = [.. before];
            var descent = new Descent<T>(moved, rate);
            Row.Descend<V, T, TColumns>(Row.Of<V, T, TColumns>(gradient, 0), descent.Slice(1), 1);
            Row.Descend(gradient[0], descent.Slice((3 * columns) + 1));
            var expected = before.Select((value, i) => i > columns && i <= 2 * columns ? value - (rate * gradient[i - columns - 1]) : value).ToArray();
            expected[(3 * columns) + 1] -= rate * gradient[0];
            Assert.Equal(expected, moved);
        }
    }

    private sealed class SumsUp : IRowCase
    {
        public void Run<V, T, TColumns>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
            where TColumns : unmanaged, IExtent
        {
            // What the other lanes hold, here 1 and then infinity, is in neither.
            T[] row = [.. Numbers<T>(TColumns.Value, 1).Select(static value => value - T.CreateChecked(6))];
            V shifted = Row.Of<V, T, TColumns>(row, 0) + V.One, sum = Row.Sum<V, T, TColumns>(shifted), max = Row.Max<V, T, TColumns>(shifted);
            V infinite = V.One / (V.Select(V.LessThan(V.Indices, V.Constant(TColumns.Value)), V.One, V.Zero));
            for (int lane = 0; lane < V.Count; lane++)
            {
                Assert.Equal(row.Aggregate(T.Zero, static (total, value) => total + value + T.One), V.Lane(sum, lane));
                Assert.Equal(row.Max() + T.One, V.Lane(max, lane));
                Assert.Equal(T.CreateChecked(TColumns.Value), V.Lane(Row.Sum<V, T, TColumns>(infinite), lane));
                Assert.Equal(T.One, V.Lane(Row.Max<V, T, TColumns>(infinite), lane));
            }

            row[^1] = T.NaN;
            Assert.True(T.IsNaN(V.First(Row.Max<V, T, TColumns>(Row.Of<V, T, TColumns>(row, 0)))));
        }
    }

    private static T Sum<T>(int count, Func<int, T> term)
        where T : INumber<T> => Enumerable.Range(0, count).Aggregate(T.Zero, (sum, i) => sum + term(i));

    [StructLayout(LayoutKind.Sequential, Size = 16)]
    private readonly struct Sixteen : IExtent { public static int Value => 16; }

    private readonly ref struct Written(Span<int> lanes)
    {
        public readonly Span<int> Lanes = lanes;
    }

    private readonly struct CountsLanes<T> : IRowLoop<Written, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static void Run<V>(scoped in Written memory, scoped in Share share)
            where V : unmanaged, ILanes<V, T>
        {
            Assert.Equal(3, share.Count);
            memory.Lanes[0] = V.Count;
        }
    }
}
