using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Kernels;

/// <content>Products of which two of the three extents are small and known when a kernel is compiled.</content>
public static unsafe partial class SmallProduct
{
    /// <summary>c = a b, row by row.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TColumns">The number of columns of b and c.</typeparam>
    /// <typeparam name="TInner">The number of columns of a and rows of b.</typeparam>
    /// <param name="rows">The number of rows of a and c.</param>
    /// <param name="a">The left factor, row by row.</param>
    /// <param name="b">The right factor, row by row.</param>
    /// <param name="c">The product, row by row; it must not overlap a factor.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Times<T, TColumns, TInner>(int rows, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TInner : unmanaged, IExtent => Run<T, TColumns, TInner, PlainFactor>(rows, a, b, c);

    /// <summary>c = f(a b, d, e, …): a product with a map of its elements, as of a bias and an activation.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TColumns">The number of columns of b and c.</typeparam>
    /// <typeparam name="TInner">The number of columns of a and rows of b.</typeparam>
    /// <typeparam name="TMap">The function f, whose first operand is the product, and how far each operand reaches.</typeparam>
    /// <param name="rows">The number of rows of a and c.</param>
    /// <param name="a">The left factor, row by row.</param>
    /// <param name="b">The right factor, row by row.</param>
    /// <param name="c">The result, row by row; it must not overlap a factor or an operand.</param>
    /// <param name="d">The map's second operand.</param>
    /// <param name="e">The map's third operand.</param>
    /// <param name="f">The map's fourth operand.</param>
    /// <param name="g">The map's fifth operand.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Times<T, TColumns, TInner, TMap>(
        int rows, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c,
        ReadOnlySpan<T> d = default, ReadOnlySpan<T> e = default, ReadOnlySpan<T> f = default, ReadOnlySpan<T> g = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TInner : unmanaged, IExtent
        where TMap : struct, IMap<T>
    {
        if (TMap.Arity <= 2)
        {
            RunFew<T, TColumns, TInner, TMap, PlainFactor>(rows, a, b, c, d);
        }
        else
        {
            RunMany<T, TColumns, TInner, TMap, PlainFactor>(rows, a, b, c, d, e, f, g);
        }
    }

    /// <summary>c = a bᵀ: b has as many rows as c has columns.</summary>
    /// <inheritdoc cref="Times{T, TColumns, TInner}"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TimesTransposed<T, TColumns, TInner>(int rows, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TInner : unmanaged, IExtent => Run<T, TColumns, TInner, TransposedFactor>(rows, a, b, c);

    /// <summary>c = f(a bᵀ, d, e, …): b has as many rows as c has columns.</summary>
    /// <inheritdoc cref="Times{T, TColumns, TInner, TMap}"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TimesTransposed<T, TColumns, TInner, TMap>(
        int rows, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c,
        ReadOnlySpan<T> d = default, ReadOnlySpan<T> e = default, ReadOnlySpan<T> f = default, ReadOnlySpan<T> g = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TInner : unmanaged, IExtent
        where TMap : struct, IMap<T>
    {
        if (TMap.Arity <= 2)
        {
            RunFew<T, TColumns, TInner, TMap, TransposedFactor>(rows, a, b, c, d);
        }
        else
        {
            RunMany<T, TColumns, TInner, TMap, TransposedFactor>(rows, a, b, c, d, e, f, g);
        }
    }

    /// <summary>c = aᵀ b: the sum over the rows of both, mostly the samples, of the products of each two elements.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TRows">The number of columns of a and rows of c.</typeparam>
    /// <typeparam name="TColumns">The number of columns of b and c.</typeparam>
    /// <param name="inner">The number of rows of a and b.</param>
    /// <param name="a">The left factor, row by row.</param>
    /// <param name="b">The right factor, row by row.</param>
    /// <param name="c">The product, row by row; it must not overlap a factor.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void TransposedTimes<T, TRows, TColumns>(int inner, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : unmanaged, IExtent
        where TColumns : unmanaged, IExtent
    {
        Require(inner, a.Length, (long)inner * sizeof(TRows), b.Length, (long)inner * sizeof(TColumns), c.Length, sizeof(TRows) * sizeof(TColumns));
        fixed (T* left = &MemoryMarshal.GetReference(a), right = &MemoryMarshal.GetReference(b), product = &MemoryMarshal.GetReference(c))
        {
            FixedProduct.TransposedTimes<T, TRows, TColumns>(inner, left, right, product);
        }
    }

