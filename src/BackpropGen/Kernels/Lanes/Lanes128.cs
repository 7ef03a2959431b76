using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace BackpropGen.Kernels;

/// <summary>128 bits, as Arm64 has them; in scalar code where a machine has no vectors at all.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly unsafe partial struct Lanes128<T> : ILanes<Lanes128<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector128<T> _register;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Lanes128(Vector128<T> register) => _register = register;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128<T>.Count;
    }

    /// <inheritdoc/>
    public static int Registers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => AdvSimd.IsSupported ? 32 : 16;
    }

    /// <inheritdoc/>
    public static Lanes128<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(Vector128<T>.Zero);
    }

    /// <inheritdoc/>
    public static Lanes128<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(Vector128<T>.One);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator +(Lanes128<T> left, Lanes128<T> right) => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(left._register + right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator -(Lanes128<T> left, Lanes128<T> right) => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(left._register - right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator *(Lanes128<T> left, Lanes128<T> right) => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(left._register * right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator /(Lanes128<T> left, Lanes128<T> right) => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(left._register / right._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator -(Lanes128<T> value) => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(-value._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Broadcast(T value) => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Constant(double value) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector128<float>, Lanes128<T>>(Vector128.Create((float)value))
            : Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Load(T* source) => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(Vector128.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Load(ref readonly T source, nuint offset) => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(Vector128.LoadUnsafe(in source, offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> LoadSingles(float* source) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<Vector128<float>, Lanes128<T>>(Vector128.Load(source))
        : Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(double*)source).AsSingle()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes128<T> value, T* target) => value._register.Store(target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes128<T> value, ref T target, nuint offset) => value._register.StoreUnsafe(ref target, offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> MultiplyAdd(Lanes128<T> x, Lanes128<T> y, Lanes128<T> z) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector128<float>, Lanes128<T>>(Vector128.MultiplyAddEstimate(x._register.AsSingle(), y._register.AsSingle(), z._register.AsSingle()))
            : Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Vector128.MultiplyAddEstimate(x._register.AsDouble(), y._register.AsDouble(), z._register.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Lanes128<T> sum, Lanes128<T> x, Lanes128<T> y)
    {
        if (typeof(T) == typeof(float))
        {
            // In place, not `sum = MultiplyAdd(x, y, sum)`: see the interface's remark.
            Unsafe.As<Lanes128<T>, Vector128<float>>(ref sum) = Vector128.MultiplyAddEstimate(x._register.AsSingle(), y._register.AsSingle(), sum._register.AsSingle());
        }
        else
        {
            Unsafe.As<Lanes128<T>, Vector128<double>>(ref sum) = Vector128.MultiplyAddEstimate(x._register.AsDouble(), y._register.AsDouble(), sum._register.AsDouble());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> MultiplyAdd(Lanes128<T> x, Lanes128<T> y, double z) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector128<float>, Lanes128<T>>(Vector128.MultiplyAddEstimate(x._register.AsSingle(), y._register.AsSingle(), Vector128.Create((float)z)))
            : Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Vector128.MultiplyAddEstimate(x._register.AsDouble(), y._register.AsDouble(), Vector128.Create(z)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> FusedMultiplyAdd(Lanes128<T> x, Lanes128<T> y, Lanes128<T> z) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector128<float>, Lanes128<T>>(Vector128.FusedMultiplyAdd(x._register.AsSingle(), y._register.AsSingle(), z._register.AsSingle()))
            : Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Vector128.FusedMultiplyAdd(x._register.AsDouble(), y._register.AsDouble(), z._register.AsDouble()));
}
