using System.Numerics;

namespace BackpropGen.Kernels;

/// <summary>One fused elementwise function of up to eight operands, as generated code states it.</summary>
/// <typeparam name="T">The element type, <see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>Implement it on a struct and mark <see cref="Invoke"/> for aggressive inlining: each loop is then compiled
/// for that very expression, in registers of the width that suits the row. The function must be pure and elementwise: lane j
/// of the result depends on lane j of the operands only, since a tail may be computed in other lanes than the same elements of
/// a longer row.</remarks>
public interface IMap<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many operands the function has: the first so many of a loop's.</summary>
    static abstract int Arity { get; }

    /// <summary>How far each number of the first operand reaches, in blocks (<see cref="SmallBlock"/>).</summary>
    static virtual Reach A => Reach.Element;

    /// <summary>How far each number of the second operand reaches, in blocks (<see cref="SmallBlock"/>).</summary>
    static virtual Reach B => Reach.Element;

    /// <summary>How far each number of the third operand reaches, in blocks (<see cref="SmallBlock"/>).</summary>
    static virtual Reach C => Reach.Element;

    /// <summary>How far each number of the fourth operand reaches, in blocks (<see cref="SmallBlock"/>).</summary>
    static virtual Reach D => Reach.Element;

    /// <summary>How far each number of the fifth operand reaches, in blocks (<see cref="SmallBlock"/>).</summary>
    static virtual Reach E => Reach.Element;

    /// <summary>The function's value for the lanes of elements beginning at <paramref name="i"/> of the current row.</summary>
    /// <typeparam name="TLanes">The register that it is computed in.</typeparam>
    /// <param name="x">The operands of the current row.</param>
    /// <param name="i">The element of the row at which to load.</param>
    static abstract TLanes Invoke<TLanes>(ref readonly Sources<T> x, nuint i)
        where TLanes : unmanaged, ILanes<TLanes, T>;
}
