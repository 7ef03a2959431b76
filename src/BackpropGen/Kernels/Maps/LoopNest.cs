using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

/// <summary>Runs a nest of loops: checks every span once, then visits the rows in order.</summary>
internal static unsafe partial class LoopNest
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
            Avx512DQ.IsSupported && loop.Inner >= Lanes512<T>.Count ? RowKernels<T>.Of<TMap, TFold, Lanes512<T>>()
            : Avx2.IsSupported && Fma.IsSupported && loop.Inner >= Lanes256<T>.Count ? RowKernels<T>.Of<TMap, TFold, Lanes256<T>>()
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
}
