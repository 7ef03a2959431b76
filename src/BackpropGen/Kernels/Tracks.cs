using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Where the up to eight operands of a nest stand: their origins and strides, and how a row of each is read.</summary>
internal unsafe ref struct Tracks<T>
    where T : unmanaged
{
    private readonly T* _slots;
    private readonly int _inner;
    private readonly int _count;
    private Track<T> _a, _b, _c, _d, _e, _f, _g, _h;

    /// <summary>Checks the operands against the nest and prepares the first row's masks.</summary>
    /// <remarks>The slots are eight vectors on the caller's stack, one an operand: copies of its one value, or its row
    /// where that is shorter than a vector.</remarks>
    internal Tracks(
        scoped in Loop loop,
        T* slots,
        scoped ref Sources<T> x,
        scoped in Operand<T> a,
        scoped in Operand<T> b,
        scoped in Operand<T> c,
        scoped in Operand<T> d,
        scoped in Operand<T> e,
        scoped in Operand<T> f,
        scoped in Operand<T> g,
        scoped in Operand<T> h)
    {
        _slots = slots;
        _inner = loop.Inner;
        if (loop.Inner < Vector<T>.Count)
        {
            new Span<T>(slots, 8 * Vector<T>.Count).Clear();
        }

        if (a.Strides.Rank == 0)
        {
            return;
        }

        _a = new Track<T>(loop, a, "a");
        x.MaskA = _a.Mask;
        _count = 1;
        if (b.Strides.Rank == 0)
        {
            return;
        }

        _b = new Track<T>(loop, b, "b");
        x.MaskB = _b.Mask;
        _count = 2;
        if (c.Strides.Rank == 0)
        {
            return;
        }

        _c = new Track<T>(loop, c, "c");
        x.MaskC = _c.Mask;
        _count = 3;
        if (d.Strides.Rank == 0)
        {
            return;
        }

        _d = new Track<T>(loop, d, "d");
        x.MaskD = _d.Mask;
        _count = 4;
        if (e.Strides.Rank == 0)
        {
            return;
        }

        _e = new Track<T>(loop, e, "e");
        x.MaskE = _e.Mask;
        _count = 5;
        if (f.Strides.Rank == 0)
        {
            return;
        }

        _f = new Track<T>(loop, f, "f");
        x.MaskF = _f.Mask;
        _count = 6;
        if (g.Strides.Rank == 0)
        {
            return;
        }

        _g = new Track<T>(loop, g, "g");
        x.MaskG = _g.Mask;
        _count = 7;
        if (h.Strides.Rank == 0)
        {
            return;
        }

        _h = new Track<T>(loop, h, "h");
        x.MaskH = _h.Mask;
        _count = 8;
    }

    /// <summary>Moves the sources to one row of the nest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly void Place(scoped ref Sources<T> x, int i0, int i1, int i2)
    {
        if (_count == 0)
        {
            return;
        }

        x.RowA = ref _a.Row(i0, i1, i2, _inner, _slots);
        if (_count == 1)
        {
            return;
        }

        x.RowB = ref _b.Row(i0, i1, i2, _inner, _slots + (1 * Vector<T>.Count));
        if (_count == 2)
        {
            return;
        }

        x.RowC = ref _c.Row(i0, i1, i2, _inner, _slots + (2 * Vector<T>.Count));
        if (_count == 3)
        {
            return;
        }

        x.RowD = ref _d.Row(i0, i1, i2, _inner, _slots + (3 * Vector<T>.Count));
        if (_count == 4)
        {
            return;
        }

        x.RowE = ref _e.Row(i0, i1, i2, _inner, _slots + (4 * Vector<T>.Count));
        if (_count == 5)
        {
            return;
        }

        x.RowF = ref _f.Row(i0, i1, i2, _inner, _slots + (5 * Vector<T>.Count));
        if (_count == 6)
        {
            return;
        }

        x.RowG = ref _g.Row(i0, i1, i2, _inner, _slots + (6 * Vector<T>.Count));
        if (_count == 7)
        {
            return;
        }

        x.RowH = ref _h.Row(i0, i1, i2, _inner, _slots + (7 * Vector<T>.Count));
    }
}
