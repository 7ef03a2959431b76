using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The portable register of <see cref="Vector{T}"/>, of a width that the runtime chooses.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly unsafe partial struct LanesOfVector<T> : ILanes<LanesOfVector<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector<T> _register;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal LanesOfVector(Vector<T> register) => _register = register;

    /// <summary>The register itself.</summary>
    internal Vector<T> Register
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _register;
    }

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector<T>.Count;
    }

    /// <inheritdoc/>
    public static int Registers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Lanes128<T>.Registers;
    }

    /// <inheritdoc/>
    public static LanesOfVector<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(Vector<T>.Zero);
    }

    /// <inheritdoc/>
    public static LanesOfVector<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(Vector<T>.One);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> operator +(LanesOfVector<T> left, LanesOfVector<T> right) => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(left._register + right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> operator -(LanesOfVector<T> left, LanesOfVector<T> right) => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(left._register - right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> operator *(LanesOfVector<T> left, LanesOfVector<T> right) => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(left._register * right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> operator /(LanesOfVector<T> left, LanesOfVector<T> right) => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(left._register / right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> operator -(LanesOfVector<T> value) => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(-value._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Broadcast(T value) => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(new Vector<T>(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Constant(double value) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector<float>, LanesOfVector<T>>(new Vector<float>((float)value))
            : Unsafe.BitCast<Vector<double>, LanesOfVector<T>>(new Vector<double>(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Load(T* source) => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(Vector.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> Load(ref readonly T source, nuint offset) => Unsafe.BitCast<Vector<T>, LanesOfVector<T>>(Vector.LoadUnsafe(in source, offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(LanesOfVector<T> value, T* target) => value._register.Store(target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(LanesOfVector<T> value, ref T target, nuint offset) => value._register.StoreUnsafe(ref target, offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> MultiplyAdd(LanesOfVector<T> x, LanesOfVector<T> y, LanesOfVector<T> z) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector<float>, LanesOfVector<T>>(Vector.MultiplyAddEstimate(x._register.As<T, float>(), y._register.As<T, float>(), z._register.As<T, float>()))
            : Unsafe.BitCast<Vector<double>, LanesOfVector<T>>(Vector.MultiplyAddEstimate(x._register.As<T, double>(), y._register.As<T, double>(), z._register.As<T, double>()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> MultiplyAdd(LanesOfVector<T> x, LanesOfVector<T> y, double z) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector<float>, LanesOfVector<T>>(Vector.MultiplyAddEstimate(x._register.As<T, float>(), y._register.As<T, float>(), new Vector<float>((float)z)))
            : Unsafe.BitCast<Vector<double>, LanesOfVector<T>>(Vector.MultiplyAddEstimate(x._register.As<T, double>(), y._register.As<T, double>(), new Vector<double>(z)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesOfVector<T> FusedMultiplyAdd(LanesOfVector<T> x, LanesOfVector<T> y, LanesOfVector<T> z) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector<float>, LanesOfVector<T>>(Vector.FusedMultiplyAdd(x._register.As<T, float>(), y._register.As<T, float>(), z._register.As<T, float>()))
            : Unsafe.BitCast<Vector<double>, LanesOfVector<T>>(Vector.FusedMultiplyAdd(x._register.As<T, double>(), y._register.As<T, double>(), z._register.As<T, double>()));
}
