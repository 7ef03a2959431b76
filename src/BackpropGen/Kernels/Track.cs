using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>One operand of a nest: its origin, its outer strides, and how its rows are read.</summary>
internal readonly unsafe struct Track<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T* _origin;
    private readonly int _stride0, _stride1, _stride2;

    /// <summary>Checks an operand, or a target, against the nest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Track(in Loop loop, in Strides given, T* origin, int length, string name)
    {
        _origin = origin;
        bool isContiguous = given.Rank == Strides.Contiguous;
        int stride2 = isContiguous ? loop.Inner : given.Stride2, inner = isContiguous ? 1 : given.Inner;
        bool isSimple = loop.Rank <= 2 && (isContiguous || given.Rank == loop.Rank) && inner <= 1
            && ((long)(loop.Extent2 - 1) * stride2) + ((long)(loop.Inner - 1) * inner) < length;
        if (isSimple)
        {
            (_stride0, _stride1, _stride2, Inner) = (0, 0, stride2, inner);
        }
        else
        {
            Strides strides = given.Over(loop, length, name);
            (_stride0, _stride1, _stride2, Inner) = (strides.Stride0, strides.Stride1, strides.Stride2, strides.Inner);
        }
    }

    /// <summary>1 where rows are read in place; 0 where one value holds for a row.</summary>
    internal int Inner { get; }

    /// <summary>Whether the loop stands still: the outermost is 0, the one around the rows 2.</summary>
    internal bool Stands(int loop) => (loop == 0 ? _stride0 : loop == 1 ? _stride1 : _stride2) == 0;

    /// <summary>A row's first element.</summary>
    /// <param name="i0">The index of the outermost loop.</param>
    /// <param name="i1">The index of the second loop.</param>
    /// <param name="i2">The index of the third loop.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal T* At(int i0, int i1, int i2) => _origin + ((nint)i0 * _stride0) + ((nint)i1 * _stride1) + ((nint)i2 * _stride2);

    /// <summary>Where to read a row: in place or, for a single value, in a slot of as many copies as there are lanes.</summary>
    /// <param name="i0">The index of the outermost loop.</param>
    /// <param name="i1">The index of the second loop.</param>
    /// <param name="i2">The index of the third loop.</param>
    /// <param name="slot">The slot.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal T* Row<TLanes>(int i0, int i1, int i2, T* slot)
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        T* row = At(i0, i1, i2);
        if (Inner != 0)
        {
            return row;
        }

        TLanes.Store(TLanes.Broadcast(*row), slot);
        return slot;
    }
}
