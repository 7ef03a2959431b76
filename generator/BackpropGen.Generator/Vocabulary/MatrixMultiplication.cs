using System;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Vocabulary;

/// <summary>The lowering of <c>MatMul</c>, with NumPy's rules, to a contraction.</summary>
internal static class MatrixMultiplication
{
    public static int Lower(GraphBuilder graph, Arguments arguments, int left, int right)
    {
        Shape l = graph.ShapeOf(left), r = graph.ShapeOf(right);
        if (l.Rank == 0 || r.Rank == 0)
        {
            throw arguments.Mismatch("operands of at least one axis", $"{l} and {r}");
        }

        int inner = l[l.Rank - 1];
        int found = r.Rank == 1 ? r[0] : r[r.Rank - 2];
        if (inner != found)
        {
            throw arguments.Mismatch($"a right operand with {inner} rows, as {l} has columns", $"{r}");
        }

        // Labels from the last axis backwards: 0 is the summed axis, 1 the rows, 2 the columns, 3… the leading axes.
        int leadingLeft = Math.Max(0, l.Rank - 2), leadingRight = Math.Max(0, r.Rank - 2);
        int leading = Math.Max(leadingLeft, leadingRight);
        var leadingShape = Shape.Broadcast(Shape.Of(l.Dimensions.Take(leadingLeft)), Shape.Of(r.Dimensions.Take(leadingRight)))
            ?? throw arguments.Mismatch($"leading axes that broadcast with those of {l}", $"{r}");
        (left, int[] leftLeading) = DropStretched(graph, left, leadingLeft, leadingShape);
        (right, int[] rightLeading) = DropStretched(graph, right, leadingRight, leadingShape);

        int[] leftLabels = [.. leftLeading, .. l.Rank == 1 ? new[] { 0 } : new[] { 1, 0 }];
        int[] rightLabels = [.. rightLeading, .. r.Rank == 1 ? new[] { 0 } : new[] { 0, 2 }];
        int[] resultLabels =
        [
            .. Enumerable.Range(3, leading),
            .. l.Rank == 1 ? Array.Empty<int>() : new[] { 1 },
            .. r.Rank == 1 ? Array.Empty<int>() : new[] { 2 },
        ];
        return graph.Contract(left, leftLabels, right, rightLabels, resultLabels);
    }

    /// <summary>Removes leading axes of length 1 that would stretch: a contraction need not have them. Returns the labels of those that stay.</summary>
    private static (int Node, int[] Labels) DropStretched(GraphBuilder graph, int node, int leading, Shape common)
    {
        var shape = graph.ShapeOf(node);
        int offset = common.Rank - leading;
        var kept = Enumerable.Range(0, leading).Where(axis => shape[axis] == common[axis + offset]).ToArray();
        int reshaped = graph.Reshape(node, Shape.Of(kept.Select(axis => shape[axis]).Concat(shape.Dimensions.Skip(leading))));
        return (reshaped, Array.ConvertAll(kept, axis => 3 + axis + offset));
    }
}
