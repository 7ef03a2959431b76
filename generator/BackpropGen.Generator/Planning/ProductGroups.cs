using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Planning;

/// <summary>One loop of a product: how far each operand and the result move, and which of them have it at all.</summary>
internal readonly record struct ProductLoop(
    Extent Extent, int Left, int Right, int Result, bool InLeft, bool InRight, bool InResult)
{
    public static readonly ProductLoop None = new(new Extent(1, false), 0, 0, 0, false, false, false);

    /// <summary>Whether this loop around an inner one is a single longer loop.</summary>
    public bool Continues(ProductLoop inner) => !inner.Extent.TimesSamples
        && Left == inner.Left * inner.Extent.Length && Right == inner.Right * inner.Extent.Length
        && Result == inner.Result * inner.Extent.Length;

    public ProductLoop Join(ProductLoop inner) => inner with { Extent = Extent with { Length = Extent.Length * inner.Extent.Length } };
}

/// <summary>The loops of a product, grouped: rows (left and result), columns (right and result), inner (left and right), and
/// those that all three have.</summary>
internal sealed class ProductGroups
{
    private readonly List<ProductLoop> _rows = [];
    private readonly List<ProductLoop> _columns = [];
    private readonly List<ProductLoop> _inner = [];
    private readonly List<ProductLoop> _common = [];

    public ProductGroups(IEnumerable<ProductLoop> loops)
    {
        foreach (var loop in loops)
        {
            Add(!loop.InResult ? _inner : loop.InLeft && loop.InRight ? _common : loop.InLeft ? _rows : _columns, loop);
        }
    }

    /// <summary>The product with the last loop of each group inside, one more as the kernel's own loop of products, the others around.</summary>
    public ProductStep ToStep(Comment comment, View left, View right, View result)
    {
        var rows = TakeLast(_rows);
        var columns = TakeLast(_columns);
        var inner = TakeLast(_inner);
        var batch = new[] { _common, _columns, _inner, _rows }.FirstOrDefault(static group => group.Count > 0) is { } group ? TakeLast(group) : (ProductLoop?)null;
        ProductLoop[] outer = [.. _common, .. _rows, .. _columns, .. _inner];
        ProductLoop[] around = batch is { } loop ? [.. outer, loop] : outer;
        return new ProductStep(
            comment, outer.Select(static loop => loop.Extent).ToEquatableArray(), batch?.Extent,
            rows.Extent, columns.Extent, inner.Extent, _inner.Count > 0,
            new[]
            {
                new Access(result.Buffer, result.Offset, Strides(around, static loop => loop.Result, rows.Result, columns.Result)),
                new Access(left.Buffer, left.Offset, Strides(around, static loop => loop.Left, rows.Left, inner.Left)),
                new Access(right.Buffer, right.Offset, Strides(around, static loop => loop.Right, inner.Right, columns.Right)),
            }.ToEquatableArray());
    }

    private static EquatableArray<int> Strides(ProductLoop[] around, System.Func<ProductLoop, int> stride, int first, int second) =>
        new[] { around.Select(stride), [first, second] }.SelectMany(static part => part).ToEquatableArray();

    private static void Add(List<ProductLoop> group, ProductLoop loop)
    {
        if (loop.Extent == new Extent(1, false))
        {
            return;
        }

        if (group.Count > 0 && group[group.Count - 1].Continues(loop))
        {
            group[group.Count - 1] = group[group.Count - 1].Join(loop);
        }
        else
        {
            group.Add(loop);
        }
    }

    private static ProductLoop TakeLast(List<ProductLoop> group)
    {
        if (group.Count == 0)
        {
            return ProductLoop.None;
        }

        var last = group[group.Count - 1];
        group.RemoveAt(group.Count - 1);
        return last;
    }
}
