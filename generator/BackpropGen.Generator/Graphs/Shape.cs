using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Generator.Graphs;

/// <summary>The lengths of the axes of one sample, outermost first; empty for a scalar.</summary>
internal readonly record struct Shape(EquatableArray<int> Dimensions)
{
    public static readonly Shape Scalar = Of();

    public int Rank => Dimensions.Length;

    public int this[int axis] => Dimensions[axis];

    /// <summary>The number of elements.</summary>
    public int Size => Dimensions.Aggregate(1, static (size, dimension) => checked(size * dimension));

    public static Shape Of(params int[] dimensions) => new(ImmutableArray.Create(dimensions));

    public static Shape Of(IEnumerable<int> dimensions) => new(dimensions.ToImmutableArray());

    /// <summary>Row-major strides, in elements.</summary>
    public int[] Strides()
    {
        var strides = new int[Rank];
        int stride = 1;
        for (int axis = Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= Dimensions[axis];
        }

        return strides;
    }

    /// <summary>An axis counted from 0, or from −1 at the end, as a number from 0; −1 where there is no such axis.</summary>
    public int NormalizeAxis(int axis)
    {
        int normalized = axis < 0 ? axis + Rank : axis;
        return normalized >= 0 && normalized < Rank ? normalized : -1;
    }

    public Shape Without(IReadOnlyCollection<int> axes) => Of(Dimensions.Where((_, axis) => !axes.Contains(axis)));

    public Shape With(int axis, int length) => Of(Dimensions.Select((dimension, i) => i == axis ? length : dimension));

    /// <summary>The common shape of two operands as NumPy broadcasts them; null where they do not fit.</summary>
    public static Shape? Broadcast(Shape left, Shape right)
    {
        int rank = Math.Max(left.Rank, right.Rank);
        var result = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            int l = i - rank + left.Rank < 0 ? 1 : left[i - rank + left.Rank];
            int r = i - rank + right.Rank < 0 ? 1 : right[i - rank + right.Rank];
            if (l != r && l != 1 && r != 1)
            {
                return null;
            }

            result[i] = l == 1 ? r : l;
        }

        return Of(result);
    }

    public override string ToString() =>
        "[" + string.Join(", ", Dimensions.Select(static d => d.ToString(CultureInfo.InvariantCulture))) + "]";
}
