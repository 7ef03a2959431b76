using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The inner loops.</summary>
/// <remarks>Each copies the sources into a local, which the compiler can then keep in registers. A row that is no multiple
/// of the vector ends with one vector that overlaps those before it, so no memory outside the row is touched.</remarks>
internal static class Row
{
    /// <summary>y[i] = fold(y[i], f(…)[i]) for one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Map<T, TMap, TFold>(ref readonly Sources<T> placed, ref T y, nuint length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
        where TFold : struct, IFold<T>
    {
        Sources<T> x = placed;
        nuint count = (nuint)Vector<T>.Count;
        if (length < count)
        {
            Vector<T> lanes = TMap.Invoke(in x, 0);
            for (nuint j = 0; j < length; j++)
            {
                ref T element = ref Unsafe.Add(ref y, j);
                element = TFold.Join(element, lanes[(int)j]);
            }

            return;
        }

        // The overlapping end is computed before anything is written, and written after everything else: an operand
        // that is the target itself is then read everywhere before it changes.
        nuint last = length - count;
        Vector<T> end = TFold.Join(Vector.LoadUnsafe(ref y, last), TMap.Invoke(in x, last));
        for (nuint i = 0; i < last; i += count)
        {
            TFold.Join(Vector.LoadUnsafe(ref y, i), TMap.Invoke(in x, i)).StoreUnsafe(ref y, i);
        }

        end.StoreUnsafe(ref y, last);
    }

    /// <summary>fold f(…)[i] over one row, in four interleaved chains joined pairwise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static T Reduce<T, TMap, TFold>(ref readonly Sources<T> placed, nuint length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
        where TFold : struct, IFold<T>
    {
        Sources<T> x = placed;
        nuint count = (nuint)Vector<T>.Count;
        if (length < count)
        {
            Vector<T> lanes = TMap.Invoke(in x, 0);
            T value = lanes[0];
            for (nuint j = 1; j < length; j++)
            {
                value = TFold.Join(value, lanes[(int)j]);
            }

            return value;
        }

        Vector<T> identity = new(TFold.Identity);
        Vector<T> chain0 = identity, chain1 = identity, chain2 = identity, chain3 = identity;
        nuint i = 0;
        for (; i + (4 * count) <= length; i += 4 * count)
        {
            chain0 = TFold.Join(chain0, TMap.Invoke(in x, i));
            chain1 = TFold.Join(chain1, TMap.Invoke(in x, i + count));
            chain2 = TFold.Join(chain2, TMap.Invoke(in x, i + (2 * count)));
            chain3 = TFold.Join(chain3, TMap.Invoke(in x, i + (3 * count)));
        }

        for (; i + count <= length; i += count)
        {
            chain0 = TFold.Join(chain0, TMap.Invoke(in x, i));
        }

        if (i < length)
        {
            nuint last = length - count;
            Vector<T> isNew = Vector.GreaterThanOrEqual(Vector<T>.Indices, new Vector<T>(T.CreateTruncating(i - last)));
            chain1 = TFold.Join(chain1, Vector.ConditionalSelect(isNew, TMap.Invoke(in x, last), identity));
        }

        return TFold.JoinLanes(TFold.Join(TFold.Join(chain0, chain1), TFold.Join(chain2, chain3)));
    }
}
