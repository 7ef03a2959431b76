using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Kernels;

/// <summary>One operand of a nest: its origin, its outer strides, and how its rows are read.</summary>
internal readonly unsafe ref struct Track<T>
    where T : unmanaged
{
    private readonly ref T _origin;
    private readonly int _stride0, _stride1, _stride2;
    private readonly bool _isSplat;

    internal Track(scoped in Loop loop, scoped in Operand<T> operand, string name)
    {
        Strides strides = operand.Strides.Over(loop, operand.Data.Length, name);
        _origin = ref MemoryMarshal.GetReference(operand.Data);
        _stride0 = strides.Stride0;
        _stride1 = strides.Stride1;
        _stride2 = strides.Stride2;
        _isSplat = strides.Inner == 0;
        Mask = _isSplat || loop.Inner < Vector<T>.Count ? 0 : nuint.MaxValue;
    }

    /// <summary>All bits set where rows are read in place; zero where they are read from a slot.</summary>
    internal nuint Mask { get; }

    /// <summary>Where to read a row: in place or, for a single value or a row shorter than a vector, in a slot.</summary>
    /// <param name="i0">The index of the outermost loop.</param>
    /// <param name="i1">The index of the second loop.</param>
    /// <param name="i2">The index of the third loop.</param>
    /// <param name="inner">The row's length.</param>
    /// <param name="slot">One vector of scratch, zeroed where rows are short.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref T Row(int i0, int i1, int i2, int inner, T* slot)
    {
        ref T row = ref Unsafe.Add(ref _origin, ((nint)i0 * _stride0) + ((nint)i1 * _stride1) + ((nint)i2 * _stride2));
        if (Mask != 0)
        {
            return ref row;
        }

        if (_isSplat)
        {
            new Vector<T>(row).StoreUnsafe(ref *slot);
        }
        else
        {
            for (int j = 0; j < inner; j++)
            {
                slot[j] = Unsafe.Add(ref row, j);
            }
        }

        return ref *slot;
    }
}
