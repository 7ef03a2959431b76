using System.Numerics;

namespace BackpropGen.Kernels;

/// <summary>One fused elementwise function of up to eight operands, as generated code states it.</summary>
/// <typeparam name="T">The element type, <see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>Implement it on a struct and mark <see cref="Invoke"/> for aggressive inlining: each loop is then compiled
/// for that very expression. The function must be pure and elementwise: lane j of the result depends on lane j of the
/// operands only, since a tail may be computed in other lanes than the same elements of a longer row.</remarks>
public interface IMap<T>
    where T : unmanaged
{
    /// <summary>The function's value for the vector of elements beginning at <paramref name="i"/> of the current row.</summary>
    /// <param name="x">The operands of the current row.</param>
    /// <param name="i">The element of the row at which to load.</param>
    static abstract Vector<T> Invoke(ref readonly Sources<T> x, nuint i);
}
