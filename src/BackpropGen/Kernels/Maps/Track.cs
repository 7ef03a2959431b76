using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>An operand or a target of a nest: its origin and how far each loop advances in it.</summary>
internal readonly unsafe struct Track<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T* _origin;

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
            (Stride0, Stride1, Stride2, Inner) = (0, 0, stride2, inner);
        }
        else
        {
            Strides strides = given.Over(loop, length, name);
            (Stride0, Stride1, Stride2, Inner) = (strides.Stride0, strides.Stride1, strides.Stride2, strides.Inner);
        }
    }

    /// <summary>The strides of the outer loops; the last is that of the rows.</summary>
    internal int Stride0 { get; }

    /// <inheritdoc cref="Stride0"/>
    internal int Stride1 { get; }

    /// <inheritdoc cref="Stride0"/>
    internal int Stride2 { get; }

    /// <summary>1 where a row's elements are neighbours; 0 where one element stands for the whole row.</summary>
    internal int Inner { get; }

    /// <summary>The first row for given indexes of the two outermost loops.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal T* At(int i0, int i1) => _origin + ((nint)i0 * Stride0) + ((nint)i1 * Stride1);
}
