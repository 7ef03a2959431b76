using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

/// <content>Lanes one by one, and all of them together.</content>
internal readonly unsafe partial struct Lanes256<T>
{
    /// <inheritdoc/>
    public static Lanes256<T> Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(Vector256<T>.Indices);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T First(Lanes256<T> value) => value._register.ToScalar();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Lanes256<T> value) => Vector128.Sum(value._register.GetLower() + value._register.GetUpper());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> SumInEach(Lanes256<T> value)
    {
        if (!Avx.IsSupported)
        {
            return Broadcast(Sum(value));
        }

        // The other half, the neighbour, the other pair: each lane then has the sum, and none has to be handed to the others.
        if (typeof(T) == typeof(float))
        {
            Vector256<float> halves = value._register.AsSingle() + Avx.Permute2x128(value._register.AsSingle(), value._register.AsSingle(), 1);
            Vector256<float> pairs = halves + Avx.Permute(halves, 0b10_11_00_01);
            return Unsafe.BitCast<Vector256<float>, Lanes256<T>>(pairs + Avx.Permute(pairs, 0b01_00_11_10));
        }

        Vector256<double> sums = value._register.AsDouble() + Avx.Permute2x128(value._register.AsDouble(), value._register.AsDouble(), 1);
        return Unsafe.BitCast<Vector256<double>, Lanes256<T>>(sums + Avx.Permute(sums, 0b0101));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MaxOf(Lanes256<T> value) =>
        Vector256.EqualsAll(value._register, value._register) ? LargestNumber(value) : Lanes1<T>.First(Lanes1<T>.Constant(double.NaN));

    /// <summary>The largest where no lane is NaN: maxima that look for it take three instructions in place of one, in each of their rounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T LargestNumber(Lanes256<T> value) =>
        Lanes128<T>.LargestNumber(new(Vector128.MaxNative(value._register.GetLower(), value._register.GetUpper())));
}
