using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Xunit;

namespace BackpropGen.Kernels.Tests;

/// <summary>Functions at many points, as generated code has them: columns of one and of several components, in every width.</summary>
public class BatchTests
{
    private static readonly int[] Counts = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 100, 1003];

    [Fact]
    public void Every_point_is_computed_and_nothing_else_is_written_for_single_precision() => AreComputed<float>();

    [Fact]
    public void Every_point_is_computed_and_nothing_else_is_written_for_double_precision() => AreComputed<double>();

    [Fact]
    public void Nothing_beyond_the_columns_is_read_or_written()
    {
        foreach (int count in Counts)
        {
            double[] x = new double[count], pairs = new double[2 * count];
            Fences.Check<double>([x, pairs, x, pairs], m => Batch.Run<double, Sums<double>>(new() { x = m[0], pairs = m[1], sums = m[2], swapped = m[3] }, count));
        }
    }

    [Fact]
    public void Results_may_be_written_over_arguments()
    {
        foreach (int count in Counts)
        {
            double[] x = [.. Enumerable.Range(0, count).Select(static i => i + 0.5)], pairs = [.. Enumerable.Range(0, 2 * count).Select(static i => 3.0 - i)];
            double[] expected = [.. Enumerable.Range(0, count).Select(i => x[i] + (pairs[i] * pairs[count + i]))];
            double[] expectedPairs = [.. Enumerable.Range(0, 2 * count).Select(i => i < count ? expected[i] : x[i - count])];
            Batch.Run<double, Sums<double>>(new() { x = x, pairs = pairs, sums = x, swapped = pairs }, count);
            Assert.Equal(expected, x);
            Assert.Equal(expectedPairs, pairs);
        }
    }

    [Fact]
    public void A_function_of_the_users_sees_the_points_alone()
    {
        foreach (int count in Counts)
        {
            var seen = new List<double>();
            double[] x = [.. Enumerable.Range(1, count).Select(static i => 0.25 * i)], y = new double[count];
            Batch.Run<double, Observed>(new() { x = x, seen = seen, y = y }, count);
            Assert.Equal(x, y);
            Assert.Equal(x, seen.Distinct());
        }
    }

    [Fact]
    public void Columns_of_many_components_leave_the_stack()
    {
        const int count = 5, components = 3000;
        double[] x = [.. Enumerable.Range(0, count * components).Select(static i => (double)i)], y = new double[count];
        Batch.Run<double, LongRows>(new() { x = x, y = y }, count);
        Assert.Equal(Enumerable.Range(0, count).Select(i => Enumerable.Range(0, components).Sum(k => x[(k * count) + i])), y);
    }

    [Fact]
    public void The_widest_registers_are_taken_that_the_points_fill()
    {
        int[] widths = [Machine.Has512 ? 8 : Machine.Has256 ? 4 : 2, Machine.Has256 ? 4 : 2, 2];
        foreach (var (count, expected) in new[] { (1000, widths[0]), (8, widths[0]), (5, widths[0]), (4, widths[1]), (3, widths[1]), (2, 2), (1, 2) })
        {
            Span<double> width = new double[count];
            Batch.Run<double, Width>(new() { width = width }, count);
            Assert.Equal(Enumerable.Repeat((double)expected, count), width.ToArray());
        }
    }

    private static void AreComputed<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (int count in Counts)
        {
            T[] x = [.. Enumerable.Range(0, count).Select(static i => T.CreateTruncating(i))];
            T[] pairs = [.. Enumerable.Range(0, 2 * count).Select(static i => T.CreateTruncating((7 * i % 13) - 6))];
            T[] sums = new T[count + 2], swapped = new T[(2 * count) + 2];
            Batch.Run<T, Sums<T>>(new() { x = x, pairs = pairs, sums = sums.AsSpan(1, count), swapped = swapped.AsSpan(1, 2 * count) }, count);
            Assert.Equal([T.Zero, .. x.Select((value, i) => value + (pairs[i] * pairs[count + i])), T.Zero], sums);
            Assert.Equal([T.Zero, .. x.Select((value, i) => value + (pairs[i] * pairs[count + i])), .. x, T.Zero], swapped);
        }
    }

    private ref struct Sums<T> : IBatch<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> x, pairs;
        public Span<T> sums, swapped;

        public readonly void Run<V>(int count)
            where V : unmanaged, ILanes<V, T>
        {
            for (var i = new Points<V, T>(count); i.Exist; i = i.Next)
            {
                V first = i.Load(x), sum = first + (i.Load(pairs) * i.Load(pairs, 1));
                i.Store(sum, sums);
                i.Store(sum, swapped);
                i.Store(first, swapped, 1);
            }
        }

        public void Show(ref LastPoints<T> last)
        {
            last.Column(ref x);
            last.Column(ref pairs);
            last.Column(ref sums);
            last.Column(ref swapped);
        }
    }

    private ref struct Observed : IBatch<double>
    {
        public ReadOnlySpan<double> x;
        public Span<double> y;
        public List<double> seen;

        public readonly void Run<V>(int count)
            where V : unmanaged, ILanes<V, double>
        {
            var all = seen;
            for (var i = new Points<V, double>(count); i.Exist; i = i.Next)
            {
                i.Store(V.PerLane(value => Seen(all, value), i.Load(x)), y);
            }
        }

        public void Show(ref LastPoints<double> last)
        {
            last.Column(ref x);
            last.Column(ref y);
        }

        private static double Seen(List<double> all, double value)
        {
            all.Add(value);
            return value;
        }
    }

    private ref struct LongRows : IBatch<double>
    {
        public ReadOnlySpan<double> x;
        public Span<double> y;

        public readonly void Run<V>(int count)
            where V : unmanaged, ILanes<V, double>
        {
            for (var i = new Points<V, double>(count); i.Exist; i = i.Next)
            {
                V sum = V.Zero;
                for (int k = 0; k < x.Length / count; k++)
                {
                    sum += i.Load(x, k);
                }

                i.Store(sum, y);
            }
        }

        public void Show(ref LastPoints<double> last)
        {
            last.Column(ref x);
            last.Column(ref y);
        }
    }

    private ref struct Width : IBatch<double>
    {
        public Span<double> width;

        public readonly void Run<V>(int count)
            where V : unmanaged, ILanes<V, double>
        {
            for (var i = new Points<V, double>(count); i.Exist; i = i.Next)
            {
                i.Store(V.Constant(V.Count), width);
            }
        }

        public void Show(ref LastPoints<double> last) => last.Column(ref width);
    }
}
