using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

public static partial class VectorMath
{
    /// <summary>The lanes of <paramref name="yes"/> where the mask's bits are set, else those of <paramref name="no"/>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="mask">All bits set or none in each lane, as the comparisons give.</param>
    /// <param name="yes">The value where set.</param>
    /// <param name="no">The value where not.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Select<T>(Vector<T> mask, Vector<T> yes, Vector<T> no)
        where T : unmanaged => Vector.ConditionalSelect(mask, yes, no);

    /// <summary>The mask of the lanes where x &gt; y.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The left side.</param>
    /// <param name="y">The right side.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> GreaterThan<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged => Vector.GreaterThan(x, y);

    /// <summary>The mask of the lanes where x ≥ y.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The left side.</param>
    /// <param name="y">The right side.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> GreaterThanOrEqual<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged => Vector.GreaterThanOrEqual(x, y);

    /// <summary>The mask of the lanes where x &lt; y.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The left side.</param>
    /// <param name="y">The right side.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> LessThan<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged => Vector.LessThan(x, y);

    /// <summary>The mask of the lanes where x ≤ y.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The left side.</param>
    /// <param name="y">The right side.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> LessThanOrEqual<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged => Vector.LessThanOrEqual(x, y);

    /// <summary>The mask of the lanes where x = y.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The left side.</param>
    /// <param name="y">The right side.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Equal<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged => Vector.Equals(x, y);

    /// <summary>The mask of the lanes where x ≠ y, which holds of NaN.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The left side.</param>
    /// <param name="y">The right side.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> NotEqual<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged => ~Vector.Equals(x, y);
}
