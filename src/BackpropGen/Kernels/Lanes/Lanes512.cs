using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Kernels;

/// <summary>512 bits, as AVX-512 has them.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly unsafe partial struct Lanes512<T> : ILanes<Lanes512<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector512<T> _register;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Lanes512(Vector512<T> register) => _register = register;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    /// <inheritdoc/>
    public static int Registers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 32;
    }

    /// <inheritdoc/>
    public static Lanes512<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(Vector512<T>.Zero);
    }

    /// <inheritdoc/>
    public static Lanes512<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(Vector512<T>.One);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator +(Lanes512<T> left, Lanes512<T> right) => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(left._register + right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator -(Lanes512<T> left, Lanes512<T> right) => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(left._register - right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator *(Lanes512<T> left, Lanes512<T> right) => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(left._register * right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator /(Lanes512<T> left, Lanes512<T> right) => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(left._register / right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator -(Lanes512<T> value) => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(-value._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Broadcast(T value) => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Constant(double value) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector512<float>, Lanes512<T>>(Vector512.Create((float)value))
            : Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Load(T* source) => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(Vector512.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Load(ref readonly T source, nuint offset) => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(Vector512.LoadUnsafe(in source, offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> LoadSingles(float* source) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector512<float>, Lanes512<T>>(Vector512.Load(source))
        : Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Vector512.WidenLower(Vector256.Load(source).ToVector512Unsafe()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes512<T> value, T* target) => value._register.Store(target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes512<T> value, ref T target, nuint offset) => value._register.StoreUnsafe(ref target, offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> MultiplyAdd(Lanes512<T> x, Lanes512<T> y, Lanes512<T> z) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector512<float>, Lanes512<T>>(Vector512.MultiplyAddEstimate(x._register.AsSingle(), y._register.AsSingle(), z._register.AsSingle()))
            : Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Vector512.MultiplyAddEstimate(x._register.AsDouble(), y._register.AsDouble(), z._register.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Lanes512<T> sum, Lanes512<T> x, Lanes512<T> y)
    {
        if (typeof(T) == typeof(float))
        {
            // In place, not `sum = MultiplyAdd(x, y, sum)`: see the interface's remark.
            Unsafe.As<Lanes512<T>, Vector512<float>>(ref sum) = Vector512.MultiplyAddEstimate(x._register.AsSingle(), y._register.AsSingle(), sum._register.AsSingle());
        }
        else
        {
            Unsafe.As<Lanes512<T>, Vector512<double>>(ref sum) = Vector512.MultiplyAddEstimate(x._register.AsDouble(), y._register.AsDouble(), sum._register.AsDouble());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> MultiplyAdd(Lanes512<T> x, Lanes512<T> y, double z) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector512<float>, Lanes512<T>>(Vector512.MultiplyAddEstimate(x._register.AsSingle(), y._register.AsSingle(), Vector512.Create((float)z)))
            : Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Vector512.MultiplyAddEstimate(x._register.AsDouble(), y._register.AsDouble(), Vector512.Create(z)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> FusedMultiplyAdd(Lanes512<T> x, Lanes512<T> y, Lanes512<T> z) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector512<float>, Lanes512<T>>(Vector512.FusedMultiplyAdd(x._register.AsSingle(), y._register.AsSingle(), z._register.AsSingle()))
            : Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Vector512.FusedMultiplyAdd(x._register.AsDouble(), y._register.AsDouble(), z._register.AsDouble()));
}
