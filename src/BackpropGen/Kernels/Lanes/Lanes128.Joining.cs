using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
