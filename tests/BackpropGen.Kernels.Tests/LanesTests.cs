using System;
using System.Numerics;
using Xunit;

namespace BackpropGen.Kernels.Tests;

/// <summary>What every form of lanes shares beside its functions.</summary>
public class LanesTests
{
    [Fact]
    public void A_selection_follows_its_comparison() => InEachForm<Selections>();

    [Fact]
    public void Lanes_are_loaded_stored_and_joined_in_their_order() => InEachForm<Joins>();

    [Fact]
    public void A_function_of_one_lane_does_not_depend_on_its_neighbors() => InEachForm<Neighbors>();

    [Fact]
    public void A_number_is_scaled_and_taken_apart_by_powers_of_two() => InEachForm<Parts>();

    [Fact]
    public void A_value_is_held_within_limits_and_NaN_is_kept() => InEachForm<Limits>();

    [Fact]
    public void A_product_is_added_to_a_sum_with_the_bits_of_a_multiply_add() => InEachForm<Sums>();

    private interface ICheck
    {
        static abstract void Run<V, T>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>;
    }

    private static void InEachForm<TCheck>()
        where TCheck : struct, ICheck
    {
        In<TCheck, float>();
        In<TCheck, double>();
    }

    private static void In<TCheck, T>()
        where TCheck : struct, ICheck
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Machine.Has512)
        {
            TCheck.Run<Lanes512<T>, T>();
        }

        if (Machine.Has256)
        {
            TCheck.Run<Lanes256<T>, T>();
        }

        TCheck.Run<Lanes128<T>, T>();
        TCheck.Run<Lanes1<T>, T>();
        TCheck.Run<LanePair<Lanes128<T>, T>, T>();
        TCheck.Run<LanePair<LanePair<Lanes128<T>, T>, T>, T>();
    }

    private readonly struct Sums : ICheck
    {
        public static void Run<V, T>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            V x = V.Indices + V.Constant(0.1), y = V.Constant(1 / 3.0), sum = V.Indices - V.Constant(0.7), expected = V.MultiplyAdd(x, y, sum);
            V.AddProduct(ref sum, x, y);
            for (int lane = 0; lane < V.Count; lane++)
            {
                Assert.Equal(V.Lane(expected, lane), V.Lane(sum, lane));
            }
        }
    }

    private readonly struct Selections : ICheck
    {
        public static void Run<V, T>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            V one = V.One, two = V.Constant(2), nan = V.Constant(double.NaN);
            Assert.Equal([true, true, false, false, false], Chosen<V, T>(one, two));
            Assert.Equal([false, true, false, true, true], Chosen<V, T>(two, two));
            Assert.Equal([false, false, true, true, false], Chosen<V, T>(two, one));
            Assert.Equal([false, false, false, false, false], Chosen<V, T>(nan, one));
            Assert.True(V.Any(V.Equals(V.Indices, V.Broadcast(T.CreateTruncating(V.Count - 1)))));
            Assert.False(V.Any(V.Equals(V.Indices, V.Broadcast(T.CreateTruncating(V.Count)))));
            V below = V.LessThan(one, two), above = V.GreaterThan(one, two);
            Assert.False(V.Any(below & above));
            Assert.False(V.Any(~(below | above)));
            Assert.False(V.Any((below ^ above) ^ below));
            Assert.False(V.Any(V.AndNot(below, below)));
        }

        private static bool[] Chosen<V, T>(V left, V right)
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            return
            [
                IsChosen(V.LessThan(left, right)), IsChosen(V.LessThanOrEqual(left, right)), IsChosen(V.GreaterThan(left, right)),
                IsChosen(V.GreaterThanOrEqual(left, right)), IsChosen(V.Equals(left, right)),
            ];

            static bool IsChosen(V mask) => V.First(V.Select(mask, V.One, V.Zero)) == T.One;
        }
    }

    private readonly struct Joins : ICheck
    {
        public static void Run<V, T>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T[] x = new T[V.Count + 1], y = new T[V.Count + 1];
            T sum = T.Zero;
            for (int i = 0; i < V.Count; i++)
            {
                sum += x[i + 1] = T.CreateTruncating((7 * i % 5) - 3);
            }

            V value = V.Load(in x[0], 1);
            V.Store(value, ref y[0], 1);
            Assert.Equal(x, y);
            AreLoadedFromSingles<V, T>(x);
            Assert.Equal(sum, V.Sum(value));
            IsTheSumInEach<V, T>();
            Assert.Equal(x[1], V.First(value));
            Assert.Equal(x[V.Count], V.Lane(value, V.Count - 1));
            T largest = x[1];
            for (int i = 2; i < x.Length; i++)
            {
                largest = T.Max(largest, x[i]);
            }

            Assert.Equal(largest, V.MaxOf(value));
            for (int i = 0; i < V.Count; i++)
            {
                V isHere = V.Equals(V.Indices, V.Broadcast(T.CreateTruncating(i)));
                Assert.Equal(T.One, V.MaxOf(V.Select(isHere, V.One, -V.One)));
                Assert.True(T.IsNaN(V.MaxOf(V.Select(isHere, V.Constant(double.NaN), V.One))));
            }
        }
    }

    private static void IsTheSumInEach<V, T>()
        where V : unmanaged, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(11);
        T[] x = new T[V.Count];
        for (int round = 0; round < 100; round++)
        {
            for (int i = 0; i < x.Length; i++)
            {
                x[i] = T.CreateTruncating(random.NextDouble() - 0.5);
            }

            V value = V.Load(in x[0], 0), sum = V.SumInEach(value);
            for (int i = 0; i < x.Length; i++)
            {
                Assert.Equal(V.Sum(value), V.Lane(sum, i));
            }
        }
    }

    private static unsafe void AreLoadedFromSingles<V, T>(T[] x)
        where V : unmanaged, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        float[] singles = Array.ConvertAll(x, static value => float.CreateTruncating(value));
        fixed (float* first = singles)
        {
            V value = V.LoadSingles(first + 1);
            for (int lane = 0; lane < V.Count; lane++)
            {
                Assert.Equal(x[lane + 1], V.Lane(value, lane));
            }
        }
    }

    private readonly struct Neighbors : ICheck
    {
        public static void Run<V, T>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T[] x = new T[V.Count];
            for (int lane = 0; lane < x.Length; lane++)
            {
                x[lane] = lane % 2 == 0 ? T.NaN : T.CreateTruncating(1.5 * lane);
            }

            V y = V.Exp(V.Load(in x[0], 0));
            for (int lane = 0; lane < x.Length; lane++)
            {
                Assert.Equal(V.First(V.Exp(V.Broadcast(x[lane]))), V.Lane(y, lane));
            }
        }
    }

    private readonly struct Parts : ICheck
    {
        public static void Run<V, T>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            int most = typeof(T) == typeof(float) ? 127 : 1023;
            foreach (double mantissa in new[] { 0.75, 1, 1.25, 1.4990234375 })
            {
                // As a product of powers: a T holds all of them down to the subnormal ones, and mantissas of a few bits.
                for (int k = -most - 10; k < most; k++)
                {
                    T number = T.ScaleB(T.CreateTruncating(mantissa), k);
                    Assert.Equal(number, V.First(V.ScaleBinary(V.Constant(mantissa), V.Constant(k))));
                    if (k >= -most)
                    {
                        Assert.Equal(T.CreateTruncating(mantissa), V.First(V.Decompose(V.Broadcast(number), out V exponent)));
                        Assert.Equal(T.CreateTruncating(k), V.First(exponent));
                    }
                }
            }

            Assert.Equal(T.PositiveInfinity, V.First(V.ScaleBinary(V.One, V.Constant(most + 1))));
            Assert.Equal(T.Epsilon, V.First(V.ScaleBinary(V.Constant(1.25), V.Constant(typeof(T) == typeof(float) ? -149 : -1074))));
            Assert.True(T.IsNaN(V.First(V.Decompose(-V.One, out _))));
            if (System.Runtime.Intrinsics.X86.Avx512F.VL.IsSupported)
            {
                Assert.Equal(T.CreateTruncating(12), V.First(V.ScaleBinary(V.Constant(1.5), V.Constant(3.96875))));
                Assert.Equal(T.CreateTruncating(0.1875), V.First(V.ScaleBinary(V.Constant(1.5), V.Constant(-2.03125))));
            }
        }
    }

    private readonly struct Limits : ICheck
    {
        public static void Run<V, T>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Assert.Equal(T.CreateTruncating(2), V.First(V.AtLeast(V.One, 2)));
            Assert.Equal(T.CreateTruncating(2.5), V.First(V.AtLeast(V.Constant(2.5), 2)));
            Assert.Equal(T.CreateTruncating(2.5), V.First(V.AtMost(V.Constant(2.5), 3)));
            Assert.Equal(T.CreateTruncating(3), V.First(V.AtMost(V.Constant(4), 3)));
            Assert.True(T.IsNaN(V.First(V.AtLeast(V.Constant(double.NaN), 2))));
            Assert.True(T.IsNaN(V.First(V.AtMost(V.Constant(double.NaN), 3))));
        }
    }
}
