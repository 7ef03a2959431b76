using System;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using Xunit;

namespace BackpropGen.Kernels.Tests;

/// <summary>No kernel reads or writes beyond what it was given, not even what it would throw away, and where its memory lies does not change a bit.</summary>
public unsafe class FencedMemoryTests
{
    private static readonly Type[] Precisions = [typeof(float), typeof(double)];

    [Theory]
    [InlineData(FencedEdge.Start, 3)]
    [InlineData(FencedEdge.End, -1)]
    public void What_is_written_beside_fenced_numbers_is_seen(FencedEdge edge, int place)
    {
        FencedMemory<float> memory = new([1, 2, 3], edge);
        Unsafe.Add(ref memory.Span[0], place) = 4;
        Assert.Throws<InvalidOperationException>(memory.Dispose);
    }

    [Fact]
    public void Products_stay_within_their_operands()
    {
        Random random = new(1);
        for (int trial = 0; trial < 400; trial++)
        {
            ProductShape shape = new(random.Next(1, 40), random.Next(1, 70), random.Next(1, 50), random.Next(64), trial);
            InEveryWidth<float>(shape, random);
            InEveryWidth<double>(shape, random);
        }

        for (int layout = 0; layout < 8; layout++)
        {
            InEveryWidth<float>(new(130, 97, 301, layout, layout), random);
            InEveryWidth<double>(new(33, 530, 270, layout, layout), random);
        }
    }

    [Theory]
    [MemberData(nameof(PanelProductTests.Shapes), MemberType = typeof(PanelProductTests))]
    public void Products_over_panels_stay_within_them(int samples, int inputs, int panels, int width)
    {
        OverPanels<float>(samples, inputs, panels, width);
        OverPanels<double>(samples, inputs, panels, width);
    }

    [Theory]
    [MemberData(nameof(DescentTests.Shapes), MemberType = typeof(DescentTests))]
    public void Descents_stay_within_their_parameters(int samples, int inputs, int panels, int width)
    {
        Descends<float>(samples, inputs, panels, width);
        Descends<double>(samples, inputs, panels, width);
    }

    [Fact]
    public void Products_with_a_map_stay_within_its_operands()
    {
        Random random = new(2);
        for (int trial = 0; trial < 200; trial++)
        {
            int rows = random.Next(1, 40), columns = random.Next(1, 70), inner = random.Next(1, 50);
            WithMap<float>(random, rows, columns, inner);
            WithMap<double>(random, rows, columns, inner);
        }

        WithMap<float>(random, 300, 530, 257);
    }

    [Fact]
    public void Small_products_stay_within_their_operands()
    {
        Random random = new(3);
        foreach (var (columns, columnsType) in Extents.All)
        {
            foreach (var (_, innerType) in Extents.All.Where(inner => columns * inner.Key <= SmallProduct.MostFixed))
            {
                Array.ForEach(Precisions, type => Extents.Case(typeof(FencedMemoryTests), nameof(OfSmallExtents), type, columnsType, innerType)(random));
            }
        }
    }

    [Fact]
    public void Small_blocks_stay_within_their_operands()
    {
        Random random = new(4);
        foreach (Type columns in Extents.All.Values)
        {
            Array.ForEach(Precisions, type => Extents.Case(typeof(FencedMemoryTests), nameof(OfSmallBlocks), type, columns)(random));
        }
    }

    [Fact]
    public void Loops_stay_within_what_their_strides_reach()
    {
        Random random = new(5);
        for (int trial = 0; trial < 300; trial++)
        {
            Maps<float>(random);
            Maps<double>(random);
            Folds<float>(random);
            Folds<double>(random);
        }
    }

    [Fact]
    public void Sums_of_columns_stay_within_the_rows()
    {
        Random random = new(6);
        for (int columns = 1; columns <= 150; columns++)
        {
            foreach (int rows in new[] { 1, 3, 8 })
            {
                foreach (int stride in new[] { columns, columns + 5 })
                {
                    Fences.Check<float>([Draw<float>(random, ((rows - 1) * stride) + columns), new float[columns]], m => Columns.Sum<float>(rows, columns, m[0], stride, m[1]));
                    Fences.Check<double>([Draw<double>(random, ((rows - 1) * stride) + columns), new double[columns]], m => Columns.Sum<double>(rows, columns, m[0], stride, m[1]));
                }
            }
        }
    }

    [Fact]
    public void Rows_of_tables_and_labels_stay_within_them()
    {
        Random random = new(7);
        for (int length = 1; length < 40; length++)
        {
            float[] table = Draw<float>(random, 3 * length), rows = Draw<float>(random, 4 * length);
            Fences.Check<float>([table, rows], m => Indexing.Gather<float>(4, length, m[0], [2, 0, 1, 2], m[1]));
            Fences.Check<float>([table, rows], m => Indexing.ScatterAdd<float>(4, length, m[1], [2, 0, 1, 2], m[0]));
            Fences.Check<float>([rows], m => Indexing.ArgMax<float>(4, length, m[0], new int[4]));
        }
    }

