using System.Numerics;

namespace BackpropGen.Kernels;

/// <summary>A function at many points, whose arguments and results are columns. Implemented by generated code.</summary>
/// <typeparam name="T">The element type, <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IBatch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Computes the points, as many at once as a register has lanes; those that are left fill none, and wait.</summary>
    /// <typeparam name="TLanes">The register that it is computed in.</typeparam>
    /// <param name="count">The number of points.</param>
    void Run<TLanes>(int count)
        where TLanes : unmanaged, ILanes<TLanes, T>;

    /// <summary>Shows each column, always in the same order.</summary>
    /// <param name="last">What is done with them.</param>
    void Show(ref LastPoints<T> last);
}
