using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using BackpropGen.Execution;

namespace BackpropGen.Kernels;

/// <summary>Runs loops over samples of which a row fits in one register. Called by generated code.</summary>
public static unsafe class RowLoop
{
    /// <summary>Runs a loop in the smallest registers that a row of so many columns fits in: 16, 32 or 64 bytes. Where the machine has none so
    /// wide, two or four are taken as one.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TColumns">The number of columns.</typeparam>
    /// <typeparam name="TMemory">What the loop reads and writes.</typeparam>
    /// <typeparam name="TLoop">The loop.</typeparam>
    /// <param name="memory">What the loop reads and writes.</param>
    /// <param name="share">The samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TColumns, TMemory, TLoop>(scoped in TMemory memory, scoped in Share share)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMemory : struct, allows ref struct
        where TLoop : struct, IRowLoop<TMemory, T>
    {
        if (sizeof(TColumns) * sizeof(T) <= 16)
        {
            TLoop.Run<Lanes128<T>>(in memory, in share);
        }
        else if (sizeof(TColumns) * sizeof(T) <= 32)
        {
            if (Avx2.IsSupported && Fma.IsSupported)
            {
                TLoop.Run<Lanes256<T>>(in memory, in share);
            }
            else
            {
                TLoop.Run<LanePair<Lanes128<T>, T>>(in memory, in share);
            }
        }
        else if (sizeof(TColumns) * sizeof(T) <= 64)
        {
            if (Avx512DQ.IsSupported)
            {
                TLoop.Run<Lanes512<T>>(in memory, in share);
            }
            else if (Avx2.IsSupported && Fma.IsSupported)
            {
                TLoop.Run<LanePair<Lanes256<T>, T>>(in memory, in share);
            }
            else
            {
                TLoop.Run<LanePair<LanePair<Lanes128<T>, T>, T>>(in memory, in share);
            }
        }
        else
        {
            KernelErrors.ThrowNoRegister(sizeof(TColumns) * sizeof(T));
        }
    }

    /// <summary>Runs a loop with its lanes along the samples, as many at a time as the widest register has lanes; the last few row by row.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TColumns">The number of columns.</typeparam>
    /// <typeparam name="TMemory">What the loop reads and writes.</typeparam>
    /// <typeparam name="TLoop">The loop.</typeparam>
    /// <param name="memory">What the loop reads and writes.</param>
    /// <param name="share">The samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunTiles<T, TColumns, TMemory, TLoop>(scoped in TMemory memory, scoped in Share share)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMemory : struct, allows ref struct
        where TLoop : struct, ITileLoop<TMemory, T>
    {
        int lanes = (Avx512DQ.IsSupported ? 64 : Avx2.IsSupported && Fma.IsSupported ? 32 : 16) / sizeof(T), rest = share.Count % lanes;
        if (rest < share.Count)
        {
            if (Avx512DQ.IsSupported)
            {
                TLoop.RunTiles<Lanes512<T>>(in memory, share.Part(0, share.Count - rest));
            }
            else if (Avx2.IsSupported && Fma.IsSupported)
            {
                TLoop.RunTiles<Lanes256<T>>(in memory, share.Part(0, share.Count - rest));
            }
            else
            {
                TLoop.RunTiles<Lanes128<T>>(in memory, share.Part(0, share.Count - rest));
            }
        }

        if (rest > 0)
        {
            Run<T, TColumns, TMemory, TLoop>(in memory, share.Part(share.Count - rest, rest));
        }
    }
}
