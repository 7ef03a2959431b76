using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

/// <content>Lanes one by one, and all of them together.</content>
internal readonly unsafe partial struct Lanes512<T>
{
    /// <inheritdoc/>
    public static Lanes512<T> Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(Vector512<T>.Indices);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T First(Lanes512<T> value) => value._register.ToScalar();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Lanes512<T> value) => Lanes256<T>.Sum(new(value._register.GetLower() + value._register.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> SumInEach(Lanes512<T> value)
    {
        if (!Avx512F.IsSupported)
        {
            return Broadcast(Sum(value));
        }

        // As of 256 bits: the other half, the other quarter, the neighbour, the other pair.
        if (typeof(T) == typeof(float))
        {
            Vector512<float> halves = value._register.AsSingle() + Avx512F.Shuffle4x128(value._register.AsSingle(), value._register.AsSingle(), 0b01_00_11_10);
            Vector512<float> quarters = halves + Avx512F.Shuffle4x128(halves, halves, 0b10_11_00_01), pairs = quarters + Avx512F.Permute4x32(quarters, 0b10_11_00_01);
            return Unsafe.BitCast<Vector512<float>, Lanes512<T>>(pairs + Avx512F.Permute4x32(pairs, 0b01_00_11_10));
        }

        Vector512<double> sums = value._register.AsDouble() + Avx512F.Shuffle4x128(value._register.AsDouble(), value._register.AsDouble(), 0b01_00_11_10);
        sums += Avx512F.Shuffle4x128(sums, sums, 0b10_11_00_01);
        return Unsafe.BitCast<Vector512<double>, Lanes512<T>>(sums + Avx512F.Permute2x64(sums, 0b01010101));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MaxOf(Lanes512<T> value) =>
        Vector512.EqualsAll(value._register, value._register) ? LargestNumber(value) : Lanes1<T>.First(Lanes1<T>.Constant(double.NaN));

    /// <summary>The largest where no lane is NaN: maxima that look for it take three instructions in place of one, in each of their rounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T LargestNumber(Lanes512<T> value) =>
        Lanes256<T>.LargestNumber(new(Vector256.MaxNative(value._register.GetLower(), value._register.GetUpper())));
}