    // Never inlined: a method of many steps would have more locals than the compiler keeps track of.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TColumns, TInner, TFactor>(int rows, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TInner : unmanaged, IExtent
        where TFactor : struct, IFactor
    {
        Require(rows, a.Length, (long)rows * sizeof(TInner), b.Length, sizeof(TInner) * sizeof(TColumns), c.Length, (long)rows * sizeof(TColumns));
        fixed (T* left = &MemoryMarshal.GetReference(a), right = &MemoryMarshal.GetReference(b), product = &MemoryMarshal.GetReference(c))
        {
            TFactor.Multiply<T, TColumns, TInner>(rows, left, right, product);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RunFew<T, TColumns, TInner, TMap, TFactor>(int rows, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, ReadOnlySpan<T> d)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TInner : unmanaged, IExtent
        where TMap : struct, IMap<T>
        where TFactor : struct, IFactor
    {
        Require(rows, a.Length, (long)rows * sizeof(TInner), b.Length, sizeof(TInner) * sizeof(TColumns), c.Length, (long)rows * sizeof(TColumns));
        BlockLengths.Require<T, TColumns, TMap>(rows, Reach.Element, c.Length, c.Length, d.Length, 0, 0, 0);
        fixed (T* left = &MemoryMarshal.GetReference(a), right = &MemoryMarshal.GetReference(b), product = &MemoryMarshal.GetReference(c))
        fixed (T* pointerD = &MemoryMarshal.GetReference(d))
        {
            TFactor.Multiply<T, TColumns, TInner>(rows, left, right, product);
            BlockLoops.Map<T, TColumns, TMap>(rows, product, product, pointerD, null, null, null);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RunMany<T, TColumns, TInner, TMap, TFactor>(
        int rows, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, ReadOnlySpan<T> d, ReadOnlySpan<T> e, ReadOnlySpan<T> f, ReadOnlySpan<T> g)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : unmanaged, IExtent
        where TInner : unmanaged, IExtent
        where TMap : struct, IMap<T>
        where TFactor : struct, IFactor
    {
        Require(rows, a.Length, (long)rows * sizeof(TInner), b.Length, sizeof(TInner) * sizeof(TColumns), c.Length, (long)rows * sizeof(TColumns));
        BlockLengths.Require<T, TColumns, TMap>(rows, Reach.Element, c.Length, c.Length, d.Length, e.Length, f.Length, g.Length);
        fixed (T* left = &MemoryMarshal.GetReference(a), right = &MemoryMarshal.GetReference(b), product = &MemoryMarshal.GetReference(c))
        fixed (T* pointerD = &MemoryMarshal.GetReference(d), pointerE = &MemoryMarshal.GetReference(e))
        fixed (T* pointerF = &MemoryMarshal.GetReference(f), pointerG = &MemoryMarshal.GetReference(g))
        {
            TFactor.Multiply<T, TColumns, TInner>(rows, left, right, product);
            BlockLoops.Map<T, TColumns, TMap>(rows, product, product, pointerD, pointerE, pointerF, pointerG);
        }
    }

    /// <summary>Sees that the spans are long enough: one branch for all of them, what is missing is found out of line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Require(int samples, int a, long neededA, int b, long neededB, int c, long neededC)
    {
        if (samples < 0 || a < neededA || b < neededB || c < neededC)
        {
            Throw(samples, a, neededA, b, neededB, c, neededC);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(int samples, int a, long neededA, int b, long neededB, int c, long neededC)
    {
        if (samples < 0)
        {
            KernelErrors.ThrowNegativeExtent();
        }

        (string name, int length, long needed) = a < neededA ? (nameof(a), a, neededA) : b < neededB ? (nameof(b), b, neededB) : (nameof(c), c, neededC);
        KernelErrors.ThrowTooShort(name, length, needed);
    }
}
