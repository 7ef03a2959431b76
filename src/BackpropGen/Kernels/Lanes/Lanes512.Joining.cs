using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public static T MaxOf(Lanes512<T> value) =>
        Vector512.EqualsAll(value._register, value._register) ? LargestNumber(value) : Lanes1<T>.First(Lanes1<T>.Constant(double.NaN));

    /// <summary>The largest where no lane is NaN: maxima that look for it take three instructions in place of one, in each of their rounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T LargestNumber(Lanes512<T> value) =>
        Lanes256<T>.LargestNumber(new(Vector256.MaxNative(value._register.GetLower(), value._register.GetUpper())));
}
