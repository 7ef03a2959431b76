using System.Numerics;
using BackpropGen.Kernels;

namespace BackpropGen;

/// <summary>The rule by which an optimizer updates parameters, written once for registers of every width.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>Only operations that are rounded alike in every width: the same steps give the same bits on every machine.</remarks>
internal interface IUpdate<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of moments kept for each parameter, at most 2.</summary>
    static abstract int Moments { get; }

    /// <summary>The updated parameters; the moments are updated in place.</summary>
    V Of<V>(V parameters, V gradients, ref V first, ref V second)
        where V : unmanaged, ILanes<V, T>;
}
