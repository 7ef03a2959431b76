using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

/// <summary>Runs functions at many points. Called by generated code.</summary>
public static class Batch
{
    /// <summary>Runs a function in the widest registers that the machine has and the points fill.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TBatch">The function and its columns.</typeparam>
    /// <param name="batch">The function and its columns, each of as many elements as there are points, for each of its components.</param>
    /// <param name="count">The number of points.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TBatch>(scoped TBatch batch, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TBatch : struct, IBatch<T>, allows ref struct
    {
        // The sets are asked for by name: the widths that are not chosen are never compiled.
        if (Avx512DQ.IsSupported && count > Lanes256<T>.Count)
        {
            RunIn<T, TBatch, Lanes512<T>>(in batch, count);
        }
        else if (Avx2.IsSupported && Fma.IsSupported && count > Lanes128<T>.Count)
        {
            RunIn<T, TBatch, Lanes256<T>>(in batch, count);
        }
        else
        {
            RunIn<T, TBatch, Lanes128<T>>(in batch, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RunIn<T, TBatch, TLanes>(scoped in TBatch batch, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TBatch : struct, IBatch<T>, allows ref struct
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (count >= TLanes.Count)
        {
            batch.Run<TLanes>(count);
        }

        if (count % TLanes.Count > 0)
        {
            LastPoints<T>.Run<TLanes, TBatch>(in batch, count);
        }
    }
}
