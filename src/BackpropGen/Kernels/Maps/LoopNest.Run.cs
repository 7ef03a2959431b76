using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Kernels;

/// <content>What is compiled once for all maps of one arity: checks, and the loops around the rows.</content>
internal static unsafe partial class LoopNest
{
    /// <summary>One to four loops: the two inner ones by rows. Compiled once for all maps of one arity.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<T, TArity>(
        in RowKernels<T> kernels, in Loop loop, in Target<T> y, bool anew,
        in Operand<T> a, in Operand<T> b, in Operand<T> c, in Operand<T> d,
        in Operand<T> e, in Operand<T> f, in Operand<T> g, in Operand<T> h)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TArity : unmanaged, IExtent
    {
        fixed (T* origin = y.Data)
        fixed (T* originA = typeof(TArity) != typeof(Zero) ? a.Data : default)
        fixed (T* originB = sizeof(TArity) > 1 ? b.Data : default)
        fixed (T* originC = sizeof(TArity) > 2 ? c.Data : default)
        fixed (T* originD = sizeof(TArity) > 3 ? d.Data : default)
        fixed (T* originE = sizeof(TArity) > 4 ? e.Data : default)
        fixed (T* originF = sizeof(TArity) > 5 ? f.Data : default)
        fixed (T* originG = sizeof(TArity) > 6 ? g.Data : default)
        fixed (T* originH = sizeof(TArity) > 7 ? h.Data : default)
        {
            Track<T>* tracks = stackalloc Track<T>[8];
            Unsafe.SkipInit(out Operands<T> operands);
            T* slots = stackalloc T[8 * (Operands<T>.SlotBytes / sizeof(T))];
            operands.Slots = slots;
            if (typeof(TArity) != typeof(Zero))
            {
                tracks[0] = new Track<T>(loop, a.Strides, originA, a.Data.Length, "a");
                operands.StrideA = tracks[0].Stride2;
                operands.MaskA = (nuint)(nint)(-tracks[0].Inner);
            }

            if (sizeof(TArity) > 1)
            {
                tracks[1] = new Track<T>(loop, b.Strides, originB, b.Data.Length, "b");
                operands.StrideB = tracks[1].Stride2;
                operands.MaskB = (nuint)(nint)(-tracks[1].Inner);
            }

            if (sizeof(TArity) > 2)
            {
                tracks[2] = new Track<T>(loop, c.Strides, originC, c.Data.Length, "c");
                operands.StrideC = tracks[2].Stride2;
                operands.MaskC = (nuint)(nint)(-tracks[2].Inner);
            }

            if (sizeof(TArity) > 3)
            {
                tracks[3] = new Track<T>(loop, d.Strides, originD, d.Data.Length, "d");
                operands.StrideD = tracks[3].Stride2;
                operands.MaskD = (nuint)(nint)(-tracks[3].Inner);
            }

            if (sizeof(TArity) > 4)
            {
                tracks[4] = new Track<T>(loop, e.Strides, originE, e.Data.Length, "e");
                operands.StrideE = tracks[4].Stride2;
                operands.MaskE = (nuint)(nint)(-tracks[4].Inner);
            }

            if (sizeof(TArity) > 5)
            {
                tracks[5] = new Track<T>(loop, f.Strides, originF, f.Data.Length, "f");
                operands.StrideF = tracks[5].Stride2;
                operands.MaskF = (nuint)(nint)(-tracks[5].Inner);
            }

            if (sizeof(TArity) > 6)
            {
                tracks[6] = new Track<T>(loop, g.Strides, originG, g.Data.Length, "g");
                operands.StrideG = tracks[6].Stride2;
                operands.MaskG = (nuint)(nint)(-tracks[6].Inner);
            }

            if (sizeof(TArity) > 7)
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
        where TArity : unmanaged, IExtent
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
            if (isReduced && kernels.Reduce != null)
            {
                kernels.Reduce(placed, y, stride, rows, inner, isNew);
            }
            else if (stride == 0 && rows > 1 && kernels.ReduceColumns != null)
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
        where TArity : unmanaged, IExtent
    {
        if (typeof(TArity) != typeof(Zero))
        {
            operands.FirstA = tracks[0].At(i0, i1);
        }

        if (sizeof(TArity) > 1)
        {
            operands.FirstB = tracks[1].At(i0, i1);
        }

        if (sizeof(TArity) > 2)
        {
            operands.FirstC = tracks[2].At(i0, i1);
        }

        if (sizeof(TArity) > 3)
        {
            operands.FirstD = tracks[3].At(i0, i1);
        }

        if (sizeof(TArity) > 4)
        {
            operands.FirstE = tracks[4].At(i0, i1);
        }

        if (sizeof(TArity) > 5)
        {
            operands.FirstF = tracks[5].At(i0, i1);
        }

        if (sizeof(TArity) > 6)
        {
            operands.FirstG = tracks[6].At(i0, i1);
        }

        if (sizeof(TArity) > 7)
        {
            operands.FirstH = tracks[7].At(i0, i1);
        }
    }
}
