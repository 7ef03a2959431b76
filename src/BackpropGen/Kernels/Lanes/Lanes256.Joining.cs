using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public static T MaxOf(Lanes256<T> value) =>
        Vector256.EqualsAll(value._register, value._register) ? LargestNumber(value) : Lanes1<T>.First(Lanes1<T>.Constant(double.NaN));

    /// <summary>The largest where no lane is NaN: maxima that look for it take three instructions in place of one, in each of their rounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T LargestNumber(Lanes256<T> value) =>
        Lanes128<T>.LargestNumber(new(Vector128.MaxNative(value._register.GetLower(), value._register.GetUpper())));
}
