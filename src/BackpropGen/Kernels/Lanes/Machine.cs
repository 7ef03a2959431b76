using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

/// <summary>What the machine's registers are. The compiler knows it when it compiles a kernel, so asking costs nothing.</summary>
internal static class Machine
{
    /// <summary>Whether registers of 512 bits are used.</summary>
    /// <remarks>Asked of the instruction set: <see cref="Vector512.IsHardwareAccelerated"/> is false on processors that
    /// slow down a little with such registers, where these kernels are still much faster with them. Where kernels choose a width they ask
    /// for these sets by name: a condition in so many words is decided as it is read, and the widths
    /// that are not chosen are never looked at; of a property, all are compiled first.</remarks>
    internal static bool Has512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512DQ.IsSupported;
    }

    /// <summary>Whether registers of 256 bits are used.</summary>
    internal static bool Has256
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx2.IsSupported && Fma.IsSupported;
    }

    /// <summary>Whether a product and a sum are one instruction, rounded once.</summary>
    internal static bool HasFusedMultiplyAdd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Fma.IsSupported || AdvSimd.IsSupported;
    }
}
