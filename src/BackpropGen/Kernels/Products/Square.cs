using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

/// <summary>Transposition of squares whose rows are one register long.</summary>
/// <remarks>Each register is filled from two rows where the machine can do that while loading, which saves one of the log₂ n
/// stages of shuffling: 48 shuffles instead of 64 for 16 by 16.</remarks>
internal static unsafe partial class Square
{
    /// <summary>target[j, i] = source[i, j] for i, j below the number of lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Transpose<T, TLanes>(T* source, nint sourceStride, T* target, nint targetStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (HasHalves<TLanes>())
        {
            int half = sizeof(TLanes) / sizeof(T) / 2;
            TransposeHalf<T, TLanes>(source, sourceStride, target, targetStride);
            TransposeHalf<T, TLanes>(source + half, sourceStride, target + (half * targetStride), targetStride);
        }
        else if (typeof(T) == typeof(float) && sizeof(TLanes) == 16 && (Sse2.IsSupported || AdvSimd.Arm64.IsSupported))
        {
            Transpose128((float*)source, sourceStride, (float*)target, targetStride);
        }
        else if (typeof(T) == typeof(double) && sizeof(TLanes) == 16 && (Sse2.IsSupported || AdvSimd.Arm64.IsSupported))
        {
            Transpose128((double*)source, sourceStride, (double*)target, targetStride);
        }
        else
        {
            Transpose(TLanes.Count, TLanes.Count, source, sourceStride, target, targetStride);
        }
    }

    /// <summary>Whether registers can be filled from two rows, so that half a square is transposed by half the work.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool HasHalves<TLanes>()
        where TLanes : unmanaged => (sizeof(TLanes) == 64 && Avx512F.IsSupported) || (sizeof(TLanes) == 32 && Avx.IsSupported);

    /// <summary>target[j, i] = source[i, j] for i below the number of lanes and j below half of it, where the machine <see cref="HasHalves"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void TransposeHalf<T, TLanes>(T* source, nint sourceStride, T* target, nint targetStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        if (typeof(T) == typeof(float) && sizeof(TLanes) == 64)
        {
            TransposeHalf512((float*)source, sourceStride, (float*)target, targetStride);
        }
        else if (typeof(T) == typeof(double) && sizeof(TLanes) == 64)
        {
            TransposeHalf512((double*)source, sourceStride, (double*)target, targetStride);
        }
        else if (typeof(T) == typeof(float))
        {
            TransposeHalf256((float*)source, sourceStride, (float*)target, targetStride);
        }
        else
        {
            TransposeHalf256((double*)source, sourceStride, (double*)target, targetStride);
        }
    }

    /// <summary>target[j, i] = source[i, j] for any numbers of rows and columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Transpose<T>(int rows, int columns, T* source, nint sourceStride, T* target, nint targetStride)
        where T : unmanaged
    {
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                target[(j * targetStride) + i] = source[(i * sourceStride) + j];
            }
        }
    }
}
