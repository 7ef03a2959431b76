using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Sums, products and quotients of lanes.</summary>
/// <inheritdoc cref="ILanes{TSelf, T}" path="/typeparam"/>
public interface ILaneArithmetic<TSelf, T>
    where TSelf : unmanaged, ILaneArithmetic<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
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

    /// <summary>x · y + z, rounded once where the machine can at no cost, else twice.</summary>
    /// <param name="x">The first factor.</param>
    /// <param name="y">The second factor.</param>
    /// <param name="z">The term.</param>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf z);

    /// <summary>sum ← x · y + sum, rounded as <see cref="MultiplyAdd(TSelf, TSelf, TSelf)"/>.</summary>
    /// <remarks>A single register is written in its place: the compiler then takes the instruction that adds to it, else often one that overwrites a factor, and copies.</remarks>
    /// <param name="sum">The sum.</param>
    /// <param name="x">The first factor.</param>
    /// <param name="y">The second factor.</param>
    static abstract void AddProduct(ref TSelf sum, TSelf x, TSelf y);

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
