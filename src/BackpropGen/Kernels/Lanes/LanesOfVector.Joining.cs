using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Kernels;

/// <content>Lanes one by one, and all of them together.</content>
internal readonly unsafe partial struct LanesOfVector<T>
{
    /// <inheritdoc/>
    public static LanesOfVector<T> Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(Vector<T>.Indices);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T First(LanesOfVector<T> value) => value._register.ToScalar();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(LanesOfVector<T> value) => Vector.Sum(value._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MaxOf(LanesOfVector<T> value) => Vector<byte>.Count switch
    {
        64 => Lanes512<T>.MaxOf(new(value._register.AsVector512())),
        32 => Lanes256<T>.MaxOf(new(value._register.AsVector256())),
        _ => Lanes128<T>.MaxOf(new(value._register.AsVector128())),
    };
}
