using System.Numerics;

namespace BackpropGen.Kernels;

/// <summary>The bits of the lanes.</summary>
/// <inheritdoc cref="ILanes{TSelf, T}" path="/typeparam"/>
public interface ILaneBits<TSelf, T>
    where TSelf : unmanaged, ILaneBits<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
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
}
