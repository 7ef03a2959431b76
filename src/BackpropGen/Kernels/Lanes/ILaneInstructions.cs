using System.Numerics;

namespace BackpropGen.Kernels;

/// <summary>Functions that machines have instructions for.</summary>
/// <inheritdoc cref="ILanes{TSelf, T}" path="/typeparam"/>
public interface ILaneInstructions<TSelf, T>
    where TSelf : unmanaged, ILaneInstructions<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The smaller; NaN where either is.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other value.</param>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>The larger; NaN where either is.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other value.</param>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>The absolute value.</summary>
    /// <param name="value">The argument.</param>
    static abstract TSelf Abs(TSelf value);

    /// <summary>The square root.</summary>
    /// <param name="value">The argument.</param>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>The largest integer not above.</summary>
    /// <param name="value">The argument.</param>
    static abstract TSelf Floor(TSelf value);

    /// <summary>The smallest integer not below.</summary>
    /// <param name="value">The argument.</param>
    static abstract TSelf Ceiling(TSelf value);

    /// <summary>The nearest integer; halves go to the even one.</summary>
    /// <param name="value">The argument.</param>
    static abstract TSelf Round(TSelf value);

    /// <summary>The integer part.</summary>
    /// <param name="value">The argument.</param>
    static abstract TSelf Truncate(TSelf value);

    /// <summary>A value or, where that is below a limit, the limit; NaN stays.</summary>
    /// <param name="value">The value.</param>
    /// <param name="limit">The least it becomes; rounded to the lanes' precision.</param>
    static abstract TSelf AtLeast(TSelf value, double limit);

    /// <summary>A value or, where that is above a limit, the limit; NaN stays.</summary>
    /// <param name="value">The value.</param>
    /// <param name="limit">The most it becomes; rounded to the lanes' precision.</param>
    static abstract TSelf AtMost(TSelf value, double limit);

    /// <summary>The magnitude of one number with the sign of another.</summary>
    /// <param name="value">The magnitude.</param>
    /// <param name="sign">The sign.</param>
    static abstract TSelf CopySign(TSelf value, TSelf sign);
}
