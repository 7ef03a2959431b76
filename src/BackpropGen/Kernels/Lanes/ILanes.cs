using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>
/// A vector register of one width, so that a kernel is written once and compiled for each width that machines have.
/// Which is used is decided once, by what the machine is found to support.
/// </summary>
/// <typeparam name="TSelf">The type that implements this.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>A struct around one register costs nothing: the compiler keeps it where it would keep the register. But it inlines only until a
/// method has 512 locals, of which each call within a call adds some: so every member is one expression, reinterprets instead of
/// constructing, and takes constants as numbers.</remarks>
public unsafe partial interface ILanes<TSelf, T>
    where TSelf : unmanaged, ILanes<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>How many such registers the machine has.</summary>
    static abstract int Registers { get; }

    /// <summary>0 in every lane.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>1 in every lane.</summary>
    static abstract TSelf One { get; }

    /// <summary>The sum of both, lane by lane.</summary>
    /// <param name="left">The first term.</param>
    /// <param name="right">The second term.</param>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>The difference of both.</summary>
    /// <param name="left">What is subtracted from.</param>
    /// <param name="right">What is subtracted.</param>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>The product of both.</summary>
    /// <param name="left">The first factor.</param>
    /// <param name="right">The second factor.</param>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>A number's multiples.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">By what each is multiplied.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf operator *(T left, TSelf right) => TSelf.Broadcast(left) * right;

    /// <summary>A number's multiples.</summary>
    /// <param name="left">By what each is multiplied.</param>
    /// <param name="right">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf operator *(TSelf left, T right) => left * TSelf.Broadcast(right);

    /// <summary>The quotient of both.</summary>
    /// <param name="left">The dividend.</param>
    /// <param name="right">The divisor.</param>
    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>The opposite.</summary>
    /// <param name="value">The argument.</param>
    static abstract TSelf operator -(TSelf value);

    /// <summary>The same number in every lane.</summary>
    /// <param name="value">The number.</param>
    static abstract TSelf Broadcast(T value);

    /// <summary>The same number in every lane, rounded to their precision.</summary>
    /// <param name="value">The number.</param>
    static abstract TSelf Constant(double value);

    /// <summary>As many neighbours as there are lanes.</summary>
    /// <param name="source">The first; it need not be aligned.</param>
    static abstract TSelf Load(T* source);

    /// <summary>As many neighbours as there are lanes.</summary>
    /// <param name="source">Where the elements begin.</param>
    /// <param name="offset">The first to load.</param>
    static abstract TSelf Load(ref readonly T source, nuint offset);

    /// <summary>Stores all lanes.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="target">Where the first lane goes; it need not be aligned.</param>
    static abstract void Store(TSelf value, T* target);

    /// <summary>Stores all lanes.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="target">Where the elements begin.</param>
    /// <param name="offset">Where the first lane goes.</param>
    static abstract void Store(TSelf value, ref T target, nuint offset);

    /// <summary>x · y + z, rounded once where the machine can at no cost, else twice.</summary>
    /// <param name="x">The first factor.</param>
    /// <param name="y">The second factor.</param>
    /// <param name="z">The term.</param>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf z);

    /// <summary>x · y + z as above, for a constant z.</summary>
    /// <param name="x">The first factor.</param>
    /// <param name="y">The second factor.</param>
    /// <param name="z">The term; it is rounded to the lanes' precision.</param>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, double z);

    /// <summary>x · y + z, rounded once on every machine, at whatever cost.</summary>
    /// <param name="x">The first factor.</param>
    /// <param name="y">The second factor.</param>
    /// <param name="z">The term.</param>
    static abstract TSelf FusedMultiplyAdd(TSelf x, TSelf y, TSelf z);
}
