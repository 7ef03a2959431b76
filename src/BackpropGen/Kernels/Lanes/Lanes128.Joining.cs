using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Kernels;

/// <content>Lanes one by one, and all of them together.</content>
internal readonly unsafe partial struct Lanes128<T>
{
    /// <inheritdoc/>
    public static Lanes128<T> Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(Vector128<T>.Indices);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T First(Lanes128<T> value) => value._register.ToScalar();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Lanes128<T> value) => Vector128.Sum(value._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> SumInEach(Lanes128<T> value)
    {
        if (!Avx.IsSupported)
        {
            return Broadcast(Sum(value));
        }

        // Each lane adds its neighbour, then the other pair's sum: none has to be handed to the others behind that.
        if (typeof(T) == typeof(float))
        {
            Vector128<float> pairs = value._register.AsSingle() + Avx.Permute(value._register.AsSingle(), 0b10_11_00_01);
            return Unsafe.BitCast<Vector128<float>, Lanes128<T>>(pairs + Avx.Permute(pairs, 0b01_00_11_10));
        }

        return Unsafe.BitCast<Vector128<double>, Lanes128<T>>(value._register.AsDouble() + Avx.Permute(value._register.AsDouble(), 0b01));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MaxOf(Lanes128<T> value) =>
        Vector128.EqualsAll(value._register, value._register) ? LargestNumber(value) : Lanes1<T>.First(Lanes1<T>.Constant(double.NaN));

    /// <summary>The largest where no lane is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T LargestNumber(Lanes128<T> value)
    {
        Vector128<T> swapped = Vector128.Shuffle(value._register.AsUInt64(), Vector128.Create(1UL, 0UL)).As<ulong, T>();
        Vector128<T> larger = Vector128.MaxNative(value._register, swapped);
        if (Count == 4)
        {
            swapped = Vector128.Shuffle(larger.AsUInt32(), Vector128.Create(1U, 0U, 3U, 2U)).As<uint, T>();
            larger = Vector128.MaxNative(larger, swapped);
        }

        return larger.ToScalar();
    }
}
