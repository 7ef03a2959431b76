using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Kernels;

/// <summary>Elementwise functions and their reductions over blocks of so few columns that the general loops would take longer to begin
/// than to run: the columns are known when a kernel is compiled, and so is how its map reads each operand.</summary>
/// <remarks>A block has any number of rows, mostly the samples. Operands are given in order; those after the map's last stay at their
/// default. The order of every sum is fixed.</remarks>
public static unsafe class SmallBlock
{
    /// <summary>y = f(a, b, …), element by element.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TColumns">The number of columns.</typeparam>
    /// <typeparam name="TMap">The function f, and how far each operand reaches.</typeparam>
    /// <param name="rows">The number of rows.</param>
    /// <param name="y">The target, row by row; it may be an operand of elements itself.</param>
    /// <param name="a">The first operand.</param>
    /// <param name="b">The second operand.</param>
    /// <param name="c">The third operand.</param>
    /// <param name="d">The fourth operand.</param>
    /// <param name="e">The fifth operand.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Map<T, TColumns, TMap>(
        int rows, Span<T> y,
        ReadOnlySpan<T> a = default, ReadOnlySpan<T> b = default, ReadOnlySpan<T> c = default, ReadOnlySpan<T> d = default, ReadOnlySpan<T> e = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T> => Run<T, TColumns, TMap, MapBlock>(rows, y, a, b, c, d, e);

    /// <summary>y = Σ f(a, b, …) of each row: a number for each.</summary>
    /// <inheritdoc cref="Map{T, TColumns, TMap}"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RowSums<T, TColumns, TMap>(
        int rows, Span<T> y,
        ReadOnlySpan<T> a = default, ReadOnlySpan<T> b = default, ReadOnlySpan<T> c = default, ReadOnlySpan<T> d = default, ReadOnlySpan<T> e = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T> => Run<T, TColumns, TMap, SumRows>(rows, y, a, b, c, d, e);

    /// <summary>y = max f(a, b, …) of each row: a number for each; a NaN propagates.</summary>
    /// <inheritdoc cref="Map{T, TColumns, TMap}"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RowMaxima<T, TColumns, TMap>(
        int rows, Span<T> y,
        ReadOnlySpan<T> a = default, ReadOnlySpan<T> b = default, ReadOnlySpan<T> c = default, ReadOnlySpan<T> d = default, ReadOnlySpan<T> e = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T> => Run<T, TColumns, TMap, LargestOfRows>(rows, y, a, b, c, d, e);

    /// <summary>y = Σ f(a, b, …) of each column: a number for each; of no rows, 0. It must not overlap an operand.</summary>
    /// <inheritdoc cref="Map{T, TColumns, TMap}"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ColumnSums<T, TColumns, TMap>(
        int rows, Span<T> y,
        ReadOnlySpan<T> a = default, ReadOnlySpan<T> b = default, ReadOnlySpan<T> c = default, ReadOnlySpan<T> d = default, ReadOnlySpan<T> e = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T> => Run<T, TColumns, TMap, SumColumns>(rows, y, a, b, c, d, e);

    /// <summary>y = Σ f(a, b, …) of all elements: one number; of no rows, 0. Every operand reaches an element or all.</summary>
    /// <inheritdoc cref="Map{T, TColumns, TMap}"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Total<T, TColumns, TMap>(
        int rows, Span<T> y,
        ReadOnlySpan<T> a = default, ReadOnlySpan<T> b = default, ReadOnlySpan<T> c = default, ReadOnlySpan<T> d = default, ReadOnlySpan<T> e = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T> => Run<T, TColumns, TMap, SumBlock>(rows, y, a, b, c, d, e);

    /// <summary>Most maps have one operand or two: further spans would be passed for nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<T, TColumns, TMap, TKernel>(
        int rows, Span<T> y, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, ReadOnlySpan<T> d, ReadOnlySpan<T> e)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T>
        where TKernel : struct, IBlockKernel
    {
        if (TMap.Arity <= 2)
        {
            RunFew<T, TColumns, TMap, TKernel>(rows, y, a, b);
        }
        else
        {
            RunMany<T, TColumns, TMap, TKernel>(rows, y, a, b, c, d, e);
        }
    }

    // Never inlined: a method of many steps would have more locals than the compiler keeps track of.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RunFew<T, TColumns, TMap, TKernel>(int rows, Span<T> y, ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T>
        where TKernel : struct, IBlockKernel
    {
        BlockLengths.Require<T, TColumns, TMap>(rows, TKernel.Target, y.Length, a.Length, b.Length, 0, 0, 0);
        fixed (T* pointerY = &MemoryMarshal.GetReference(y), pointerA = &MemoryMarshal.GetReference(a), pointerB = &MemoryMarshal.GetReference(b))
        {
            TKernel.Run<T, TColumns, TMap>(rows, pointerY, pointerA, pointerB, null, null, null);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RunMany<T, TColumns, TMap, TKernel>(
        int rows, Span<T> y, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, ReadOnlySpan<T> d, ReadOnlySpan<T> e)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TMap : struct, IMap<T>
        where TKernel : struct, IBlockKernel
    {
        BlockLengths.Require<T, TColumns, TMap>(rows, TKernel.Target, y.Length, a.Length, b.Length, c.Length, d.Length, e.Length);
        fixed (T* pointerY = &MemoryMarshal.GetReference(y), pointerA = &MemoryMarshal.GetReference(a), pointerB = &MemoryMarshal.GetReference(b))
        fixed (T* pointerC = &MemoryMarshal.GetReference(c), pointerD = &MemoryMarshal.GetReference(d), pointerE = &MemoryMarshal.GetReference(e))
        {
            TKernel.Run<T, TColumns, TMap>(rows, pointerY, pointerA, pointerB, pointerC, pointerD, pointerE);
        }
    }
}
