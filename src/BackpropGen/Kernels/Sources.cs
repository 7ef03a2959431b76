using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

/// <summary>The operands of the current row of a nest of loops.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>An operand whose inner stride is 0 is read from a vector of copies of its value, always at index 0: its mask
/// is zero where others have all bits set, so a load needs no branch.</remarks>
public ref struct Sources<T>
    where T : unmanaged
{
    internal ref T RowA;
    internal ref T RowB;
    internal ref T RowC;
    internal ref T RowD;
    internal ref T RowE;
    internal ref T RowF;
    internal ref T RowG;
    internal ref T RowH;
    internal nuint MaskA, MaskB, MaskC, MaskD, MaskE, MaskF, MaskG, MaskH;

    /// <summary>A vector of the first operand.</summary>
    /// <param name="i">The element of the row at which it begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector<T> A(nuint i) => Vector.LoadUnsafe(ref RowA, i & MaskA);

    /// <summary>A vector of the second operand.</summary>
    /// <param name="i">The element of the row at which it begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector<T> B(nuint i) => Vector.LoadUnsafe(ref RowB, i & MaskB);

    /// <summary>A vector of the third operand.</summary>
    /// <param name="i">The element of the row at which it begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector<T> C(nuint i) => Vector.LoadUnsafe(ref RowC, i & MaskC);

    /// <summary>A vector of the fourth operand.</summary>
    /// <param name="i">The element of the row at which it begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector<T> D(nuint i) => Vector.LoadUnsafe(ref RowD, i & MaskD);

    /// <summary>A vector of the fifth operand.</summary>
    /// <param name="i">The element of the row at which it begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector<T> E(nuint i) => Vector.LoadUnsafe(ref RowE, i & MaskE);

    /// <summary>A vector of the sixth operand.</summary>
    /// <param name="i">The element of the row at which it begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector<T> F(nuint i) => Vector.LoadUnsafe(ref RowF, i & MaskF);

    /// <summary>A vector of the seventh operand.</summary>
    /// <param name="i">The element of the row at which it begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector<T> G(nuint i) => Vector.LoadUnsafe(ref RowG, i & MaskG);

    /// <summary>A vector of the eighth operand.</summary>
    /// <param name="i">The element of the row at which it begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector<T> H(nuint i) => Vector.LoadUnsafe(ref RowH, i & MaskH);
}
