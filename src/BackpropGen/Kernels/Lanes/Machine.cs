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
    /// slow down a little with such registers, where these kernels are still much faster with them.</remarks>
    internal static bool Has512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.IsSupported && Avx512DQ.IsSupported;
    }

    /// <summary>Whether registers of 256 bits are used.</summary>
    internal static bool Has256
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.IsHardwareAccelerated && Fma.IsSupported;
    }

    /// <summary>Whether a product and a sum are one instruction, rounded once.</summary>
    internal static bool HasFusedMultiplyAdd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Fma.IsSupported || AdvSimd.IsSupported;
    }
}
