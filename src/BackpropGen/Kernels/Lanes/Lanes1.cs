using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>A single number: kernels for rows that are shorter than any register, and functions of one argument, in scalar code.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>Kernels compute single numbers by it: it asks which of the two they are, at no cost, where operators of <typeparamref name="T"/> itself are
/// found among the many members of numbers, which takes the compiler longer than all else.</remarks>
internal readonly unsafe partial struct Lanes1<T> : ILanes<Lanes1<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Lanes1(T value) => _value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    /// <inheritdoc/>
    public static int Registers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Lanes128<T>.Registers;
    }

    /// <inheritdoc/>
    public static Lanes1<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => default;
    }

    /// <inheritdoc/>
    public static Lanes1<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Constant(1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> operator +(Lanes1<T> left, Lanes1<T> right) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, Lanes1<T>>(Unsafe.BitCast<Lanes1<T>, float>(left) + Unsafe.BitCast<Lanes1<T>, float>(right))
        : Unsafe.BitCast<double, Lanes1<T>>(Unsafe.BitCast<Lanes1<T>, double>(left) + Unsafe.BitCast<Lanes1<T>, double>(right));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> operator -(Lanes1<T> left, Lanes1<T> right) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, Lanes1<T>>(Unsafe.BitCast<Lanes1<T>, float>(left) - Unsafe.BitCast<Lanes1<T>, float>(right))
        : Unsafe.BitCast<double, Lanes1<T>>(Unsafe.BitCast<Lanes1<T>, double>(left) - Unsafe.BitCast<Lanes1<T>, double>(right));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> operator *(Lanes1<T> left, Lanes1<T> right) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, Lanes1<T>>(Unsafe.BitCast<Lanes1<T>, float>(left) * Unsafe.BitCast<Lanes1<T>, float>(right))
        : Unsafe.BitCast<double, Lanes1<T>>(Unsafe.BitCast<Lanes1<T>, double>(left) * Unsafe.BitCast<Lanes1<T>, double>(right));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> operator /(Lanes1<T> left, Lanes1<T> right) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, Lanes1<T>>(Unsafe.BitCast<Lanes1<T>, float>(left) / Unsafe.BitCast<Lanes1<T>, float>(right))
        : Unsafe.BitCast<double, Lanes1<T>>(Unsafe.BitCast<Lanes1<T>, double>(left) / Unsafe.BitCast<Lanes1<T>, double>(right));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> operator -(Lanes1<T> value) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, Lanes1<T>>(-Unsafe.BitCast<Lanes1<T>, float>(value))
        : Unsafe.BitCast<double, Lanes1<T>>(-Unsafe.BitCast<Lanes1<T>, double>(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Broadcast(T value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Constant(double value) =>
        new(typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)value) : Unsafe.BitCast<double, T>(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Load(T* source) => new(*source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Load(ref readonly T source, nuint offset) => new(Unsafe.Add(ref Unsafe.AsRef(in source), offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> LoadSingles(float* source) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, Lanes1<T>>(*source)
        : Unsafe.BitCast<double, Lanes1<T>>(*source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes1<T> value, T* target) => *target = value._value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes1<T> value, ref T target, nuint offset) => Unsafe.Add(ref target, offset) = value._value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> MultiplyAdd(Lanes1<T> x, Lanes1<T> y, Lanes1<T> z) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, Lanes1<T>>(float.MultiplyAddEstimate(Unsafe.BitCast<Lanes1<T>, float>(x), Unsafe.BitCast<Lanes1<T>, float>(y), Unsafe.BitCast<Lanes1<T>, float>(z)))
        : Unsafe.BitCast<double, Lanes1<T>>(double.MultiplyAddEstimate(Unsafe.BitCast<Lanes1<T>, double>(x), Unsafe.BitCast<Lanes1<T>, double>(y), Unsafe.BitCast<Lanes1<T>, double>(z)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Lanes1<T> sum, Lanes1<T> x, Lanes1<T> y) => sum = MultiplyAdd(x, y, sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> MultiplyAdd(Lanes1<T> x, Lanes1<T> y, double z) => MultiplyAdd(x, y, Constant(z));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> FusedMultiplyAdd(Lanes1<T> x, Lanes1<T> y, Lanes1<T> z) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<float, Lanes1<T>>(float.FusedMultiplyAdd(Unsafe.BitCast<Lanes1<T>, float>(x), Unsafe.BitCast<Lanes1<T>, float>(y), Unsafe.BitCast<Lanes1<T>, float>(z)))
        : Unsafe.BitCast<double, Lanes1<T>>(double.FusedMultiplyAdd(Unsafe.BitCast<Lanes1<T>, double>(x), Unsafe.BitCast<Lanes1<T>, double>(y), Unsafe.BitCast<Lanes1<T>, double>(z)));
}
