using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Kernels;

/// <summary>Runs a nest of loops: checks every span once, then visits the rows in order.</summary>
internal static unsafe class LoopNest
{
    /// <summary>y = fold f(a, …, h), or y = fold(y, f(a, …, h)) where <paramref name="anew"/> is false.</summary>
    /// <remarks>In the widest registers that a row fills; a row of fewer elements than any register has lanes is computed one by
    /// one.</remarks>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Fold<T, TMap, TFold>(
        in Loop loop, in Target<T> y, bool anew,
        in Operand<T> a, in Operand<T> b, in Operand<T> c, in Operand<T> d,
        in Operand<T> e, in Operand<T> f, in Operand<T> g, in Operand<T> h)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
        where TFold : struct, IFold<T>
    {
        if (typeof(TFold) == typeof(Replace<T>) && y.Strides.Rank != Strides.Contiguous && y.Strides.Inner == 0 && loop.Inner > 1)
        {
            KernelErrors.ThrowMapReduces(nameof(y));
        }

        if (loop.IsEmpty)
        {
            if (anew)
            {
                Fill(loop, y, TFold.Identity);
            }

            return;
        }

        RowKernels<T> kernels =
            Machine.Has512 && loop.Inner >= Lanes512<T>.Count ? RowKernels<T>.Of<TMap, TFold, Lanes512<T>>()
            : Machine.Has256 && loop.Inner >= Lanes256<T>.Count ? RowKernels<T>.Of<TMap, TFold, Lanes256<T>>()
            : loop.Inner >= Lanes128<T>.Count ? RowKernels<T>.Of<TMap, TFold, Lanes128<T>>()
            : RowKernels<T>.Of<TMap, TFold, Lanes1<T>>();
        switch (TMap.Arity)
        {
            case 0:
                Run<T, Zero>(kernels, loop, y, anew, in a, in b, in c, in d, in e, in f, in g, in h);
                break;
            case 1:
                Run<T, One>(kernels, loop, y, anew, in a, in b, in c, in d, in e, in f, in g, in h);
                break;
            case 2:
                Run<T, Two>(kernels, loop, y, anew, in a, in b, in c, in d, in e, in f, in g, in h);
                break;
            case 3:
                Run<T, Three>(kernels, loop, y, anew, in a, in b, in c, in d, in e, in f, in g, in h);
                break;
            case 4:
                Run<T, Four>(kernels, loop, y, anew, in a, in b, in c, in d, in e, in f, in g, in h);
                break;
            case 5:
                Run<T, Five>(kernels, loop, y, anew, in a, in b, in c, in d, in e, in f, in g, in h);
                break;
            case 6:
                Run<T, Six>(kernels, loop, y, anew, in a, in b, in c, in d, in e, in f, in g, in h);
                break;
            case 7:
                Run<T, Seven>(kernels, loop, y, anew, in a, in b, in c, in d, in e, in f, in g, in h);
                break;
            default:
                Run<T, Eight>(kernels, loop, y, anew, in a, in b, in c, in d, in e, in f, in g, in h);
                break;
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

    /// <summary>One to four loops: the two inner ones by rows. Compiled once for all maps of one arity.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<T, TArity>(
        in RowKernels<T> kernels, in Loop loop, in Target<T> y, bool anew,
        in Operand<T> a, in Operand<T> b, in Operand<T> c, in Operand<T> d,
        in Operand<T> e, in Operand<T> f, in Operand<T> g, in Operand<T> h)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TArity : struct, IExtent
    {
        fixed (T* origin = y.Data)
        fixed (T* originA = TArity.Value > 0 ? a.Data : default)
        fixed (T* originB = TArity.Value > 1 ? b.Data : default)
        fixed (T* originC = TArity.Value > 2 ? c.Data : default)
        fixed (T* originD = TArity.Value > 3 ? d.Data : default)
        fixed (T* originE = TArity.Value > 4 ? e.Data : default)
        fixed (T* originF = TArity.Value > 5 ? f.Data : default)
        fixed (T* originG = TArity.Value > 6 ? g.Data : default)
        fixed (T* originH = TArity.Value > 7 ? h.Data : default)
        {
            Track<T>* tracks = stackalloc Track<T>[8];
            Unsafe.SkipInit(out Operands<T> operands);
            T* slots = stackalloc T[8 * (Operands<T>.SlotBytes / sizeof(T))];
            operands.Slots = slots;
            if (TArity.Value > 0)
            {
                tracks[0] = new Track<T>(loop, a.Strides, originA, a.Data.Length, "a");
                operands.StrideA = tracks[0].Stride2;
                operands.MaskA = (nuint)(nint)(-tracks[0].Inner);
            }

            if (TArity.Value > 1)
            {
                tracks[1] = new Track<T>(loop, b.Strides, originB, b.Data.Length, "b");
                operands.StrideB = tracks[1].Stride2;
                operands.MaskB = (nuint)(nint)(-tracks[1].Inner);
            }

            if (TArity.Value > 2)
            {
                tracks[2] = new Track<T>(loop, c.Strides, originC, c.Data.Length, "c");
                operands.StrideC = tracks[2].Stride2;
                operands.MaskC = (nuint)(nint)(-tracks[2].Inner);
            }

            if (TArity.Value > 3)
            {
                tracks[3] = new Track<T>(loop, d.Strides, originD, d.Data.Length, "d");
                operands.StrideD = tracks[3].Stride2;
                operands.MaskD = (nuint)(nint)(-tracks[3].Inner);
            }

            if (TArity.Value > 4)
            {
                tracks[4] = new Track<T>(loop, e.Strides, originE, e.Data.Length, "e");
                operands.StrideE = tracks[4].Stride2;
                operands.MaskE = (nuint)(nint)(-tracks[4].Inner);
            }

            if (TArity.Value > 5)
            {
                tracks[5] = new Track<T>(loop, f.Strides, originF, f.Data.Length, "f");
                operands.StrideF = tracks[5].Stride2;
                operands.MaskF = (nuint)(nint)(-tracks[5].Inner);
            }

            if (TArity.Value > 6)
            {
                tracks[6] = new Track<T>(loop, g.Strides, originG, g.Data.Length, "g");
                operands.StrideG = tracks[6].Stride2;
                operands.MaskG = (nuint)(nint)(-tracks[6].Inner);
            }

            if (TArity.Value > 7)
            {
                tracks[7] = new Track<T>(loop, h.Strides, originH, h.Data.Length, "h");
                operands.StrideH = tracks[7].Stride2;
                operands.MaskH = (nuint)(nint)(-tracks[7].Inner);
            }

            Visit<T, TArity>(kernels, loop, tracks, ref operands, new Track<T>(loop, y.Strides, origin, y.Data.Length, nameof(y)), anew);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Visit<T, TArity>(
        in RowKernels<T> kernels, in Loop loop, Track<T>* tracks, ref Operands<T> operands, in Track<T> target, bool anew)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TArity : struct, IExtent
    {
        for (int i0 = 0; i0 < loop.Extent0; i0++)
        {
            for (int i1 = 0; i1 < loop.Extent1; i1++)
            {
                // A target's element is new until some loop that it stands still along has run once.
                bool isNew = anew && (i0 == 0 || target.Stride0 != 0) && (i1 == 0 || target.Stride1 != 0);
                Place<T, TArity>(tracks, i0, i1, ref operands);
                VisitRows(kernels, loop, ref operands, target.At(i0, i1), target.Stride2, target.Inner == 0, isNew);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void VisitRows<T>(
        in RowKernels<T> kernels, in Loop loop, ref Operands<T> operands, T* y, nint stride, bool isReduced, bool isNew)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rows = loop.Extent2;
        nuint inner = (nuint)loop.Inner;
        fixed (Operands<T>* placed = &operands)
        {
            if (isReduced)
            {
                kernels.Reduce(placed, y, stride, rows, inner, isNew);
            }
            else if (stride == 0 && rows > 1)
            {
                kernels.ReduceColumns(placed, y, rows, inner, isNew);
            }
            else
            {
                (isNew ? kernels.Set : kernels.Join)(placed, y, stride, rows, inner);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Place<T, TArity>(Track<T>* tracks, int i0, int i1, ref Operands<T> operands)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TArity : struct, IExtent
    {
        if (TArity.Value > 0)
        {
            operands.FirstA = tracks[0].At(i0, i1);
        }

        if (TArity.Value > 1)
        {
            operands.FirstB = tracks[1].At(i0, i1);
        }

        if (TArity.Value > 2)
        {
            operands.FirstC = tracks[2].At(i0, i1);
        }

        if (TArity.Value > 3)
        {
            operands.FirstD = tracks[3].At(i0, i1);
        }

        if (TArity.Value > 4)
        {
            operands.FirstE = tracks[4].At(i0, i1);
        }

        if (TArity.Value > 5)
        {
            operands.FirstF = tracks[5].At(i0, i1);
        }

        if (TArity.Value > 6)
        {
            operands.FirstG = tracks[6].At(i0, i1);
        }

        if (TArity.Value > 7)
        {
            operands.FirstH = tracks[7].At(i0, i1);
        }
    }
}
