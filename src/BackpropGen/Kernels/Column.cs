using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Reductions over the rows of a nest of two loops, as of a bias gradient over the batch: a register of columns is
/// joined down all rows before it is stored.</summary>
internal static unsafe class Column
{
    /// <summary>y[i] = fold over all rows of f(…)[i], from what y holds where it is not new. Rows have at least as many elements
    /// as a register has lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Reduce<T, TMap, TFold, TLanes>(
        ref readonly Tracks<T, TMap, TLanes> tracks, ref readonly Sources<T> placed, T* y, int rows, nuint length, bool isNew)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
        where TFold : struct, IFold<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        Sources<T> x = placed;
        nuint count = (nuint)TLanes.Count, last = length - count;

        // The overlapping end is the first to be read and the last to be written.
        TLanes end = TLanes.Zero;
        nuint i = last;
        bool isEnd = true;
        do
        {
            TLanes even = isNew ? TLanes.Broadcast(TFold.Identity) : TLanes.Load(y + i);
            TLanes odd = TLanes.Broadcast(TFold.Identity);
            for (int row = 0; row < rows; row++)
            {
                // Two chains take turns, so that neither waits for its own last sum.
                tracks.Place(ref x, 0, 0, row);
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
                TLanes.Store(value, y + i);
                i += count;
            }
        }
        while (i < last);
        TLanes.Store(end, y + last);
    }
}
