using System;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using BackpropGen.Execution;
using Xunit;

namespace BackpropGen.Kernels.Tests;

/// <summary>Tiles of as many samples as a register has lanes, in every width.</summary>
public class TileTests
{
    private static readonly int[] ColumnCounts = [1, 2, 3, 4, 5, 7, 8, 9, 10, 15, 16];

    private interface ITileCase
    {
        void Run<V, T, TColumns>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
            where TColumns : unmanaged, IExtent;
    }

    [Fact]
    public void A_tile_has_the_samples_columns_and_writes_them_back()
    {
        InEveryWidth(new ReadsAndWrites());
    }

    [Fact]
    public void A_number_of_each_sample_is_in_its_lane()
    {
        InEveryWidth(new HasNumbers());
    }

    [Fact]
    public void A_tile_begins_at_a_multiple_of_its_registers()
    {
        InEveryWidth(new IsAligned());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(37)]
    [InlineData(64)]
    public void Every_sample_is_in_a_tile_or_a_row(int samples)
    {
        int[] singles = new int[samples], doubles = new int[samples];
        var part = new Share(1, 2, 2 * samples);
        Assert.Equal(samples, part.First);
        RowLoop.RunTiles<float, Ten, Counts, Counting<float>>(new Counts(singles, samples), part);
        RowLoop.RunTiles<double, Five, Counts, Counting<double>>(new Counts(doubles, samples), part);
        int lanes = Machine.Has512 ? 16 : Machine.Has256 ? 8 : 4;
        Assert.Equal(Enumerable.Range(0, samples).Select(sample => sample < samples / lanes * lanes ? lanes : 1), singles);
        Assert.Equal(Enumerable.Range(0, samples).Select(sample => sample < samples / (lanes / 2) * (lanes / 2) ? lanes / 2 : 1), doubles);
    }

    private static void InEveryWidth(ITileCase tileCase)
    {
        OfColumns<Lanes128<float>, float>(tileCase);
        OfColumns<Lanes256<float>, float>(tileCase);
        OfColumns<Lanes512<float>, float>(tileCase);
        OfColumns<Lanes128<double>, double>(tileCase);
        OfColumns<Lanes256<double>, double>(tileCase);
        OfColumns<Lanes512<double>, double>(tileCase);
    }

    private static void OfColumns<V, T>(ITileCase tileCase)
        where V : unmanaged, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (int columns in ColumnCounts)
        {
            var run = typeof(ITileCase).GetMethod(nameof(ITileCase.Run))!.MakeGenericMethod(typeof(V), typeof(T), Extents.Of(columns));
            run.Invoke(tileCase, System.Reflection.BindingFlags.DoNotWrapExceptions, null, null, null);
        }
    }

    private static T[] Numbers<T>(int length)
        where T : INumber<T> => [.. Enumerable.Range(1, length).Select(static i => T.CreateChecked(i))];

    private sealed class ReadsAndWrites : ITileCase
    {
        public void Run<V, T, TColumns>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
            where TColumns : unmanaged, IExtent
        {
            int columns = TColumns.Value;
            T[] rows = Numbers<T>((V.Count + 3) * columns), tile = new T[columns * V.Count], doubled = new T[rows.Length];
            Fences.Check<T>([rows, tile, doubled], static m =>
            {
                Tile.Read<V, T, TColumns>(m[0], 3, m[1]);
                for (int k = 0; k < TColumns.Value; k++)
                {
                    V column = Tile.Column<V, T>(m[1], k);
                    Tile.Store(column + column, m[1], k);
                }

                Tile.Write<V, T, TColumns>(m[1], m[2], 3);
            });
            Tile.Read<V, T, TColumns>(rows, 3, tile);
            Assert.Equal(from k in Enumerable.Range(0, columns) from sample in Enumerable.Range(0, V.Count) select rows[((3 + sample) * columns) + k], tile);
            Tile.Write<V, T, TColumns>(tile, doubled, 1);
            Assert.Equal([.. new T[columns], .. rows[(3 * columns)..], .. new T[2 * columns]], doubled);
        }
    }

    private sealed class HasNumbers : ITileCase
    {
        public void Run<V, T, TColumns>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
            where TColumns : unmanaged, IExtent
        {
            T[] numbers = Numbers<T>(V.Count + 2), target = new T[V.Count + 1];
            Tile.StoreNumbers(Tile.Numbers<V, T>(numbers, 2), target, 1);
            Assert.Equal([T.Zero, .. numbers[2..]], target);
            Fences.Check<T>([numbers, target], static m => Tile.StoreNumbers(Tile.Numbers<V, T>(m[0], 2), m[1], 1));
        }
    }

    private sealed class IsAligned : ITileCase
    {
        public unsafe void Run<V, T, TColumns>()
            where V : unmanaged, ILanes<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
            where TColumns : unmanaged, IExtent
        {
            T* memory = stackalloc T[(TColumns.Value + 3) * V.Count];
            for (int shift = 0; shift < V.Count; shift++)
            {
                Span<T> whole = new(memory + shift, (TColumns.Value + 1) * V.Count), tile = Tile.Aligned<V, T>(whole);
                Assert.Equal(TColumns.Value * V.Count, tile.Length);
                Assert.True(whole.Overlaps(tile, out int start) && start >= 0 && start + tile.Length <= whole.Length);
                fixed (T* first = tile)
                {
                    Assert.Equal((nuint)0, (nuint)first % (nuint)sizeof(V));
                }
            }
        }
    }

    /// <summary>How many lanes each sample was computed with.</summary>
    private readonly ref struct Counts(Span<int> lanes, int first)
    {
        private readonly Span<int> _lanes = lanes;

        public void Fill(in Share share, int count) => _lanes.Slice(share.First - first, share.Count).Fill(count);
    }

    private readonly struct Counting<T> : ITileLoop<Counts, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static void Run<V>(scoped in Counts memory, scoped in Share share)
            where V : unmanaged, ILanes<V, T> => memory.Fill(share, 1);

        public static void RunTiles<V>(scoped in Counts memory, scoped in Share share)
            where V : unmanaged, ILanes<V, T>
        {
            Assert.Equal(0, share.Count % V.Count);
            memory.Fill(share, V.Count);
        }
    }

    [StructLayout(LayoutKind.Sequential, Size = 5)]
    private readonly struct Five : IExtent { public static int Value => 5; }
}
