using System;
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;

namespace BackpropGen.Kernels.Tests;

public class ElementwiseContractTests
{
    [Fact]
    public void A_map_in_place_reads_everything_before_it_changes()
    {
        for (int length = 0; length < 70; length++)
        {
            float[] y = Enumerable.Range(0, length).Select(i => (float)i).ToArray();
            Elementwise.Map<float, Affine<float>>(new Loop(length), y.AsSpan(), y.AsSpan());
            Assert.Equal(Enumerable.Range(0, length).Select(i => (2f * i) + 1), y);
            Elementwise.AddMap<float, Affine<float>>(new Loop(length), y.AsSpan(), y.AsSpan());
            Assert.Equal(Enumerable.Range(0, length).Select(i => (3f * ((2f * i) + 1)) + 1), y);
        }
    }

    [Fact]
    public void A_span_is_the_contiguous_operand_of_the_whole_nest()
    {
        double[] x = Enumerable.Range(0, 2 * 3 * 5).Select(i => (double)i).ToArray(), y = new double[30], bias = [1, 2, 3, 4, 5];
        Elementwise.Map<double, MultiplyThenAdd<double>>(
            new Loop(2, 3, 5), y.AsSpan(), x.AsSpan(), new Operand<double>([2.0], 0, 0, 0), new Operand<double>(bias, 0, 0, 1));
        Assert.Equal(x.Select((v, i) => (2 * v) - bias[i % 5]), y);
    }

    [Fact]
    public void A_maximum_propagates_NaN_from_any_place()
    {
        for (int length = 1; length < 40; length++)
        {
            for (int place = 0; place < length; place++)
            {
                float[] x = new float[length], y = new float[1];
                x[place] = float.NaN;
                Elementwise.Max<float, Identity>(new Loop(length), new Target<float>(y, 0), x.AsSpan());
                Assert.True(float.IsNaN(y[0]));
            }
        }
    }

    [Fact]
    public void An_empty_reduced_loop_sums_to_zero()
    {
        float[] y = [7, 7, 7];
        Elementwise.Sum<float, Identity>(new Loop(0, 3), new Target<float>(y, 0, 1), ReadOnlySpan<float>.Empty);
        Assert.Equal([0, 0, 0], y);
    }

    [Fact]
    public void A_long_sum_in_single_precision_loses_little()
    {
        Random random = new(3);
        float[] x = new float[1_000_003], y = new float[1];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = random.NextSingle();
        }

        Elementwise.Sum<float, Identity>(new Loop(x.Length), new Target<float>(y, 0), x.AsSpan());
        double exact = x.Sum(v => (double)v);
        Assert.InRange(Math.Abs(y[0] - exact) / exact, 0, 2e-5);
    }

    [Fact]
    public void A_short_span_throws_and_changes_nothing()
    {
        float[] y = new float[12], x = new float[12];
        Array.Fill(y, 5f);
        Assert.Throws<ArgumentException>(() => Elementwise.Map<float, Affine<float>>(new Loop(3, 4), y.AsSpan(), x.AsSpan(0, 11)));
        Assert.Throws<ArgumentException>(() => Elementwise.Map<float, Affine<float>>(new Loop(3, 4), y.AsSpan(0, 11), x.AsSpan()));
        Assert.Throws<ArgumentException>(
            () => Elementwise.Map<float, Affine<float>>(new Loop(3, 4), y.AsSpan(), new Operand<float>(x, 5, 1)));
        Assert.Throws<ArgumentException>(
            () => Elementwise.AddSum<float, Affine<float>>(new Loop(3, 4), new Target<float>(y.AsSpan(0, 3), 0, 1), x.AsSpan()));
        Assert.All(y, v => Assert.Equal(5f, v));
    }

    [Fact]
    public void Strides_that_do_not_fit_the_loops_throw()
    {
        float[] y = new float[12], x = new float[100];
        Assert.Throws<ArgumentException>(
            () => Elementwise.Map<float, Affine<float>>(new Loop(3, 4), y.AsSpan(), new Operand<float>(x, 1)));
        Assert.Throws<ArgumentException>(
            () => Elementwise.Map<float, Affine<float>>(new Loop(3, 4), y.AsSpan(), new Operand<float>(x, 1, 3)));
        Assert.Throws<ArgumentException>(
            () => Elementwise.Map<float, Affine<float>>(new Loop(3, 4), new Target<float>(y, 1, 0), x.AsSpan()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Loop(3, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = new Operand<float>(x, -1); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = new Target<float>(x, -1, 1); });
    }

    [Fact]
    public void Loops_do_not_allocate()
    {
        float[] x = new float[300], y = new float[300], s = new float[1];
        void Run()
        {
            Elementwise.Map<float, MultiplyThenAdd<float>>(new Loop(10, 30), y.AsSpan(), x.AsSpan(), x.AsSpan(), x.AsSpan());
            Elementwise.Sum<float, Identity>(new Loop(10, 30), new Target<float>(s, 0, 0), y.AsSpan());
            Elementwise.Max<float, Identity>(new Loop(10, 30), new Target<float>(y, 1, 0), x.AsSpan());
        }

        Assert.Equal(0, Allocations.Of(Run));
    }

    private readonly struct Identity : IMap<float>
    {
        public static int Arity => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Invoke<TLanes>(ref readonly Sources<float> x, nuint i)
            where TLanes : unmanaged, ILanes<TLanes, float> => x.A<TLanes>(i);
    }
}