    [Fact]
    public void Updates_and_norms_stay_within_the_parameters()
    {
        Random random = new(8);
        for (int count = 1; count < 140; count++)
        {
            Updates<float>(random, count);
            Updates<double>(random, count);
        }
    }

    private static void InEveryWidth<T>(ProductShape s, Random random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[][] memory = [Draw<T>(random, s.ALength), Draw<T>(random, s.BLength), Draw<T>(random, s.CLength)];
        Product product = new(s.Rows, s.Columns, s.Inner, s.ARow, s.AInner, s.BInner, s.BColumn, s.CRow, s.CColumn);
        foreach (bool adds in new[] { false, true })
        {
            Fences.Check(memory, m => MatrixProduct.Multiply<T>(s.Rows, s.Columns, s.Inner, m[0], s.ARow, s.AInner, m[1], s.BInner, s.BColumn, m[2], s.CRow, s.CColumn, adds));
            Fences.Check(memory, m => MatrixProduct.Run<T, Lanes512<T>>(1, 0, 0, 0, product, m[0], m[1], m[2], adds));
            Fences.Check(memory, m => MatrixProduct.Run<T, Lanes256<T>>(1, 0, 0, 0, product, m[0], m[1], m[2], adds));
            Fences.Check(memory, m => MatrixProduct.Run<T, Lanes128<T>>(1, 0, 0, 0, product, m[0], m[1], m[2], adds));
        }
    }

    private static void OverPanels<T>(int samples, int inputs, int panels, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int outputs = panels * width, panel = width * inputs;
        Random random = new(samples + inputs);
        T[] x = Draw<T>(random, samples * inputs), w = Draw<T>(random, outputs * inputs), y = Draw<T>(random, samples * outputs);
        Fences.Check<T>([x, w, y], m => MatrixProduct.MultiplyBatched<T>(panels, 0, panel, width, samples, width, inputs, m[0], inputs, 1, m[1], width, 1, m[2], outputs, 1, false));
        Fences.Check<T>([y, w, x], m => MatrixProduct.MultiplyBatched<T>(panels, width, panel, 0, samples, inputs, width, m[0], outputs, 1, m[1], 1, width, m[2], inputs, 1, false));
        Fences.Check<T>([x, y, w], m => MatrixProduct.MultiplyBatched<T>(panels, 0, width, panel, inputs, width, samples, m[0], 1, inputs, m[1], outputs, 1, m[2], width, 1, false));
        Fences.Check<T>([x, w, y, Draw<T>(random, outputs)], m => MatrixProduct.MultiplyBatched<T, OfTwo<T, OfElement, OfColumn>>(
            panels, 0, panel, width, samples, width, inputs, m[0], inputs, 1, m[1], width, 1, m[2], outputs, 1, new Operand<T>(m[3], 0, 1)));
    }

    private static void Descends<T>(int samples, int inputs, int panels, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int outputs = panels * width;
        Random random = new(samples - inputs);
        T[][] memory = [Draw<T>(random, samples * inputs), Draw<T>(random, samples * outputs), Draw<T>(random, inputs * outputs)];
        Fences.Check(memory, m => MatrixProduct.MultiplyPanels<T>(
            panels, width, inputs, width, samples, m[0], 1, inputs, m[1], outputs, 1, new T[inputs * outputs], new(m[2], T.One / T.CreateChecked(3))));
    }

    private static void WithMap<T>(Random random, int rows, int columns, int inner)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Fences.Check<T>(
            [Draw<T>(random, rows * inner), Draw<T>(random, inner * columns), Draw<T>(random, rows * columns), Draw<T>(random, rows * columns), Draw<T>(random, columns)],
            m => MatrixProduct.Multiply<T, MultiplyThenAdd<T>>(rows, columns, inner, m[0], inner, 1, m[1], columns, 1, m[2], columns, 1, m[3], new Operand<T>(m[4], 0, 1)));

