using System.Numerics;
using BackpropGen.Execution;

namespace BackpropGen.Kernels;

/// <summary>Several small steps of a program as one loop over the samples, whose values stay in registers. Implemented by generated code.</summary>
/// <typeparam name="TMemory">What the program reads and writes.</typeparam>
/// <typeparam name="T">The element type, <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IRowLoop<TMemory, T>
    where TMemory : struct, allows ref struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Computes some samples.</summary>
    /// <typeparam name="TLanes">The register that a row fills; a number of which there is one a sample is in each of its lanes.</typeparam>
    /// <param name="memory">What the program reads and writes.</param>
    /// <param name="share">The samples.</param>
    static abstract void Run<TLanes>(scoped in TMemory memory, scoped in Share share)
        where TLanes : unmanaged, ILanes<TLanes, T>;
}
