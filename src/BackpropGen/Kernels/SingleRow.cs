using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Kernels;

/// <summary>Checks and places the operands of a single loop, whose one row needs no strides kept.</summary>
internal static unsafe class SingleRow
{
    /// <summary>Fills the sources; slots are eight vectors on the caller's stack, as those of <see cref="Tracks{T}"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Place<T>(
        scoped in Loop loop, T* slots, scoped ref Sources<T> x,
        scoped in Operand<T> a, scoped in Operand<T> b, scoped in Operand<T> c, scoped in Operand<T> d,
        scoped in Operand<T> e, scoped in Operand<T> f, scoped in Operand<T> g, scoped in Operand<T> h)
        where T : unmanaged
    {
        if (a.Strides.Rank == 0)
        {
            return;
        }

        x.RowA = ref Place(loop, a, slots, "a", out x.MaskA);
        if (b.Strides.Rank == 0)
        {
            return;
        }

        x.RowB = ref Place(loop, b, slots + (1 * Vector<T>.Count), "b", out x.MaskB);
        if (c.Strides.Rank == 0)
        {
            return;
        }

        x.RowC = ref Place(loop, c, slots + (2 * Vector<T>.Count), "c", out x.MaskC);
        if (d.Strides.Rank == 0)
        {
            return;
        }

        x.RowD = ref Place(loop, d, slots + (3 * Vector<T>.Count), "d", out x.MaskD);
        if (e.Strides.Rank == 0)
        {
            return;
        }

        x.RowE = ref Place(loop, e, slots + (4 * Vector<T>.Count), "e", out x.MaskE);
        if (f.Strides.Rank == 0)
        {
            return;
        }

        x.RowF = ref Place(loop, f, slots + (5 * Vector<T>.Count), "f", out x.MaskF);
        if (g.Strides.Rank == 0)
        {
            return;
        }

        x.RowG = ref Place(loop, g, slots + (6 * Vector<T>.Count), "g", out x.MaskG);
        if (h.Strides.Rank == 0)
        {
            return;
        }

        x.RowH = ref Place(loop, h, slots + (7 * Vector<T>.Count), "h", out x.MaskH);
    }

    private static ref T Place<T>(
        scoped in Loop loop, scoped in Operand<T> operand, T* slot, string name, scoped out nuint mask)
        where T : unmanaged
    {
        int inner = operand.Strides.InnerOver(loop, operand.Data.Length, name);
        ref T row = ref MemoryMarshal.GetReference(operand.Data);
        if (inner != 0 && loop.Inner >= Vector<T>.Count)
        {
            mask = nuint.MaxValue;
            return ref row;
        }

        mask = 0;
        new Vector<T>(inner == 0 ? row : default).StoreUnsafe(ref *slot);
        for (int j = 0; inner != 0 && j < loop.Inner; j++)
        {
            slot[j] = Unsafe.Add(ref row, j);
        }

        return ref *slot;
    }
}
