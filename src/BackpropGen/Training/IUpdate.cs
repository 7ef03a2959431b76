using System.Numerics;
using BackpropGen.Kernels;

namespace BackpropGen;

/// <summary>The rule by which an optimizer updates parameters, with its numbers, written once for registers of every width.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>Only operations that are rounded alike in every width: the same steps give the same bits on every machine.</remarks>
internal interface IUpdate<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of moments kept for each parameter, at most 2.</summary>
    static abstract int Moments { get; }

    /// <summary>Updates as many whole registers as there are from <paramref name="start"/> on; returns where they end: <see cref="UpdateLoop.Rows"/>
    /// of the rule's numbers, each in all lanes of a register.</summary>
    /// <remarks>Such registers are filled once: the compiler would fill them anew for each that it updates, by shuffles that take
    /// the place of multiplications. Not inlined: within a large method, the loop's own calls would no longer be.</remarks>
    nuint Rows<V>(ref T parameters, ref readonly T gradients, ref T firsts, ref T seconds, nuint start, nuint length)
        where V : unmanaged, ILanes<V, T>;
}
