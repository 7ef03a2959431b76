using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen;

/// <summary>What the optimizers' vector loops share: each computes whole vectors, the last one filled up with 0.</summary>
internal static class MomentVector
{
    /// <summary>
    /// A moment with numbers too small to be normal put to 0. A moment that decays without gradients would otherwise stay
    /// subnormal for long, and arithmetic on such numbers is many times slower on common processors.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Flush<T>(Vector<T> moment)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double smallestNormal = typeof(T) == typeof(float) ? 1.17549435082228751e-38 : 2.2250738585072014e-308;
        var limit = new Vector<T>(T.CreateTruncating(smallestNormal));
        return Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(moment), limit), Vector<T>.Zero, moment);
    }

    /// <summary>Loads a vector, filled up with 0 where the numbers end before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Load<T>(ReadOnlySpan<T> values, int start)
        where T : unmanaged =>
        values.Length - start >= Vector<T>.Count ? new Vector<T>(values[start..]) : LoadTail(values[start..]);

    /// <summary>Stores a vector, or as much of it as there is room for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector<T> vector, Span<T> values, int start)
        where T : unmanaged
    {
        if (values.Length - start >= Vector<T>.Count)
        {
            vector.CopyTo(values[start..]);
        }
        else
        {
            StoreTail(vector, values[start..]);
        }
    }

    // Apart, since a method that allocates on the stack is not inlined.
    private static Vector<T> LoadTail<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Span<T> padded = stackalloc T[Vector<T>.Count];
        padded.Clear();
        values.CopyTo(padded);
        return new Vector<T>(padded);
    }

    private static void StoreTail<T>(Vector<T> vector, Span<T> values)
        where T : unmanaged
    {
        Span<T> padded = stackalloc T[Vector<T>.Count];
        vector.CopyTo(padded);
        padded[..values.Length].CopyTo(values);
    }
}
