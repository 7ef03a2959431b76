using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Kernels;

/// <summary>Runs a nest of loops: checks every span once, then visits the rows in order.</summary>
internal static unsafe class LoopNest
{
    /// <summary>y = f(a, …, h).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Map<T, TMap>(
        in Loop loop, in Target<T> y,
        in Operand<T> a, in Operand<T> b, in Operand<T> c, in Operand<T> d,
        in Operand<T> e, in Operand<T> f, in Operand<T> g, in Operand<T> h)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
    {
        if (y.Strides.Rank != Strides.Contiguous && y.Strides.Inner == 0 && loop.Inner > 1)
        {
            KernelErrors.ThrowMapReduces(nameof(y));
        }

        Fold<T, TMap, Replace<T>>(loop, y, false, in a, in b, in c, in d, in e, in f, in g, in h);
    }

    /// <summary>y = fold f(a, …, h), or y = fold(y, f(a, …, h)) where <paramref name="anew"/> is false.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Fold<T, TMap, TFold>(
        in Loop loop, in Target<T> y, bool anew,
        in Operand<T> a, in Operand<T> b, in Operand<T> c, in Operand<T> d,
        in Operand<T> e, in Operand<T> f, in Operand<T> g, in Operand<T> h)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
        where TFold : struct, IFold<T>
    {
        if (loop.IsEmpty)
        {
            if (anew)
            {
                Fill(loop, y, TFold.Identity);
            }
        }
        else if (loop.Rank == 1)
        {
            RunRow<T, TMap, TFold>(loop, y, anew, in a, in b, in c, in d, in e, in f, in g, in h);
        }
        else
        {
            Run<T, TMap, TFold>(loop, y, anew, in a, in b, in c, in d, in e, in f, in g, in h);
        }
    }

    /// <summary>Sets every element of the target that the nest would reach if its reduced loops ran once: the fold of no
    /// values at all.</summary>
    private static void Fill<T>(in Loop loop, in Target<T> y, T value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Strides given = y.Strides;
        if (given.Rank == Strides.Contiguous)
        {
            return;
        }

        if (given.Rank != loop.Rank)
        {
            KernelErrors.ThrowRank(nameof(y), given.Rank, loop.Rank);
        }

        // A loop along which the target stands still is a reduced one: visit it once.
        Loop kept = new(
            given.Stride0 == 0 ? 1 : loop.Extent0,
            given.Stride1 == 0 ? 1 : loop.Extent1,
            given.Stride2 == 0 ? 1 : loop.Extent2,
            given.Inner == 0 ? 1 : loop.Inner);
        if (kept.IsEmpty)
        {
            return;
        }

        Strides strides = new Strides(given.Stride0, given.Stride1, given.Stride2, given.Inner, kept.Rank)
            .Over(kept, y.Data.Length, nameof(y));
        for (int i0 = 0; i0 < kept.Extent0; i0++)
        {
            for (int i1 = 0; i1 < kept.Extent1; i1++)
            {
                for (int i2 = 0; i2 < kept.Extent2; i2++)
                {
                    int offset = (i0 * strides.Stride0) + (i1 * strides.Stride1) + (i2 * strides.Stride2);
                    y.Data.Slice(offset, kept.Inner).Fill(value);
                }
            }
        }
    }

    /// <summary>A single loop: one row.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunRow<T, TMap, TFold>(
        in Loop loop, in Target<T> y, bool anew,
        in Operand<T> a, in Operand<T> b, in Operand<T> c, in Operand<T> d,
        in Operand<T> e, in Operand<T> f, in Operand<T> g, in Operand<T> h)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
        where TFold : struct, IFold<T>
    {
        T* slots = stackalloc T[8 * Vector<T>.Count];
        Sources<T> x = default;
        SingleRow.Place(loop, slots, ref x, in a, in b, in c, in d, in e, in f, in g, in h);
        int inner = y.Strides.InnerOver(loop, y.Data.Length, nameof(y));
        Visit<T, TMap, TFold>(in x, ref MemoryMarshal.GetReference(y.Data), (nuint)loop.Inner, inner == 0, anew);
    }

    /// <summary>Two to four loops: the inner one by rows.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TMap, TFold>(
        in Loop loop, in Target<T> y, bool anew,
        in Operand<T> a, in Operand<T> b, in Operand<T> c, in Operand<T> d,
        in Operand<T> e, in Operand<T> f, in Operand<T> g, in Operand<T> h)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
        where TFold : struct, IFold<T>
    {
        T* slots = stackalloc T[8 * Vector<T>.Count];
        Sources<T> x = default;
        Tracks<T> tracks = new(loop, slots, ref x, in a, in b, in c, in d, in e, in f, in g, in h);
        Strides strides = y.Strides.Over(loop, y.Data.Length, nameof(y));
        ref T origin = ref MemoryMarshal.GetReference(y.Data);
        nuint inner = (nuint)loop.Inner;
        for (int i0 = 0; i0 < loop.Extent0; i0++)
        {
            for (int i1 = 0; i1 < loop.Extent1; i1++)
            {
                // A target's element is new until some loop that it stands still along has run once.
                bool isFirst = anew && (i0 == 0 || strides.Stride0 != 0) && (i1 == 0 || strides.Stride1 != 0);
                for (int i2 = 0; i2 < loop.Extent2; i2++)
                {
                    tracks.Place(ref x, i0, i1, i2);
                    ref T row = ref Unsafe.Add(
                        ref origin,
                        ((nint)i0 * strides.Stride0) + ((nint)i1 * strides.Stride1) + ((nint)i2 * strides.Stride2));
                    bool isNew = isFirst && (i2 == 0 || strides.Stride2 != 0);
                    Visit<T, TMap, TFold>(in x, ref row, inner, strides.Inner == 0, isNew);
                }
            }
        }
    }

    /// <summary>One row: folded into one element or into as many as it has, which are set where they are new.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Visit<T, TMap, TFold>(ref readonly Sources<T> x, ref T row, nuint length, bool isReduced, bool isNew)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
        where TFold : struct, IFold<T>
    {
        if (isReduced)
        {
            T value = Row.Reduce<T, TMap, TFold>(in x, length);
            row = isNew ? value : TFold.Join(row, value);
        }
        else if (isNew)
        {
            Row.Map<T, TMap, Replace<T>>(in x, ref row, length);
        }
        else
        {
            Row.Map<T, TMap, TFold>(in x, ref row, length);
        }
    }
}
