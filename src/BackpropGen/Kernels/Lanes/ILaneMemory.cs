using System.Numerics;

namespace BackpropGen.Kernels;

/// <summary>Loading lanes and storing them.</summary>
/// <inheritdoc cref="ILanes{TSelf, T}" path="/typeparam"/>
public unsafe interface ILaneMemory<TSelf, T>
    where TSelf : unmanaged, ILaneMemory<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>As many neighbours as there are lanes.</summary>
    /// <param name="source">The first; it need not be aligned.</param>
    static abstract TSelf Load(T* source);

    /// <summary>As many neighbours as there are lanes.</summary>
    /// <param name="source">Where the elements begin.</param>
    /// <param name="offset">The first to load.</param>
    static abstract TSelf Load(ref readonly T source, nuint offset);

    /// <summary>As many neighbours of single precision as there are lanes, each in the lanes' own precision.</summary>
    /// <param name="source">The first; it need not be aligned.</param>
    static abstract TSelf LoadSingles(float* source);

    /// <summary>Stores all lanes.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="target">Where the first lane goes; it need not be aligned.</param>
    static abstract void Store(TSelf value, T* target);

    /// <summary>Stores all lanes.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="target">Where the elements begin.</param>
    /// <param name="offset">Where the first lane goes.</param>
    static abstract void Store(TSelf value, ref T target, nuint offset);
}
