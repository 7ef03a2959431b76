using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The inner loops, over rows of at least as many elements as a register has lanes.</summary>
/// <remarks>A row that is no multiple of the lanes ends with one register that overlaps those before it, so no memory outside the row is
/// touched. The map is invoked at one place in each: inlined at several, a long one would have more locals than the compiler keeps
/// track of, and take longer to compile.</remarks>
internal static unsafe class RowLoops
{
    /// <summary>y[row, i] = fold(y[row, i], f(…)[row, i]).</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Map<T, TMap, TFold, TLanes>(Operands<T>* operands, T* y, nint stride, int rows, nuint length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
        where TFold : struct, IFold<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        Unsafe.SkipInit(out Sources<T> x);
        nuint count = (nuint)(sizeof(TLanes) / sizeof(T)), last = length - count;
        for (int row = 0; row < rows; row++, y += stride)
        {
            // The overlapping end is computed before anything is written, and written after everything else: an operand
            // that is the target itself is then read everywhere before it changes.
            operands->Place<TMap, TLanes>(ref x, row);
            TLanes end = default;
            nuint i = last;
            bool isEnd = true;
            do
            {
                TLanes value = TFold.Join(*(TLanes*)(y + i), TMap.Invoke<TLanes>(in x, i));
                if (isEnd)
                {
                    end = value;
                    isEnd = false;
                    i = 0;
                }
                else
                {
                    *(TLanes*)(y + i) = value;
                    i += count;
                }
            }
            while (i < last);
            *(TLanes*)(y + last) = end;
        }
    }

    /// <summary>y[row] = fold f(…)[row, i] over each row, in four interleaved chains joined pairwise; joined with what y holds where
    /// that is not new. Where y stands still, only the first row can be new.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Reduce<T, TMap, TFold, TLanes>(Operands<T>* operands, T* y, nint stride, int rows, nuint length, bool isNew)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
        where TFold : struct, IFold<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        Unsafe.SkipInit(out Sources<T> x);
        nuint count = (nuint)(sizeof(TLanes) / sizeof(T)), last = length - count;
        for (int row = 0; row < rows; row++, y += stride)
        {
            operands->Place<TMap, TLanes>(ref x, row);
            TLanes identity = TLanes.Broadcast(TFold.Identity);
            TLanes chain0 = identity, chain1 = identity, chain2 = identity, chain3 = identity;
            for (nuint i = 0; i < length; i += count)
            {
                // The chains take turns, so that none waits for its own last sum. The last register overlaps the one before.
                nuint place = Math.Min(i, last);
                TLanes value = TMap.Invoke<TLanes>(in x, place);
                if (place != i)
                {
                    TLanes isOld = TLanes.LessThan(TLanes.Indices, TLanes.Constant(i - place));
                    value = TLanes.Select(isOld, identity, value);
                }

                TLanes joined = TFold.Join(chain0, value);
                chain0 = chain1;
                chain1 = chain2;
                chain2 = chain3;
                chain3 = joined;
            }

            T all = TFold.JoinLanes(TFold.Join(TFold.Join(chain0, chain1), TFold.Join(chain2, chain3)));
            *y = isNew && (row == 0 || stride != 0) ? all : TFold.Join(*y, all);
        }
    }

    /// <summary>y[i] = fold f(…)[row, i] over all rows, from what y holds where it is not new: as a bias gradient over the batch.
    /// A register of columns is joined down all rows before it is stored.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ReduceColumns<T, TMap, TFold, TLanes>(Operands<T>* operands, T* y, int rows, nuint length, bool isNew)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
        where TFold : struct, IFold<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        Unsafe.SkipInit(out Sources<T> x);
        nuint count = (nuint)(sizeof(TLanes) / sizeof(T)), last = length - count;

        // The overlapping end is the first to be read and the last to be written.
        TLanes end = default;
        nuint i = last;
        bool isEnd = true;
        do
        {
            TLanes even = isNew ? TLanes.Broadcast(TFold.Identity) : *(TLanes*)(y + i);
            TLanes odd = TLanes.Broadcast(TFold.Identity);
            for (int row = 0; row < rows; row++)
            {
                // Two chains take turns, so that neither waits for its own last sum.
                operands->Place<TMap, TLanes>(ref x, row);
                TLanes joined = TFold.Join(even, TMap.Invoke<TLanes>(in x, i));
                even = odd;
                odd = joined;
            }

            TLanes value = TFold.Join(even, odd);
            if (isEnd)
            {
                end = value;
                isEnd = false;
                i = 0;
            }
            else
            {
                *(TLanes*)(y + i) = value;
                i += count;
            }
        }
        while (i < last);
        *(TLanes*)(y + last) = end;
    }
}
