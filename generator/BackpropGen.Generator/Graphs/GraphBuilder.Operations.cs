using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BackpropGen.Generator.Symbolics;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.Graphs;

/// <summary>The operations that lowerings and gradient rules are written in.</summary>
internal sealed partial class GraphBuilder
{
    /// <summary>A scalar constant, shared.</summary>
    public int Number(double value) => Add(new Map(ScalarFunction.Constant(value)));

    /// <summary>Applies a scalar function elementwise; operands must have equal types, but for scalar constants, which become part of the function.</summary>
    public int Map(ScalarFunction function, params int[] operands)
    {
        if (operands.Length > 0 && operands.All(operand => TryGetNumber(operand, out _)))
        {
            return MapNumbers(function, operands);
        }

        var (folded, kept) = FoldConstants(function, operands);
        if (folded.IsConstant(out double value))
        {
            return BroadcastTo(Number(value), ShapeOf(kept[0]), TypeOf(kept[0]).IsPerSample);
        }

        return folded.IsIdentity && kept.Length == 1 ? kept[0] : Add(new Map(folded), kept);
    }

    /// <summary>A function of numbers is a number, repeated as its operands are.</summary>
    private int MapNumbers(ScalarFunction function, int[] operands)
    {
        var arguments = Array.ConvertAll(operands, operand =>
        {
            TryGetNumber(operand, out double value);
            return ScalarFunction.Constant(value);
        });
        var type = operands.Select(TypeOf).OrderByDescending(static type => type.Shape.Rank).First();
        int result = Add(new Map(Functions.Compose(function, 0, arguments)));
        return BroadcastTo(result, type.Shape, operands.Any(operand => TypeOf(operand).IsPerSample));
    }

    /// <summary>Applies a scalar function, written as an expression, to operands aligned as NumPy broadcasts them.</summary>
    public int MapAligned(ScalarFunction function, params int[] operands) => Map(function, Align(operands));

    /// <summary>The sum over axes (all the batch's samples too, if asked); an axis that is reduced disappears.</summary>
    public int Sum(int node, IEnumerable<int> axes, bool batch = false) => Reduce(Reduction.Sum, node, axes, batch);

    public int Reduce(Reduction reduction, int node, IEnumerable<int> axes, bool batch = false)
    {
        var sorted = axes.OrderBy(static axis => axis).ToImmutableArray();
        batch &= TypeOf(node).IsPerSample;
        if (sorted.IsEmpty && !batch)
        {
            return node;
        }

        return TryGetNumber(node, out double value)
            ? ReduceNumber(reduction, value, TypeOf(node), sorted, batch)
            : Add(new Reduce(reduction, sorted, batch), node);
    }

    /// <summary>A repeated number need not be summed: it counts once for each element, and each sample.</summary>
    private int ReduceNumber(Reduction reduction, double value, NodeType type, ImmutableArray<int> axes, bool batch)
    {
        int count = reduction == Reduction.Sum ? axes.Aggregate(1, (product, axis) => product * type.Shape[axis]) : 1;
        int number = Number(value * count);
        if (batch && reduction == Reduction.Sum)
        {
            number = MapAligned(Scalars.Multiply, number, Add(new BatchSize()));
        }

        return BroadcastTo(number, type.Shape.Without(axes), type.IsPerSample && !batch);
    }

    /// <summary>Repeats along new axes (positions in the result) and over the batch.</summary>
    public int Broadcast(int node, IReadOnlyList<int> axes, IReadOnlyList<int> lengths, bool batch = false)
    {
        batch &= !TypeOf(node).IsPerSample;
        return axes.Count == 0 && !batch
            ? node
            : Add(new Broadcast(axes.ToImmutableArray(), lengths.ToImmutableArray(), batch), node);
    }

    /// <summary>The same elements in another shape.</summary>
    public int Reshape(int node, Shape shape) => ShapeOf(node) == shape ? node : Add(new Reshape(shape), node);

    /// <summary>Inserts axes of length 1 at positions of the result, ascending.</summary>
    public int InsertAxes(int node, params int[] axes)
    {
        var dimensions = ShapeOf(node).Dimensions.ToList();
        foreach (int axis in axes)
        {
            dimensions.Insert(axis, 1);
        }

        return Reshape(node, Shape.Of(dimensions));
    }

    public int Transpose(int node, IReadOnlyList<int> axes) =>
        axes.Select(static (axis, i) => axis == i).All(static same => same)
            ? node
            : Add(new Transpose(axes.ToImmutableArray()), node);

