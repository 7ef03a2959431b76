using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <content>The bits of the lanes.</content>
public unsafe partial interface ILanes<TSelf, T>
{
    /// <summary>The bits that both have.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other value.</param>
    static abstract TSelf operator &(TSelf left, TSelf right);

    /// <summary>The bits that either has.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other value.</param>
    static abstract TSelf operator |(TSelf left, TSelf right);

    /// <summary>The bits that one has and the other has not.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other value.</param>
    static abstract TSelf operator ^(TSelf left, TSelf right);

    /// <summary>The bits that are not set.</summary>
    /// <param name="value">The bits.</param>
    static abstract TSelf operator ~(TSelf value);

    /// <summary>The bits of one value that the other has not.</summary>
    /// <param name="value">The bits.</param>
    /// <param name="removed">The bits to remove.</param>
    static abstract TSelf AndNot(TSelf value, TSelf removed);

    /// <summary>The same bits in every lane; of a lane of 32 bits, the low ones.</summary>
    /// <param name="bits">The bits.</param>
    static abstract TSelf BroadcastBits(long bits);

    /// <summary>The sum of both, their lanes read as integers.</summary>
    /// <param name="left">The first term.</param>
    /// <param name="right">The second term.</param>
    static abstract TSelf AddBits(TSelf left, TSelf right);

    /// <summary>Every lane's bits moved up.</summary>
    /// <param name="value">The bits.</param>
    /// <param name="count">By how many places.</param>
    static abstract TSelf ShiftLeft(TSelf value, int count);

    /// <summary>Every lane's bits moved down, zeros coming in.</summary>
    /// <param name="value">The bits.</param>
    /// <param name="count">By how many places.</param>
    static abstract TSelf ShiftRight(TSelf value, int count);

    /// <summary>x · 2ⁿ, rounded once, for integers n.</summary>
    /// <param name="x">The number, not subnormal.</param>
    /// <param name="n">The exponent; of at most 250 in magnitude, of 2000 in double precision.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf ScaleBinary(TSelf x, TSelf n) => FloatingPoint.ScaleBinary<TSelf, T>(x, n);

    /// <summary>m and k where x = 2ᵏ m and ¾ ≤ m &lt; 1½.</summary>
    /// <param name="x">A number. Of 0 and ∞, k is −∞ and ∞; of a negative number, m is NaN; of NaN, both or either.</param>
    /// <param name="exponent">k.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Decompose(TSelf x, out TSelf exponent) => FloatingPoint.Decompose<TSelf, T>(x, out exponent);
}
