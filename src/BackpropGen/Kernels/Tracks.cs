using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Where the operands of a nest stand: their origins and strides, and how a row of each is read.</summary>
/// <remarks>What the map does not have is never looked at: its arity is known when the loop is compiled.</remarks>
internal unsafe struct Tracks<T, TMap, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TMap : struct, IMap<T>
    where TLanes : unmanaged, ILanes<TLanes, T>
{
    private T* _slots;
    private Track<T> _a, _b, _c, _d, _e, _f, _g, _h;

    /// <summary>Checks the operands against the nest and prepares the masks.</summary>
    /// <remarks>The slots are eight registers' worth on the caller's stack, one an operand; the origins are those of the operands' data.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Begin(
        in Loop loop, T* slots, ref Sources<T> x,
        scoped in Operand<T> a, T* originA, scoped in Operand<T> b, T* originB, scoped in Operand<T> c, T* originC, scoped in Operand<T> d, T* originD,
        scoped in Operand<T> e, T* originE, scoped in Operand<T> f, T* originF, scoped in Operand<T> g, T* originG, scoped in Operand<T> h, T* originH)
    {
        _slots = slots;
        if (TMap.Arity > 0)
        {
            _a = new Track<T>(loop, a.Strides, originA, a.Data.Length, "a");
            x.MaskA = (nuint)(nint)(-_a.Inner);
        }

        if (TMap.Arity > 1)
        {
            _b = new Track<T>(loop, b.Strides, originB, b.Data.Length, "b");
            x.MaskB = (nuint)(nint)(-_b.Inner);
        }

        if (TMap.Arity > 2)
        {
            _c = new Track<T>(loop, c.Strides, originC, c.Data.Length, "c");
            x.MaskC = (nuint)(nint)(-_c.Inner);
        }

        if (TMap.Arity > 3)
        {
            _d = new Track<T>(loop, d.Strides, originD, d.Data.Length, "d");
            x.MaskD = (nuint)(nint)(-_d.Inner);
        }

        if (TMap.Arity > 4)
        {
            _e = new Track<T>(loop, e.Strides, originE, e.Data.Length, "e");
            x.MaskE = (nuint)(nint)(-_e.Inner);
        }

        if (TMap.Arity > 5)
        {
            _f = new Track<T>(loop, f.Strides, originF, f.Data.Length, "f");
            x.MaskF = (nuint)(nint)(-_f.Inner);
        }

        if (TMap.Arity > 6)
        {
            _g = new Track<T>(loop, g.Strides, originG, g.Data.Length, "g");
            x.MaskG = (nuint)(nint)(-_g.Inner);
        }

        if (TMap.Arity > 7)
        {
            _h = new Track<T>(loop, h.Strides, originH, h.Data.Length, "h");
            x.MaskH = (nuint)(nint)(-_h.Inner);
        }
    }

    /// <summary>Moves the sources to one row of the nest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly void Place(ref Sources<T> x, int i0, int i1, int i2)
    {
        if (TMap.Arity > 0)
        {
            x.RowA = _a.Row<TLanes>(i0, i1, i2, _slots);
        }

        if (TMap.Arity > 1)
        {
            x.RowB = _b.Row<TLanes>(i0, i1, i2, _slots + (1 * TLanes.Count));
        }

        if (TMap.Arity > 2)
        {
            x.RowC = _c.Row<TLanes>(i0, i1, i2, _slots + (2 * TLanes.Count));
        }

        if (TMap.Arity > 3)
        {
            x.RowD = _d.Row<TLanes>(i0, i1, i2, _slots + (3 * TLanes.Count));
        }

        if (TMap.Arity > 4)
        {
            x.RowE = _e.Row<TLanes>(i0, i1, i2, _slots + (4 * TLanes.Count));
        }

        if (TMap.Arity > 5)
        {
            x.RowF = _f.Row<TLanes>(i0, i1, i2, _slots + (5 * TLanes.Count));
        }

        if (TMap.Arity > 6)
        {
            x.RowG = _g.Row<TLanes>(i0, i1, i2, _slots + (6 * TLanes.Count));
        }

        if (TMap.Arity > 7)
        {
            x.RowH = _h.Row<TLanes>(i0, i1, i2, _slots + (7 * TLanes.Count));
        }
    }
}
