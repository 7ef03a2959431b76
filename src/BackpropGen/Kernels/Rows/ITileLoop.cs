using System.Numerics;
using BackpropGen.Execution;

namespace BackpropGen.Kernels;

/// <summary>A loop over the samples that can have its lanes along the samples too. Implemented by generated code.</summary>
/// <typeparam name="TMemory">What the program reads and writes.</typeparam>
/// <typeparam name="T">The element type, <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ITileLoop<TMemory, T> : IRowLoop<TMemory, T>
    where TMemory : struct, allows ref struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Computes some samples, as many at a time as a register has lanes.</summary>
    /// <typeparam name="TLanes">The register: of a row, one column of several samples.</typeparam>
    /// <param name="memory">What the program reads and writes.</param>
    /// <param name="share">The samples, a multiple of the lanes.</param>
    static abstract void RunTiles<TLanes>(scoped in TMemory memory, scoped in Share share)
        where TLanes : unmanaged, ILanes<TLanes, T>;
}
