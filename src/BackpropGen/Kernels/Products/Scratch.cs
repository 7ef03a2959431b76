using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Kernels;

/// <summary>Each thread's memory for packed matrices: grown when a larger product comes, then kept.</summary>
internal static unsafe class Scratch<T>
    where T : unmanaged
{
    private const int Alignment = 64;

    [ThreadStatic]
    private static T[]? _memory;

    /// <summary>Memory aligned to cache lines, whose content is arbitrary. It is pinned, so the pointer stays valid on this
    /// thread until the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static T* Rent(int length)
    {
        T[]? memory = _memory;
        int needed = length + (Alignment / sizeof(T));
        if (memory is null || memory.Length < needed)
        {
            memory = GC.AllocateUninitializedArray<T>(needed, pinned: true);
            _memory = memory;
        }

        nuint start = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(memory));
        return (T*)((start + Alignment - 1) & ~(nuint)(Alignment - 1));
    }
}
