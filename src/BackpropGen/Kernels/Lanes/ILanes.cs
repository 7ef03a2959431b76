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
public partial interface ILanes<TSelf, T> :
    ILaneMemory<TSelf, T>, ILaneArithmetic<TSelf, T>, ILaneInstructions<TSelf, T>, ILaneComparison<TSelf, T>, ILaneBits<TSelf, T>, ILaneSums<TSelf, T>
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

    /// <summary>The same number in every lane, rounded to their precision.</summary>
    /// <param name="value">The number.</param>
    static abstract TSelf Constant(double value);

    /// <summary>x · 2ⁿ, rounded once, for integers n; with AVX-512, x · 2^⌊n⌋ for all n.</summary>
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
