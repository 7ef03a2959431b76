using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Graphs.Tests;

/// <summary>Evaluates a graph node by node in the plainest way: the reference that the compiler's stages are held against.</summary>
internal sealed class Interpreter(int samples, Func<string, int, double[]> leaf)
{
    private readonly List<double[]> _values = [];

    /// <summary>The value of every node: all samples one after the other, or the one that they share.</summary>
    public IReadOnlyList<double[]> Run(IReadOnlyList<Node> nodes)
    {
        _values.Clear();
        foreach (var node in nodes)
        {
            _values.Add(Evaluate(nodes, node));
        }

        return _values;
    }

    private double[] Evaluate(IReadOnlyList<Node> nodes, Node node)
    {
        var result = new double[node.Shape.Size * (node.IsPerSample ? samples : 1)];
        switch (node.Primitive)
        {
            case Input input:
                return leaf(input.Name, result.Length);
            case Parameter parameter:
                return leaf(parameter.Path, result.Length);
            case State state:
                return leaf(state.Path, result.Length);
            case Constant constant:
                return [.. constant.Values];
            case BatchSize:
                return [samples];
            default:
                for (int i = 0; i < result.Length; i++)
                {
                    int sample = node.IsPerSample ? i / node.Shape.Size : 0;
                    result[i] = Element(nodes, node, sample, Coordinates(node.Shape, i % node.Shape.Size));
                }

                return result;
        }
    }

    private double Element(IReadOnlyList<Node> nodes, Node node, int sample, int[] at)
    {
        double Read(int operand, int n, IReadOnlyList<int> position)
        {
            var source = nodes[node.Operands[operand]];
            int offset = source.IsPerSample ? n * source.Shape.Size : 0;
            return _values[node.Operands[operand]][offset + Flat(source.Shape, position)];
        }

        Node Source(int operand) => nodes[node.Operands[operand]];
        switch (node.Primitive)
        {
            case Map map:
                return map.Function.Evaluate(Enumerable.Range(0, node.Operands.Length).Select(i => Read(i, sample, at)).ToArray());
            case BackpropGen.Generator.Graphs.Index:
                return at[0];
            case Broadcast broadcast:
                return Read(0, sample, at.Where((_, axis) => !broadcast.Axes.Contains(axis)).ToArray());
            case Reshape:
                return Read(0, sample, Coordinates(Source(0).Shape, Flat(node.Shape, at)));
            case Transpose transpose:
                return Read(0, sample, Enumerable.Range(0, at.Length).Select(axis => at[transpose.Axes.ToList().IndexOf(axis)]).ToArray());
            case Slice slice:
                return Read(0, sample, at.Select((i, axis) => axis == slice.Axis ? slice.Start + (i * slice.Step) : i).ToArray());
            case Pad pad:
                int from = at[pad.Axis] - pad.Before;
                bool isElement = from >= 0 && from % (pad.Interior + 1) == 0 && from / (pad.Interior + 1) < Source(0).Shape[pad.Axis];
                return isElement ? Read(0, sample, at.Select((i, axis) => axis == pad.Axis ? from / (pad.Interior + 1) : i).ToArray()) : 0;
            case Concatenate concatenate:
                int start = 0, part = 0;
                for (; at[concatenate.Axis] - start >= Source(part).Shape[concatenate.Axis]; part++)
                {
                    start += Source(part).Shape[concatenate.Axis];
                }

                return Read(part, sample, at.Select((i, axis) => axis == concatenate.Axis ? i - start : i).ToArray());
            case StopGradient or ToReal:
                return Read(0, sample, at);
            case Gather:
                int rank = Source(1).Shape.Rank;
                return Read(0, sample, [(int)Read(1, sample, at[..rank]), .. at[rank..]]);
            case ArgMax:
                int length = Source(0).Shape[Source(0).Shape.Rank - 1];
                return Enumerable.Range(0, length).OrderByDescending(i => Read(0, sample, [.. at, i])).First();
            case Reduce reduce:
                return Fold(reduce, node, Source(0), sample, at, Read);
            case Contract contract:
                return Product(contract, node, Source(0), Source(1), sample, at, Read);
            case Scatter scatter:
                return Scattered(scatter, node, Source(0), Source(1), sample, at, Read);
            default:
                throw new InvalidOperationException($"{node.Primitive} is not interpreted.");
        }
    }

    private double Fold(Reduce reduce, Node node, Node source, int sample, int[] at, Func<int, int, IReadOnlyList<int>, double> read)
    {
        var terms = new List<double>();
        foreach (int n in reduce.Batch ? Enumerable.Range(0, samples) : [sample])
        {
            foreach (int[] position in Positions(source.Shape))
            {
                if (position.Where((_, axis) => !reduce.Axes.Contains(axis)).SequenceEqual(at))
                {
                    terms.Add(read(0, n, position));
                }
            }
        }

        return reduce.Reduction == Reduction.Sum ? terms.Sum() : terms.Max();
    }

    private double Product(Contract contract, Node node, Node left, Node right, int sample, int[] at, Func<int, int, IReadOnlyList<int>, double> read)
    {
        var lengths = contract.Lengths(left.Shape, right.Shape);
        var summed = lengths.Keys.Where(label => !contract.Result.Contains(label)).ToList();
        double sum = 0;
        foreach (int n in contract.SumBatch ? Enumerable.Range(0, samples) : [sample])
        {
            foreach (int[] position in Positions(Shape.Of(summed.Select(label => lengths[label]))))
            {
                int Index(int label) => contract.Result.Contains(label) ? at[contract.Result.ToList().IndexOf(label)] : position[summed.IndexOf(label)];
                sum += read(0, n, contract.Left.Select(Index).ToArray()) * read(1, n, contract.Right.Select(Index).ToArray());
            }
        }

        return sum;
    }

    private double Scattered(Scatter scatter, Node node, Node values, Node index, int sample, int[] at, Func<int, int, IReadOnlyList<int>, double> read)
    {
        double sum = 0;
        foreach (int n in scatter.SumBatch ? Enumerable.Range(0, samples) : [sample])
        {
            foreach (int[] position in Positions(index.Shape))
            {
                if ((int)read(1, n, position) == at[0])
                {
                    sum += read(0, n, [.. position, .. at[1..]]);
                }
            }
        }

        return sum;
    }

    private static IEnumerable<int[]> Positions(Shape shape) => Enumerable.Range(0, shape.Size).Select(i => Coordinates(shape, i));

    private static int[] Coordinates(Shape shape, int flat)
    {
        var at = new int[shape.Rank];
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            at[axis] = flat % shape[axis];
            flat /= shape[axis];
        }

        return at;
    }

    private static int Flat(Shape shape, IReadOnlyList<int> at)
    {
        int flat = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            flat = (flat * shape[axis]) + at[axis];
        }

        return flat;
    }
}
