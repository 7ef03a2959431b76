using System.Numerics;

namespace BackpropGen.Kernels;

/// <summary>Comparisons. Each gives a mask: all bits of a lane are set where it holds, none where not.</summary>
/// <inheritdoc cref="ILanes{TSelf, T}" path="/typeparam"/>
public interface ILaneComparison<TSelf, T>
    where TSelf : unmanaged, ILaneComparison<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The mask of the lanes where left &lt; right.</summary>
    /// <param name="left">The left side.</param>
    /// <param name="right">The right side.</param>
    static abstract TSelf LessThan(TSelf left, TSelf right);

    /// <summary>The mask of the lanes where left ≤ right.</summary>
    /// <param name="left">The left side.</param>
    /// <param name="right">The right side.</param>
    static abstract TSelf LessThanOrEqual(TSelf left, TSelf right);

    /// <summary>The mask of the lanes where left &gt; right.</summary>
    /// <param name="left">The left side.</param>
    /// <param name="right">The right side.</param>
    static abstract TSelf GreaterThan(TSelf left, TSelf right);

    /// <summary>The mask of the lanes where left ≥ right.</summary>
    /// <param name="left">The left side.</param>
    /// <param name="right">The right side.</param>
    static abstract TSelf GreaterThanOrEqual(TSelf left, TSelf right);

    /// <summary>The mask of the lanes where both are equal, which NaN is to nothing.</summary>
    /// <param name="left">The left side.</param>
    /// <param name="right">The right side.</param>
    static abstract TSelf Equals(TSelf left, TSelf right);

    /// <summary>The lanes of one value where a mask is set, those of the other where not.</summary>
    /// <param name="mask">All bits set or none in each lane, as the comparisons give.</param>
    /// <param name="whenTrue">The value where set.</param>
    /// <param name="whenFalse">The value where not.</param>
    static abstract TSelf Select(TSelf mask, TSelf whenTrue, TSelf whenFalse);

    /// <summary>Whether a mask is set in any lane.</summary>
    /// <param name="mask">All bits set or none in each lane.</param>
    static abstract bool Any(TSelf mask);
}
