using System;
using System.Numerics;
using Xunit;

namespace BackpropGen.Kernels.Tests;

/// <summary>Loops against their definition, over random extents and strides. The target has elements that no loop reaches,
/// so writing outside the rows is seen too.</summary>
public class ElementwiseTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_map_is_the_function_of_every_element(int seed)
    {
        Maps<float>(seed);
        Maps<double>(seed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_added_map_adds_the_function_of_every_element(int seed)
    {
        AddMaps<float>(seed);
        AddMaps<double>(seed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_sum_adds_over_the_loops_where_the_target_stands_still(int seed)
    {
        Sums<float>(seed);
        Sums<double>(seed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_added_sum_keeps_what_was_there(int seed)
    {
        AddSums<float>(seed);
        AddSums<double>(seed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_maximum_is_taken_over_the_loops_where_the_target_stands_still(int seed)
    {
        Maxs<float>(seed);
        Maxs<double>(seed);
    }

    private static void Maps<T>(int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Random random = new(seed);
        for (int trial = 0; trial < 250; trial++)
        {
            NaiveLoop<T> loop = new(random, reduces: false);
            T[] y;

            y = loop.TargetData;
            Elementwise.Map<T, Constant<T>>(loop.Loop, loop.Target(y));
            Assert.Equal(loop.Expected<Constant<T>>((_, f) => f, null), y);

            y = loop.TargetData;
            Elementwise.Map<T, Affine<T>>(loop.Loop, loop.Target(y), loop.Operand(0));
            Assert.Equal(loop.Expected<Affine<T>>((_, f) => f, null), y);

            y = loop.TargetData;
            Elementwise.Map<T, MultiplyThenAdd<T>>(loop.Loop, loop.Target(y), loop.Operand(0), loop.Operand(1), loop.Operand(2));
            Assert.Equal(loop.Expected<MultiplyThenAdd<T>>((_, f) => f, null), y);

            y = loop.TargetData;
            Elementwise.Map<T, OfEight<T>>(loop.Loop, loop.Target(y), loop.Operand(0), loop.Operand(1), loop.Operand(2), loop.Operand(3), loop.Operand(4), loop.Operand(5), loop.Operand(6), loop.Operand(7));
            Assert.Equal(loop.Expected<OfEight<T>>((_, f) => f, null), y);
        }
    }

    private static void AddMaps<T>(int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Random random = new(seed);
        for (int trial = 0; trial < 250; trial++)
        {
            NaiveLoop<T> loop = new(random, reduces: true);
            T[] y;

            y = loop.TargetData;
            Elementwise.AddMap<T, Constant<T>>(loop.Loop, loop.Target(y));
            Assert.Equal(loop.Expected<Constant<T>>((y, f) => y + f, null), y);

            y = loop.TargetData;
            Elementwise.AddMap<T, Affine<T>>(loop.Loop, loop.Target(y), loop.Operand(0));
            Assert.Equal(loop.Expected<Affine<T>>((y, f) => y + f, null), y);

            y = loop.TargetData;
            Elementwise.AddMap<T, MultiplyThenAdd<T>>(loop.Loop, loop.Target(y), loop.Operand(0), loop.Operand(1), loop.Operand(2));
            Assert.Equal(loop.Expected<MultiplyThenAdd<T>>((y, f) => y + f, null), y);

            y = loop.TargetData;
            Elementwise.AddMap<T, OfEight<T>>(loop.Loop, loop.Target(y), loop.Operand(0), loop.Operand(1), loop.Operand(2), loop.Operand(3), loop.Operand(4), loop.Operand(5), loop.Operand(6), loop.Operand(7));
            Assert.Equal(loop.Expected<OfEight<T>>((y, f) => y + f, null), y);
        }
    }

    private static void Sums<T>(int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Random random = new(seed);
        for (int trial = 0; trial < 250; trial++)
        {
            NaiveLoop<T> loop = new(random, reduces: true);
            T[] y;

            y = loop.TargetData;
            Elementwise.Sum<T, Constant<T>>(loop.Loop, loop.Target(y));
            Assert.Equal(loop.Expected<Constant<T>>((y, f) => y + f, 0), y);

            y = loop.TargetData;
            Elementwise.Sum<T, Affine<T>>(loop.Loop, loop.Target(y), loop.Operand(0));
            Assert.Equal(loop.Expected<Affine<T>>((y, f) => y + f, 0), y);

            y = loop.TargetData;
            Elementwise.Sum<T, MultiplyThenAdd<T>>(loop.Loop, loop.Target(y), loop.Operand(0), loop.Operand(1), loop.Operand(2));
            Assert.Equal(loop.Expected<MultiplyThenAdd<T>>((y, f) => y + f, 0), y);

            y = loop.TargetData;
            Elementwise.Sum<T, OfEight<T>>(loop.Loop, loop.Target(y), loop.Operand(0), loop.Operand(1), loop.Operand(2), loop.Operand(3), loop.Operand(4), loop.Operand(5), loop.Operand(6), loop.Operand(7));
            Assert.Equal(loop.Expected<OfEight<T>>((y, f) => y + f, 0), y);
        }
    }

    private static void AddSums<T>(int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Random random = new(seed);
        for (int trial = 0; trial < 250; trial++)
        {
            NaiveLoop<T> loop = new(random, reduces: true);
            T[] y;

            y = loop.TargetData;
            Elementwise.AddSum<T, Constant<T>>(loop.Loop, loop.Target(y));
            Assert.Equal(loop.Expected<Constant<T>>((y, f) => y + f, null), y);

            y = loop.TargetData;
            Elementwise.AddSum<T, Affine<T>>(loop.Loop, loop.Target(y), loop.Operand(0));
            Assert.Equal(loop.Expected<Affine<T>>((y, f) => y + f, null), y);

            y = loop.TargetData;
            Elementwise.AddSum<T, MultiplyThenAdd<T>>(loop.Loop, loop.Target(y), loop.Operand(0), loop.Operand(1), loop.Operand(2));
            Assert.Equal(loop.Expected<MultiplyThenAdd<T>>((y, f) => y + f, null), y);

            y = loop.TargetData;
            Elementwise.AddSum<T, OfEight<T>>(loop.Loop, loop.Target(y), loop.Operand(0), loop.Operand(1), loop.Operand(2), loop.Operand(3), loop.Operand(4), loop.Operand(5), loop.Operand(6), loop.Operand(7));
            Assert.Equal(loop.Expected<OfEight<T>>((y, f) => y + f, null), y);
        }
    }

    private static void Maxs<T>(int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Random random = new(seed);
        for (int trial = 0; trial < 250; trial++)
        {
            NaiveLoop<T> loop = new(random, reduces: true);
            T[] y;

            y = loop.TargetData;
            Elementwise.Max<T, Constant<T>>(loop.Loop, loop.Target(y));
            Assert.Equal(loop.Expected<Constant<T>>(Math.Max, double.NegativeInfinity), y);

            y = loop.TargetData;
            Elementwise.Max<T, Affine<T>>(loop.Loop, loop.Target(y), loop.Operand(0));
            Assert.Equal(loop.Expected<Affine<T>>(Math.Max, double.NegativeInfinity), y);

            y = loop.TargetData;
            Elementwise.Max<T, MultiplyThenAdd<T>>(loop.Loop, loop.Target(y), loop.Operand(0), loop.Operand(1), loop.Operand(2));
            Assert.Equal(loop.Expected<MultiplyThenAdd<T>>(Math.Max, double.NegativeInfinity), y);

            y = loop.TargetData;
            Elementwise.Max<T, OfEight<T>>(loop.Loop, loop.Target(y), loop.Operand(0), loop.Operand(1), loop.Operand(2), loop.Operand(3), loop.Operand(4), loop.Operand(5), loop.Operand(6), loop.Operand(7));
            Assert.Equal(loop.Expected<OfEight<T>>(Math.Max, double.NegativeInfinity), y);
        }
    }
}
