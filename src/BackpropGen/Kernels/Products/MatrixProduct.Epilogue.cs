using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Kernels;

public static partial class MatrixProduct
{
    /// <summary>c = f(a · b, d, e, …): a product with a map of its elements, as of a bias and an activation.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TMap">The function f; its first operand is the product.</typeparam>
    /// <param name="rows">The rows of a and c.</param>
    /// <param name="columns">The columns of b and c.</param>
    /// <param name="inner">The columns of a and rows of b.</param>
    /// <param name="a">[rows, inner] by its strides.</param>
    /// <param name="aRowStride">The distance of a's rows.</param>
    /// <param name="aInnerStride">The distance of a's columns.</param>
    /// <param name="b">[inner, columns] by its strides.</param>
    /// <param name="bInnerStride">The distance of b's rows.</param>
    /// <param name="bColumnStride">The distance of b's columns.</param>
    /// <param name="c">[rows, columns] by its strides; it must not overlap a, b or the map's operands, nor itself.</param>
    /// <param name="cRowStride">The distance of c's rows.</param>
    /// <param name="cColumnStride">The distance of c's columns: 1.</param>
    /// <param name="d">The map's second operand, over rows and columns.</param>
    /// <param name="e">The map's third operand.</param>
    /// <param name="f">The map's fourth operand.</param>
    /// <param name="g">The map's fifth operand.</param>
    /// <param name="h">The map's sixth operand.</param>
    /// <param name="i">The map's seventh operand.</param>
    /// <param name="j">The map's eighth operand.</param>
    /// <exception cref="ArgumentException">A span is too short for its strides, or the strides do not fit the loops.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent or a stride is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<T, TMap>(
        int rows, int columns, int inner,
        ReadOnlySpan<T> a, int aRowStride, int aInnerStride,
        ReadOnlySpan<T> b, int bInnerStride, int bColumnStride,
        Span<T> c, int cRowStride, int cColumnStride,
        scoped in Operand<T> d = default,
        scoped in Operand<T> e = default,
        scoped in Operand<T> f = default,
        scoped in Operand<T> g = default,
        scoped in Operand<T> h = default,
        scoped in Operand<T> i = default,
        scoped in Operand<T> j = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
    {
        Multiply(rows, columns, inner, a, aRowStride, aInnerStride, b, bInnerStride, bColumnStride, c, cRowStride, cColumnStride, accumulate: false);
        Finish<T, TMap>(rows, columns, c, cRowStride, cColumnStride, in d, in e, in f, in g, in h, in i, in j);
    }

    /// <summary>c = f(a · b, d, e, …) of panels: of b's and c's columns, panel by panel, or of columns of a and rows of b, which are
    /// added up.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TMap">The function f; its first operand is the product.</typeparam>
    /// <param name="panels">The number of panels.</param>
    /// <param name="aPanelStride">The distance of a's panels; 0 where b's columns are in panels.</param>
    /// <param name="bPanelStride">The distance of b's panels.</param>
    /// <param name="cPanelStride">The distance of c's panels: <paramref name="columns"/> side by side, or rows · columns one after the
    /// other; 0 to add them up.</param>
    /// <param name="rows">The rows of a and c.</param>
    /// <param name="columns">The columns of b and c in a panel.</param>
    /// <param name="inner">The columns of a and rows of b in a panel.</param>
    /// <param name="a">[rows, inner] by its strides.</param>
    /// <param name="aRowStride">The distance of a's rows.</param>
    /// <param name="aInnerStride">The distance of a's columns.</param>
    /// <param name="b">[inner, columns] by its strides.</param>
    /// <param name="bInnerStride">The distance of b's rows.</param>
    /// <param name="bColumnStride">The distance of b's columns.</param>
    /// <param name="c">[rows, columns] by its strides; it must not overlap a, b or the map's operands, nor itself.</param>
    /// <param name="cRowStride">The distance of c's rows.</param>
    /// <param name="cColumnStride">The distance of c's columns: 1.</param>
    /// <param name="d">The map's second operand, over rows and the columns of all panels, or where panels lie one after the other, over
    /// the rows of all panels and the columns of one.</param>
    /// <param name="e">The map's third operand.</param>
    /// <param name="f">The map's fourth operand.</param>
    /// <param name="g">The map's fifth operand.</param>
    /// <param name="h">The map's sixth operand.</param>
    /// <param name="i">The map's seventh operand.</param>
    /// <param name="j">The map's eighth operand.</param>
    /// <exception cref="ArgumentException">A span is too short for its strides, or the strides do not fit the loops.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent or a stride is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyBatched<T, TMap>(
        int panels, int aPanelStride, int bPanelStride, int cPanelStride,
        int rows, int columns, int inner,
        ReadOnlySpan<T> a, int aRowStride, int aInnerStride,
        ReadOnlySpan<T> b, int bInnerStride, int bColumnStride,
        Span<T> c, int cRowStride, int cColumnStride,
        scoped in Operand<T> d = default,
        scoped in Operand<T> e = default,
        scoped in Operand<T> f = default,
        scoped in Operand<T> g = default,
        scoped in Operand<T> h = default,
        scoped in Operand<T> i = default,
        scoped in Operand<T> j = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
    {
        MultiplyBatched(
            panels, aPanelStride, bPanelStride, cPanelStride, rows, columns, inner, a, aRowStride, aInnerStride,
            b, bInnerStride, bColumnStride, c, cRowStride, cColumnStride, accumulate: false);
        bool isStacked = cPanelStride == rows * columns && cRowStride == columns;
        (rows, columns) = isStacked ? (panels * rows, columns) : (rows, cPanelStride == 0 ? columns : panels * columns);
        Finish<T, TMap>(rows, columns, c, cRowStride, cColumnStride, in d, in e, in f, in g, in h, in i, in j);
    }

    /// <summary>c = f(c, d, e, …).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<T, TMap>(
        int rows, int columns, Span<T> c, int cRowStride, int cColumnStride,
        in Operand<T> d, in Operand<T> e, in Operand<T> f, in Operand<T> g, in Operand<T> h, in Operand<T> i, in Operand<T> j)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TMap : struct, IMap<T>
    {
        bool isOneRow = cRowStride == columns && cColumnStride == 1 && AreDense(in d, in e, in f, in g, in h, in i, in j);
        LoopNest.Fold<T, TMap, Replace<T>>(
            isOneRow ? new Loop(rows * columns) : new Loop(rows, columns),
            isOneRow ? new Target<T>(c, 1) : new Target<T>(c, cRowStride, cColumnStride),
            false,
            isOneRow ? new Operand<T>(c, 1) : new Operand<T>(c, cRowStride, cColumnStride),
            in d, in e, in f, in g, in h, in i, in j);
    }

    /// <summary>Whether each operand is absent or lies row by row. Compiled once for all maps.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static bool AreDense<T>(
        in Operand<T> d, in Operand<T> e, in Operand<T> f, in Operand<T> g, in Operand<T> h, in Operand<T> i, in Operand<T> j)
        where T : unmanaged => IsDense(d) && IsDense(e) && IsDense(f) && IsDense(g) && IsDense(h) && IsDense(i) && IsDense(j);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsDense<T>(in Operand<T> operand)
        where T : unmanaged => operand.Strides.Rank is 0 or Strides.Contiguous;
}
