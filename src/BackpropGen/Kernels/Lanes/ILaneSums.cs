using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>Lanes one by one, and all of them together.</summary>
/// <inheritdoc cref="ILanes{TSelf, T}" path="/typeparam"/>
public interface ILaneSums<TSelf, T>
    where TSelf : unmanaged, ILaneSums<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>0, 1, 2 and so on.</summary>
    static abstract TSelf Indices { get; }

    /// <summary>The first lane.</summary>
    /// <param name="value">The lanes.</param>
    static abstract T First(TSelf value);

    /// <summary>The sum of all lanes, in an order that is fixed for each width.</summary>
    /// <param name="value">The lanes.</param>
    static abstract T Sum(TSelf value);

    /// <summary>The same sum, to the bit, in each lane.</summary>
    /// <param name="value">The lanes.</param>
    static abstract TSelf SumInEach(TSelf value);

    /// <summary>The largest of all lanes; NaN where any is.</summary>
    /// <param name="value">The lanes.</param>
    static abstract T MaxOf(TSelf value);

    /// <summary>One lane.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="index">Which, from 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual T Lane(TSelf value, int index) => Unsafe.Add(ref Unsafe.As<TSelf, T>(ref value), index);
}
