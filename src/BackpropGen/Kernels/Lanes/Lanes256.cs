using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Kernels;

/// <summary>256 bits, as AVX2 has them.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly unsafe partial struct Lanes256<T> : ILanes<Lanes256<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector256<T> _register;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Lanes256(Vector256<T> register) => _register = register;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<T>.Count;
    }

    /// <inheritdoc/>
    public static int Registers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 16;
    }

    /// <inheritdoc/>
    public static Lanes256<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(Vector256<T>.Zero);
    }

    /// <inheritdoc/>
    public static Lanes256<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(Vector256<T>.One);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator +(Lanes256<T> left, Lanes256<T> right) => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(left._register + right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator -(Lanes256<T> left, Lanes256<T> right) => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(left._register - right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator *(Lanes256<T> left, Lanes256<T> right) => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(left._register * right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator /(Lanes256<T> left, Lanes256<T> right) => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(left._register / right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator -(Lanes256<T> value) => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(-value._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Broadcast(T value) => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Constant(double value) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector256<float>, Lanes256<T>>(Vector256.Create((float)value))
            : Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Load(T* source) => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(Vector256.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Load(ref readonly T source, nuint offset) => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(Vector256.LoadUnsafe(in source, offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> LoadSingles(float* source) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector256<float>, Lanes256<T>>(Vector256.Load(source))
        : Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Vector256.WidenLower(Vector128.Load(source).ToVector256Unsafe()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes256<T> value, T* target) => value._register.Store(target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes256<T> value, ref T target, nuint offset) => value._register.StoreUnsafe(ref target, offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> MultiplyAdd(Lanes256<T> x, Lanes256<T> y, Lanes256<T> z) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector256<float>, Lanes256<T>>(Vector256.MultiplyAddEstimate(x._register.AsSingle(), y._register.AsSingle(), z._register.AsSingle()))
            : Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Vector256.MultiplyAddEstimate(x._register.AsDouble(), y._register.AsDouble(), z._register.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Lanes256<T> sum, Lanes256<T> x, Lanes256<T> y)
    {
        if (typeof(T) == typeof(float))
        {
            // In place, not `sum = MultiplyAdd(x, y, sum)`: see the interface's remark.
            Unsafe.As<Lanes256<T>, Vector256<float>>(ref sum) = Vector256.MultiplyAddEstimate(x._register.AsSingle(), y._register.AsSingle(), sum._register.AsSingle());
        }
        else
        {
            Unsafe.As<Lanes256<T>, Vector256<double>>(ref sum) = Vector256.MultiplyAddEstimate(x._register.AsDouble(), y._register.AsDouble(), sum._register.AsDouble());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> MultiplyAdd(Lanes256<T> x, Lanes256<T> y, double z) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector256<float>, Lanes256<T>>(Vector256.MultiplyAddEstimate(x._register.AsSingle(), y._register.AsSingle(), Vector256.Create((float)z)))
            : Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Vector256.MultiplyAddEstimate(x._register.AsDouble(), y._register.AsDouble(), Vector256.Create(z)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> FusedMultiplyAdd(Lanes256<T> x, Lanes256<T> y, Lanes256<T> z) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector256<float>, Lanes256<T>>(Vector256.FusedMultiplyAdd(x._register.AsSingle(), y._register.AsSingle(), z._register.AsSingle()))
            : Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Vector256.FusedMultiplyAdd(x._register.AsDouble(), y._register.AsDouble(), z._register.AsDouble()));
}
