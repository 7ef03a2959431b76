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
    /// <remarks>In the widest registers that a row fills; a row of fewer elements than any register has lanes is computed one by
    /// one.</remarks>
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
        else if (Machine.Has512 && loop.Inner >= Lanes512<T>.Count)
        {
            Run<T, TMap, TFold, Lanes512<T>>(loop, y, anew, in a, in b, in c, in d, in e, in f, in g, in h);
        }
        else if (Machine.Has256 && loop.Inner >= Lanes256<T>.Count)
        {
            Run<T, TMap, TFold, Lanes256<T>>(loop, y, anew, in a, in b, in c, in d, in e, in f, in g, in h);
        }
        else if (loop.Inner >= Lanes128<T>.Count)
        {
            Run<T, TMap, TFold, Lanes128<T>>(loop, y, anew, in a, in b, in c, in d, in e, in f, in g, in h);
        }
        else
        {
            Run<T, TMap, TFold, Lanes1<T>>(loop, y, anew, in a, in b, in c, in d, in e, in f, in g, in h);
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

    /// <summary>One to four loops: the inner one by rows.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<T, TMap, TFold, TLanes>(
        in Loop loop, in Target<T> y, bool anew,
        in Operand<T> a, in Operand<T> b, in Operand<T> c, in Operand<T> d,
        in Operand<T> e, in Operand<T> f, in Operand<T> g, in Operand<T> h)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
        where TFold : struct, IFold<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        fixed (T* origin = y.Data)
        fixed (T* originA = TMap.Arity > 0 ? a.Data : default)
        fixed (T* originB = TMap.Arity > 1 ? b.Data : default)
        fixed (T* originC = TMap.Arity > 2 ? c.Data : default)
        fixed (T* originD = TMap.Arity > 3 ? d.Data : default)
        fixed (T* originE = TMap.Arity > 4 ? e.Data : default)
        fixed (T* originF = TMap.Arity > 5 ? f.Data : default)
        fixed (T* originG = TMap.Arity > 6 ? g.Data : default)
        fixed (T* originH = TMap.Arity > 7 ? h.Data : default)
        {
            T* slots = stackalloc T[8 * TLanes.Count];
            Unsafe.SkipInit(out Sources<T> x);
            Unsafe.SkipInit(out Tracks<T, TMap, TLanes> tracks);
            tracks.Begin(loop, slots, ref x, in a, originA, in b, originB, in c, originC, in d, originD, in e, originE, in f, originF, in g, originG, in h, originH);
            Track<T> target = new(loop, y.Strides, origin, y.Data.Length, nameof(y));
            Visit<T, TMap, TFold, TLanes>(loop, in tracks, ref x, in target, anew);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Visit<T, TMap, TFold, TLanes>(
        in Loop loop, ref readonly Tracks<T, TMap, TLanes> tracks, ref Sources<T> x, ref readonly Track<T> target, bool anew)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
        where TFold : struct, IFold<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        nuint inner = (nuint)loop.Inner;
        bool isReduced = target.Inner == 0;
        if (loop.Rank == 2 && loop.Extent2 > 1 && !isReduced && target.Stands(2))
        {
            Column.Reduce<T, TMap, TFold, TLanes>(in tracks, in x, target.At(0, 0, 0), loop.Extent2, inner, anew);
            return;
        }

        for (int i0 = 0; i0 < loop.Extent0; i0++)
        {
            for (int i1 = 0; i1 < loop.Extent1; i1++)
            {
                // A target's element is new until some loop that it stands still along has run once.
                bool isFirst = anew && (i0 == 0 || !target.Stands(0)) && (i1 == 0 || !target.Stands(1));
                for (int i2 = 0; i2 < loop.Extent2; i2++)
                {
                    tracks.Place(ref x, i0, i1, i2);
                    bool isNew = isFirst && (i2 == 0 || !target.Stands(2));
                    VisitRow<T, TMap, TFold, TLanes>(in x, target.At(i0, i1, i2), inner, isReduced, isNew);
                }
            }
        }
    }

    /// <summary>One row: folded into one element or into as many as it has, which are set where they are new.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void VisitRow<T, TMap, TFold, TLanes>(ref readonly Sources<T> x, T* row, nuint length, bool isReduced, bool isNew)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
        where TFold : struct, IFold<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (isReduced)
        {
            T value = Row.Reduce<T, TMap, TFold, TLanes>(in x, length);
            *row = isNew ? value : TFold.Join(*row, value);
        }
        else if (isNew)
        {
            Row.Map<T, TMap, Replace<T>, TLanes>(in x, row, length);
        }
        else
        {
            Row.Map<T, TMap, TFold, TLanes>(in x, row, length);
        }
    }
}
