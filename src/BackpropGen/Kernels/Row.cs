using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The inner loops, over rows of at least as many elements as a register has lanes.</summary>
/// <remarks>Each copies the sources into a local, which the compiler can then keep in registers. A row that is no multiple
/// of the lanes ends with one register that overlaps those before it, so no memory outside the row is touched. The map is
/// invoked at one place in each: inlined at several, a long one would have more locals than the compiler keeps track of.</remarks>
internal static unsafe class Row
{
    /// <summary>y[i] = fold(y[i], f(…)[i]) for one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Map<T, TMap, TFold, TLanes>(ref readonly Sources<T> placed, T* y, nuint length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
        where TFold : struct, IFold<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        Sources<T> x = placed;
        nuint count = (nuint)TLanes.Count, last = length - count;

        // The overlapping end is computed before anything is written, and written after everything else: an operand
        // that is the target itself is then read everywhere before it changes.
        TLanes end = TLanes.Zero;
        nuint i = last;
        bool isEnd = true;
        do
        {
            TLanes value = TFold.Join(TLanes.Load(y + i), TMap.Invoke<TLanes>(in x, i));
            if (isEnd)
            {
                end = value;
                isEnd = false;
                i = 0;
            }
            else
            {
                TLanes.Store(value, y + i);
                i += count;
            }
        }
        while (i < last);
        TLanes.Store(end, y + last);
    }

    /// <summary>fold f(…)[i] over one row, in four interleaved chains joined pairwise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static T Reduce<T, TMap, TFold, TLanes>(ref readonly Sources<T> placed, nuint length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
        where TFold : struct, IFold<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        Sources<T> x = placed;
        nuint count = (nuint)TLanes.Count, last = length - count;
        TLanes identity = TLanes.Broadcast(TFold.Identity);
        TLanes chain0 = identity, chain1 = identity, chain2 = identity, chain3 = identity;
        for (nuint i = 0; i < length; i += count)
        {
            // The chains take turns, so that none waits for its own last sum. The last register overlaps the one before.
            nuint place = Math.Min(i, last);
            TLanes value = TMap.Invoke<TLanes>(in x, place);
            if (place != i)
            {
                TLanes isOld = TLanes.LessThan(TLanes.Indices, TLanes.Broadcast(T.CreateTruncating(i - place)));
                value = TLanes.Select(isOld, identity, value);
            }

            TLanes joined = TFold.Join(chain0, value);
            chain0 = chain1;
            chain1 = chain2;
            chain2 = chain3;
            chain3 = joined;
        }

        return TFold.JoinLanes(TFold.Join(TFold.Join(chain0, chain1), TFold.Join(chain2, chain3)));
    }
}