    /// <summary>Elements <c>start, start + step, …</c> along an axis.</summary>
    public int Slice(int node, int axis, int start, int length, int step) =>
        start == 0 && step == 1 && length == ShapeOf(node)[axis] ? node : Add(new Slice(axis, start, length, step), node);

    /// <summary>Zeros around an axis and between its elements.</summary>
    public int Pad(int node, int axis, int before, int after, int interior) =>
        before == 0 && after == 0 && (interior == 0 || ShapeOf(node)[axis] == 1) ? node : Add(new Pad(axis, before, after, interior), node);

    /// <summary>The sum of products: each axis labelled, those that the result lacks summed over, and the batch if asked.</summary>
    public int Contract(
        int left, IReadOnlyList<int> leftLabels, int right, IReadOnlyList<int> rightLabels, IReadOnlyList<int> resultLabels, bool sumBatch = false) =>
        Add(new Contract(leftLabels.ToImmutableArray(), rightLabels.ToImmutableArray(), resultLabels.ToImmutableArray(), sumBatch), left, right);

    /// <summary>Repeats a node until it has a type: its shape aligned at the last axis, axes of length 1 stretched.</summary>
    public int BroadcastTo(int node, Shape shape, bool perSample)
    {
        var from = ShapeOf(node);
        if (from == shape && (TypeOf(node).IsPerSample || !perSample))
        {
            return node;
        }

        int leading = shape.Rank - from.Rank;
        var axes = new List<int>(Enumerable.Range(0, leading));
        var kept = new List<int>();
        for (int axis = 0; axis < from.Rank; axis++)
        {
            if (from[axis] == 1 && shape[axis + leading] != 1)
            {
                axes.Add(axis + leading);
            }
            else
            {
                kept.Add(from[axis]);
            }
        }

        int squeezed = Reshape(node, Shape.Of(kept));
        return Broadcast(squeezed, axes, axes.ConvertAll(axis => shape[axis]), perSample);
    }

    /// <summary>Repeats operands to their common type; scalar constants stay as they are, since <see cref="Map"/> takes them in.</summary>
    public int[] Align(params int[] operands)
    {
        var shape = Shape.Scalar;
        foreach (int operand in operands)
        {
            shape = Shape.Broadcast(shape, ShapeOf(operand))
                ?? throw new ArgumentException($"{shape} and {ShapeOf(operand)} do not broadcast", nameof(operands));
        }

        bool perSample = operands.Any(operand => TypeOf(operand).IsPerSample);
        return Array.ConvertAll(operands, operand =>
            TryGetNumber(operand, out _) ? operand : BroadcastTo(operand, shape, perSample));
    }

    /// <summary>Whether all elements of a node are one number, and which: a scalar constant, or such a one repeated.</summary>
    public bool TryGetNumber(int node, out double value)
    {
        while (_nodes[node].Primitive is Graphs.Broadcast or Graphs.Reshape)
        {
            node = _nodes[node].Operands[0];
        }

        value = 0;
        return _nodes[node].Primitive is Map { Function: var function } && _nodes[node].Operands.Length == 0
            && function.IsConstant(out value);
    }

    private (ScalarFunction Function, int[] Operands) FoldConstants(ScalarFunction function, int[] operands)
    {
        // An operand that stands twice, or that is a constant, is no argument of its own: z ⊙ z is z².
        var kept = operands.Where(operand => !TryGetNumber(operand, out _)).Distinct().ToArray();
        if (kept.Length == operands.Length)
        {
            return Prune(function, operands);
        }

        var arguments = operands.Select(operand => TryGetNumber(operand, out double value)
            ? ScalarFunction.Constant(value, kept.Length)
            : Scalars.Argument(Array.IndexOf(kept, operand), kept.Length)).ToArray();
        return Prune(Functions.Compose(function, kept.Length, arguments), kept);
    }

    /// <summary>Drops operands that the function does not use, though one stays to give the type.</summary>
    private static (ScalarFunction Function, int[] Operands) Prune(ScalarFunction function, int[] operands)
    {
        var used = function.UsedArguments;
        if (operands.Length <= 1 || used.All(static isUsed => isUsed))
        {
            return (function, operands);
        }

        var kept = Enumerable.Range(0, operands.Length).Where(i => used[i]).ToList();
        if (kept.Count == 0)
        {
            kept.Add(0);
        }

        var map = Enumerable.Range(0, operands.Length).Select(i => Math.Max(0, kept.IndexOf(i))).ToArray();
        return (function.WithArguments(map, kept.Count), kept.Select(i => operands[i]).ToArray());
    }
}
