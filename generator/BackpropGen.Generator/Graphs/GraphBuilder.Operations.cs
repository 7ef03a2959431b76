using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Graphs;

/// <summary>The operations that lowerings and gradient rules are written in.</summary>
internal sealed partial class GraphBuilder
{
    /// <summary>A scalar constant, shared.</summary>
    public int Number(double value) => Add(new Map(ScalarFunction.Create(0, (pool, _) => pool.Number(value))));

    /// <summary>Applies a scalar function elementwise; operands must have equal types, but for scalar constants, which become part of the function.</summary>
    public int Map(ScalarFunction function, params int[] operands)
    {
        var (folded, kept) = FoldConstants(function, operands);
        if (folded.IsIdentity && kept.Length == 1)
        {
            return kept[0];
        }

        return Add(new Map(folded), kept);
    }

    /// <summary>Applies a scalar function, written as an expression, to operands aligned as NumPy broadcasts them.</summary>
    public int MapAligned(ScalarFunction function, params int[] operands) => Map(function, Align(operands));

    /// <summary>The sum over axes (all the batch's samples too, if asked); an axis that is reduced disappears.</summary>
    public int Sum(int node, IEnumerable<int> axes, bool batch = false) => Reduce(Reduction.Sum, node, axes, batch);

    public int Reduce(Reduction reduction, int node, IEnumerable<int> axes, bool batch = false)
    {
        var sorted = axes.OrderBy(static axis => axis).ToImmutableArray();
        batch &= TypeOf(node).IsPerSample;
        return sorted.IsEmpty && !batch ? node : Add(new Reduce(reduction, sorted, batch), node);
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

    /// <summary>Repeats a node until it has a type: its shape aligned at the last axis, axes of length 1 stretched.</summary>
    public int BroadcastTo(int node, Shape shape, bool perSample)
    {
        var from = ShapeOf(node);
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

    /// <summary>Whether a node is a scalar constant, and which.</summary>
    public bool TryGetNumber(int node, out double value)
    {
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
            ? ScalarFunction.Create(kept.Length, (pool, _) => pool.Number(value))
            : ScalarFunction.Create(kept.Length, (_, x) => x[Array.IndexOf(kept, operand)])).ToArray();
        return Prune(function.Compose(kept.Length, arguments), kept);
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
