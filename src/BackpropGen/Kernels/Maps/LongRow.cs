using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

/// <summary>One long row of a block whose columns are few: by the general loops, in the widest registers that it fills.</summary>
internal static unsafe class LongRow
{
    /// <summary>y[i] = f(…)[i].</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Map<T, TMap>(nuint length, T* y, T* a, T* b, T* c, T* d, T* e)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
    {
        T* slots = stackalloc T[8 * (Operands<T>.SlotBytes / sizeof(T))];
        Unsafe.SkipInit(out Operands<T> operands);
        Place<T, TMap>(ref operands, slots, a, b, c, d, e);
        if (Avx512DQ.IsSupported && length >= (nuint)Lanes512<T>.Count)
        {
            RowLoops.Map<T, TMap, Replace<T>, Lanes512<T>>(&operands, y, 0, 1, length);
        }
        else if (Avx2.IsSupported && Fma.IsSupported && length >= (nuint)Lanes256<T>.Count)
        {
            RowLoops.Map<T, TMap, Replace<T>, Lanes256<T>>(&operands, y, 0, 1, length);
        }
        else
        {
            RowLoops.Map<T, TMap, Replace<T>, Lanes128<T>>(&operands, y, 0, 1, length);
        }
    }

    /// <summary>y[0] = Σ f(…)[i].</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Total<T, TMap>(nuint length, T* y, T* a, T* b, T* c, T* d, T* e)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
    {
        T* slots = stackalloc T[8 * (Operands<T>.SlotBytes / sizeof(T))];
        Unsafe.SkipInit(out Operands<T> operands);
        Place<T, TMap>(ref operands, slots, a, b, c, d, e);
        if (Avx512DQ.IsSupported && length >= (nuint)Lanes512<T>.Count)
        {
            RowLoops.Reduce<T, TMap, Add<T>, Lanes512<T>>(&operands, y, 0, 1, length, true);
        }
        else if (Avx2.IsSupported && Fma.IsSupported && length >= (nuint)Lanes256<T>.Count)
        {
            RowLoops.Reduce<T, TMap, Add<T>, Lanes256<T>>(&operands, y, 0, 1, length, true);
        }
        else
        {
            RowLoops.Reduce<T, TMap, Add<T>, Lanes128<T>>(&operands, y, 0, 1, length, true);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Place<T, TMap>(ref Operands<T> operands, T* slots, T* a, T* b, T* c, T* d, T* e)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
    {
        operands.Slots = slots;
        if (TMap.Arity > 0)
        {
            operands.FirstA = a;
            operands.StrideA = 0;
            operands.MaskA = TMap.A == Reach.Element ? nuint.MaxValue : 0;
        }

        if (TMap.Arity > 1)
        {
            operands.FirstB = b;
            operands.StrideB = 0;
            operands.MaskB = TMap.B == Reach.Element ? nuint.MaxValue : 0;
        }

        if (TMap.Arity > 2)
        {
            operands.FirstC = c;
            operands.StrideC = 0;
            operands.MaskC = TMap.C == Reach.Element ? nuint.MaxValue : 0;
        }

        if (TMap.Arity > 3)
        {
            operands.FirstD = d;
            operands.StrideD = 0;
            operands.MaskD = TMap.D == Reach.Element ? nuint.MaxValue : 0;
        }

        if (TMap.Arity > 4)
        {
            operands.FirstE = e;
            operands.StrideE = 0;
            operands.MaskE = TMap.E == Reach.Element ? nuint.MaxValue : 0;
        }
    }
}
