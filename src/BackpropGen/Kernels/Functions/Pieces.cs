using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

/// <summary>Numbers that depend on the piece of its range in which a float lies: 32 of them in two registers, where one instruction finds each.</summary>
internal static unsafe class Pieces
{
    /// <summary>Whether the machine looks up as many floats at once as there are lanes.</summary>
    /// <typeparam name="V">Lanes of floats.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool AreLookedUp<V>()
        where V : unmanaged => Avx512F.VL.IsSupported && sizeof(V) <= 64;

    /// <summary>The pieces of numbers: their upper bits, of which <see cref="Look"/> counts the lowest five.</summary>
    /// <typeparam name="V">Lanes of floats.</typeparam>
    /// <param name="magnitude">Numbers without a sign.</param>
    /// <param name="lowBits">How many bits do not count.</param>
    /// <param name="first">The bits of the first piece, to which all lower numbers belong.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Of<V>(V magnitude, int lowBits, int first)
        where V : unmanaged
    {
        if (sizeof(V) == 64)
        {
            return Unsafe.BitCast<Vector512<int>, V>(Vector512.Max(Unsafe.BitCast<V, Vector512<int>>(magnitude) >>> lowBits, Vector512.Create(first)));
        }

        if (sizeof(V) == 32)
        {
            return Unsafe.BitCast<Vector256<int>, V>(Vector256.Max(Unsafe.BitCast<V, Vector256<int>>(magnitude) >>> lowBits, Vector256.Create(first)));
        }

        return sizeof(V) == 16
            ? Unsafe.BitCast<Vector128<int>, V>(Vector128.Max(Unsafe.BitCast<V, Vector128<int>>(magnitude) >>> lowBits, Vector128.Create(first)))
            : Unsafe.BitCast<int, V>(Math.Max(Unsafe.BitCast<V, int>(magnitude) >>> lowBits, first));
    }

    /// <summary>The number of each lane's piece.</summary>
    /// <typeparam name="V">Lanes of floats.</typeparam>
    /// <param name="low">The numbers of the pieces whose five bits are 0 to 15.</param>
    /// <param name="high">The numbers of the others.</param>
    /// <param name="piece">The pieces; the lowest five bits of each count.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Look<V>(Vector512<float> low, Vector512<float> high, V piece)
        where V : unmanaged
    {
        if (sizeof(V) == 64)
        {
            return Unsafe.BitCast<Vector512<float>, V>(Avx512F.PermuteVar16x32x2(low, Unsafe.BitCast<V, Vector512<int>>(piece), high));
        }

        if (sizeof(V) == 32)
        {
            return Unsafe.BitCast<Vector256<float>, V>(
                Avx512F.PermuteVar16x32x2(low, Unsafe.BitCast<V, Vector256<int>>(piece).ToVector512Unsafe(), high).GetLower());
        }

        Vector128<int> pieces = sizeof(V) == 16 ? Unsafe.BitCast<V, Vector128<int>>(piece) : Vector128.CreateScalarUnsafe(Unsafe.BitCast<V, int>(piece));
        Vector128<float> found = Avx512F.PermuteVar16x32x2(low, pieces.ToVector256Unsafe().ToVector512Unsafe(), high).GetLower().GetLower();
        return sizeof(V) == 16 ? Unsafe.BitCast<Vector128<float>, V>(found) : Unsafe.BitCast<float, V>(found.ToScalar());
    }
}