    private static void OfSmallExtents<T, TColumns, TInner>(Random random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TInner : unmanaged, IExtent
    {
        int columns = TColumns.Value, inner = TInner.Value;
        foreach (int rows in new[] { 1, 2, 5, 20 })
        {
            T[][] memory = [Draw<T>(random, rows * inner), Draw<T>(random, inner * columns), new T[rows * columns], Draw<T>(random, columns)];
            Fences.Check(memory, m => SmallProduct.Times<T, TColumns, TInner>(rows, m[0], m[1], m[2]));
            Fences.Check(memory, m => SmallProduct.TimesTransposed<T, TColumns, TInner>(rows, m[0], m[1], m[2]));
            Fences.Check(memory, m => SmallProduct.Times<T, TColumns, TInner, OfTwo<T, OfElement, OfColumn>>(rows, m[0], m[1], m[2], m[3]));
            Fences.Check(memory, m => SmallProduct.TimesTransposed<T, TColumns, TInner, OfTwo<T, OfElement, OfColumn>>(rows, m[0], m[1], m[2], m[3]));
            Fences.Check<T>(
                [Draw<T>(random, rows * columns), Draw<T>(random, rows * inner), new T[columns * inner]], m => SmallProduct.TransposedTimes<T, TColumns, TInner>(rows, m[0], m[1], m[2]));
        }
    }

    private static void OfSmallBlocks<T, TColumns>(Random random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
    {
        int columns = TColumns.Value;
        foreach (int rows in new[] { 1, 2, 5, 20 })
        {
            T[][] operands = [Draw<T>(random, rows * columns), Draw<T>(random, columns), Draw<T>(random, rows), Draw<T>(random, 1), Draw<T>(random, rows * columns)];
            Fences.Check(
                [.. operands, new T[rows * columns]],
                m => SmallBlock.Map<T, TColumns, OfFive<T, OfElement, OfColumn, OfRow, OfAll>>(rows, m[5], m[0], m[1], m[2], m[3], m[4]));
            Fences.Check(
                [.. operands, new T[rows]], m => SmallBlock.RowSums<T, TColumns, OfFive<T, OfElement, OfColumn, OfRow, OfAll>>(rows, m[5], m[0], m[1], m[2], m[3], m[4]));
            Fences.Check(
                [.. operands, new T[rows]], m => SmallBlock.RowMaxima<T, TColumns, OfFive<T, OfElement, OfColumn, OfRow, OfAll>>(rows, m[5], m[0], m[1], m[2], m[3], m[4]));
            Fences.Check(
                [.. operands, new T[columns]], m => SmallBlock.ColumnSums<T, TColumns, OfFive<T, OfElement, OfColumn, OfRow, OfAll>>(rows, m[5], m[0], m[1], m[2], m[3], m[4]));
            Fences.Check<T>([operands[0], operands[3], new T[1]], m => SmallBlock.Total<T, TColumns, OfTwo<T, OfElement, OfAll>>(rows, m[2], m[0], m[1]));
        }
    }

    private static void Maps<T>(Random random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        NaiveLoop<T> loop = new(random, reduces: false);
        Fences.Check(loop.Exact, m => Elementwise.Map<T, MultiplyThenAdd<T>>(loop.Loop, loop.Target(m[0]), loop.Operand(0, m[1]), loop.Operand(1, m[2]), loop.Operand(2, m[3])));
        Fences.Check(loop.Exact, m => Elementwise.Map<T, OfEight<T>>(
            loop.Loop, loop.Target(m[0]), loop.Operand(0, m[1]), loop.Operand(1, m[2]), loop.Operand(2, m[3]), loop.Operand(3, m[4]), loop.Operand(4, m[5]), loop.Operand(5, m[6]),
            loop.Operand(6, m[7]), loop.Operand(7, m[8])));
    }

    private static void Folds<T>(Random random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        NaiveLoop<T> loop = new(random, reduces: true);
        Fences.Check(loop.Exact, m => Elementwise.AddMap<T, MultiplyThenAdd<T>>(loop.Loop, loop.Target(m[0]), loop.Operand(0, m[1]), loop.Operand(1, m[2]), loop.Operand(2, m[3])));
        Fences.Check(loop.Exact, m => Elementwise.Sum<T, MultiplyThenAdd<T>>(loop.Loop, loop.Target(m[0]), loop.Operand(0, m[1]), loop.Operand(1, m[2]), loop.Operand(2, m[3])));
        Fences.Check(loop.Exact, m => Elementwise.AddSum<T, MultiplyThenAdd<T>>(loop.Loop, loop.Target(m[0]), loop.Operand(0, m[1]), loop.Operand(1, m[2]), loop.Operand(2, m[3])));
        Fences.Check(loop.Exact, m => Elementwise.Max<T, MultiplyThenAdd<T>>(loop.Loop, loop.Target(m[0]), loop.Operand(0, m[1]), loop.Operand(1, m[2]), loop.Operand(2, m[3])));
    }

    private static void Updates<T>(Random random, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T rate = T.CreateChecked(0.1);
        T[][] memory = [Draw<T>(random, count), Draw<T>(random, count), Draw<T>(random, 2 * count)];
        Fences.Check(memory, m => UpdateLoop.Run(new SgdUpdate<T> { Rate = rate }, m[0], m[1], default));
        Fences.Check(memory, m => UpdateLoop.Run(new MomentumUpdate<T> { Rate = rate, Momentum = rate, Nesterov = true }, m[0], m[1], new(m[2][..count], count)));
        AdamUpdate<T> adam = new() { Rate = rate, Beta1 = rate, Rest1 = rate, Beta2 = rate, Rest2 = rate, RootScale = rate, Epsilon = rate, Retention = rate };
        Fences.Check(memory, m => UpdateLoop.Run(adam, m[0], m[1], new(m[2], count)));
        Fences.Check([memory[0], [T.Zero]], m => m[1][0] = T.CreateTruncating(GradientNorm.Of<T>(m[0])));
    }

    /// <summary>Numbers whose sums are rounded, so that their order shows.</summary>
    private static T[] Draw<T>(Random random, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. Enumerable.Range(0, length).Select(_ => T.CreateTruncating((2 * random.NextDouble()) - 1))];
}
