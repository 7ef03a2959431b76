using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen;

/// <summary>Numbers at an address that is a multiple of 64 (a cache line, the widest vector) and never moves; all 0 at first.</summary>
/// <typeparam name="T">The numbers' type; its size divides 64.</typeparam>
public sealed class AlignedBuffer<T>
    where T : unmanaged
{
    /// <summary>The number of bytes that every address is a multiple of.</summary>
    public const int Alignment = 64;

    // The array is pinned from birth, so its address can be taken once, and no handle has to be released.
    private readonly T[] _array;
    private readonly int _start;

    /// <summary>Allocates.</summary>
    /// <param name="length">The number of elements, at least 0.</param>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        int size = Unsafe.SizeOf<T>();
        Length = length;
        _array = GC.AllocateArray<T>(checked(length + (Alignment / size)), pinned: true);
        long misaligned = Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0).ToInt64() % Alignment;
        _start = (int)((Alignment - misaligned) % Alignment) / size;
    }

    /// <summary>The number of elements.</summary>
    public int Length { get; }

    /// <summary>The elements.</summary>
    public Span<T> Span
    {
        // Within the array by construction: every step of training asks several times.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_array), _start), Length);
    }

    /// <summary>The elements, to be kept.</summary>
    public Memory<T> Memory => _array.AsMemory(_start, Length);
}
