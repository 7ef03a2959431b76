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
    public void The_register_is_that_which_a_row_fills()
    {
        var lanes = new int[1];
        var share = Share.Whole(3);
        RowLoop.Run<float, Four, Written, CountsLanes<float>>(new Written(lanes), share);
        Assert.Equal(4, lanes[0]);
        RowLoop.Run<float, Eight, Written, CountsLanes<float>>(new Written(lanes), share);
        Assert.Equal(8, lanes[0]);
        RowLoop.Run<float, Sixteen, Written, CountsLanes<float>>(new Written(lanes), share);
        Assert.Equal(16, lanes[0]);
        RowLoop.Run<double, Two, Written, CountsLanes<double>>(new Written(lanes), share);
        Assert.Equal(2, lanes[0]);
        RowLoop.Run<double, Eight, Written, CountsLanes<double>>(new Written(lanes), share);
        Assert.Equal(8, lanes[0]);
    }

    [Fact]
    public void A_row_that_fills_no_register_is_refused()
    {
        var exception = Assert.Throws<ArgumentException>(static () => RowLoop.Run<float, Three, Written, CountsLanes<float>>(new Written([0]), Share.Whole(3)));
        Assert.Contains("12 bytes", exception.Message, StringComparison.Ordinal);
    }

    private interface IRowCase
    {
        void Run<V, T>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>;
    }

    private static void InEveryWidth(IRowCase rowCase)
    {
        rowCase.Run<Lanes128<float>, float>();
        rowCase.Run<Lanes256<float>, float>();
        rowCase.Run<Lanes512<float>, float>();
        rowCase.Run<LanePair<Lanes128<float>, float>, float>();
        rowCase.Run<LanePair<LanePair<Lanes128<float>, float>, float>, float>();
        rowCase.Run<LanePair<Lanes128<double>, double>, double>();
        rowCase.Run<Lanes128<double>, double>();
        rowCase.Run<Lanes256<double>, double>();
        rowCase.Run<Lanes512<double>, double>();
    }

    /// <summary>Small integers, of which all sums are exact.</summary>
    private static T[] Numbers<T>(int length, int seed)
        where T : INumber<T> => [.. Enumerable.Range(seed, length).Select(static i => T.CreateChecked(((i * 7) % 11) - 5))];

    private sealed class ReadsAndStores : IRowCase
    {
        public void Run<V, T>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T[] source = Numbers<T>(Rows * V.Count, 1), target = new T[Rows * V.Count];
            Row.Store(Row.Of<V, T>(source, 3), target, 2);
            Assert.Equal(source.AsSpan(3 * V.Count, V.Count), target.AsSpan(2 * V.Count, V.Count));
            Assert.All(target[..(2 * V.Count)].Concat(target[(3 * V.Count)..]), static value => Assert.Equal(T.Zero, value));
        }
    }

    private sealed class Multiplies : IRowCase
    {
        public void Run<V, T>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T[] left = Numbers<T>(Rows * 3, 1), right = Numbers<T>(3 * V.Count, 2), target = new T[V.Count];
            for (int row = 0; row < Rows; row++)
            {
                Row.Store(Row.Times<V, T, Three>(left, row, right), target, 0);
                Assert.Equal(Enumerable.Range(0, V.Count).Select(column => Sum(3, k => left[(row * 3) + k] * right[(k * V.Count) + column])), target);
            }
        }
    }

    private sealed class FindsNumbers : IRowCase
    {
        public void Run<V, T>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T[] matrix = Numbers<T>(Rows * 3, 1), target = new T[V.Count];
            Row.Store(Row.Number<V, T, Three>(matrix, 2, 1), target, 0);
            Assert.All(target, value => Assert.Equal(matrix[(2 * 3) + 1], value));
        }
    }

    private sealed class Descends : IRowCase
    {
        public void Run<V, T>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            // Neither a third nor a seventh is a sum of few powers of two: a product rounded with the difference would be seen.
            T rate = T.One / T.CreateChecked(3);
            T[] gradient = [.. Numbers<T>(V.Count, 2).Select(static value => value / T.CreateChecked(7))], before = Numbers<T>((3 * V.Count) + 2, 1), moved = [.. before];
            var descent = new Descent<T>(moved, rate);
            Row.Descend(Row.Of<V, T>(gradient, 0), descent.Slice(1), 1);
            Row.Descend(gradient[0], descent.Slice((3 * V.Count) + 1));
            var expected = before.Select((value, i) => i > V.Count && i <= 2 * V.Count ? value - (rate * gradient[i - V.Count - 1]) : value).ToArray();
            expected[(3 * V.Count) + 1] -= rate * gradient[0];
            Assert.Equal(expected, moved);
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
