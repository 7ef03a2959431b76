using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The operands of the current row of a nest of loops.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>An operand whose inner stride is 0 is read from lanes of copies of its value, always at index 0: its mask
/// is zero where others have all bits set, so a load needs no branch.</remarks>
public unsafe struct Sources<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal T* RowA;
    internal T* RowB;
    internal T* RowC;
    internal T* RowD;
    internal T* RowE;
    internal T* RowF;
    internal T* RowG;
    internal T* RowH;
    internal nuint MaskA, MaskB, MaskC, MaskD, MaskE, MaskF, MaskG, MaskH;

    /// <summary>As many neighbours as there are lanes, of the first operand.</summary>
    /// <typeparam name="TLanes">The register to load.</typeparam>
    /// <param name="i">The element of the row at which it begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLanes A<TLanes>(nuint i)
        where TLanes : unmanaged, ILanes<TLanes, T> => *(TLanes*)(RowA + (i & MaskA));

    /// <summary>As many neighbours as there are lanes, of the second operand.</summary>
    /// <typeparam name="TLanes">The register to load.</typeparam>
    /// <param name="i">The element of the row at which it begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLanes B<TLanes>(nuint i)
        where TLanes : unmanaged, ILanes<TLanes, T> => *(TLanes*)(RowB + (i & MaskB));

    /// <summary>As many neighbours as there are lanes, of the third operand.</summary>
    /// <typeparam name="TLanes">The register to load.</typeparam>
    /// <param name="i">The element of the row at which it begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLanes C<TLanes>(nuint i)
        where TLanes : unmanaged, ILanes<TLanes, T> => *(TLanes*)(RowC + (i & MaskC));

    /// <summary>As many neighbours as there are lanes, of the fourth operand.</summary>
    /// <typeparam name="TLanes">The register to load.</typeparam>
    /// <param name="i">The element of the row at which it begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLanes D<TLanes>(nuint i)
        where TLanes : unmanaged, ILanes<TLanes, T> => *(TLanes*)(RowD + (i & MaskD));

    /// <summary>As many neighbours as there are lanes, of the fifth operand.</summary>
    /// <typeparam name="TLanes">The register to load.</typeparam>
    /// <param name="i">The element of the row at which it begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLanes E<TLanes>(nuint i)
        where TLanes : unmanaged, ILanes<TLanes, T> => *(TLanes*)(RowE + (i & MaskE));

    /// <summary>As many neighbours as there are lanes, of the sixth operand.</summary>
    /// <typeparam name="TLanes">The register to load.</typeparam>
    /// <param name="i">The element of the row at which it begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLanes F<TLanes>(nuint i)
        where TLanes : unmanaged, ILanes<TLanes, T> => *(TLanes*)(RowF + (i & MaskF));

    /// <summary>As many neighbours as there are lanes, of the seventh operand.</summary>
    /// <typeparam name="TLanes">The register to load.</typeparam>
    /// <param name="i">The element of the row at which it begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLanes G<TLanes>(nuint i)
        where TLanes : unmanaged, ILanes<TLanes, T> => *(TLanes*)(RowG + (i & MaskG));

    /// <summary>As many neighbours as there are lanes, of the eighth operand.</summary>
    /// <typeparam name="TLanes">The register to load.</typeparam>
    /// <param name="i">The element of the row at which it begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLanes H<TLanes>(nuint i)
        where TLanes : unmanaged, ILanes<TLanes, T> => *(TLanes*)(RowH + (i & MaskH));
}
