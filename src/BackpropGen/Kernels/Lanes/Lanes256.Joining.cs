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
    public static T MaxOf(Lanes256<T> value) => Lanes128<T>.MaxOf(new(Vector128.Max(value._register.GetLower(), value._register.GetUpper())));
}
