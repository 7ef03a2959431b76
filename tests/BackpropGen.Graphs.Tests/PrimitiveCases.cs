using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Vocabulary;
using Xunit;

namespace BackpropGen.Graphs.Tests;

/// <summary>One small graph or more for each primitive.</summary>
internal static class PrimitiveCases
{
    /// <summary>A graph over x [2, 3] per sample, a shared w [2, 3], a shared v [3, 4] and a label of 2 classes; each case gives a node to sum.</summary>
    public static readonly Dictionary<string, Func<GraphBuilder, Leaves, int>> All = new()
    {
        ["Map"] = static (g, l) => g.Map(Scalars.Tanh, l.X),
        ["Map of several operands"] = static (g, l) => g.MapAligned(Scalars.Divide, l.X, g.MapAligned(Scalars.Add, g.Map(Scalars.Square, l.W), g.Number(1))),
        ["Map of one operand twice"] = static (g, l) => g.MapAligned(Scalars.Multiply, l.X, l.X),
        ["Contract with a shared right operand"] = static (g, l) => g.Contract(l.X, [0, 1], l.V, [1, 2], [0, 2]),
        ["Contract with a shared left operand"] = static (g, l) => g.Contract(l.V, [1, 2], l.X, [0, 1], [2, 0]),
        ["Map that its derivative computes again"] = static (g, l) => g.Map(Scalars.Swish, g.Contract(l.X, [0, 1], l.V, [1, 2], [0, 2])),
        ["Map that its derivative shares an expensive part with"] = static (g, l) => g.Map(Scalars.Gelu, g.Contract(l.X, [0, 1], l.V, [1, 2], [0, 2])),
        ["Map that two products' operands compute again"] = static (g, l) =>
        {
            int sum = g.MapAligned(Scalars.Add, l.X, g.Number(0.5));
            int left = g.Contract(g.Map(Scalars.Tanh, sum), [0, 1], l.V, [1, 2], [0, 2]);
            int right = g.Contract(g.Map(Scalars.Sin, sum), [0, 1], l.V, [1, 2], [0, 2]);
            return g.MapAligned(Scalars.Multiply, left, right);
        },
        ["Contract of two per sample"] = static (g, l) => g.Contract(l.X, [0, 1], g.Map(Scalars.Exp, l.X), [2, 1], [0, 2]),
        ["Contract with a common axis"] = static (g, l) => g.Contract(l.X, [0, 1], l.X, [0, 2], [0, 1, 2]),
        ["Contract of two shared"] = static (g, l) => g.Contract(l.W, [0, 1], l.V, [1, 2], [0, 2]),
        ["Contract summed over the batch"] = static (g, l) => g.Contract(l.X, [0, 1], l.X, [2, 1], [0, 2], sumBatch: true),
        ["Reduce by sum"] = static (g, l) => g.Sum(g.Map(Scalars.Square, l.X), [1]),
        ["Reduce by sum over the batch"] = static (g, l) => g.Map(Scalars.Square, g.Sum(l.X, [0], batch: true)),
        ["Reduce by maximum"] = static (g, l) => g.Map(Scalars.Square, g.Reduce(Reduction.Max, l.X, [1])),
        ["Reduce by maximum over the batch"] = static (g, l) => g.Map(Scalars.Exp, g.Reduce(Reduction.Max, l.X, [1], batch: true)),
        ["Broadcast"] = static (g, l) => g.MapAligned(Scalars.Multiply, g.Broadcast(g.Sum(l.X, [1]), [0], [3]), g.Transpose(l.X, [1, 0])),
        ["Broadcast over the batch"] = static (g, l) => g.MapAligned(Scalars.Multiply, g.BroadcastTo(l.W, Shape.Of(2, 3), perSample: true), l.X),
        ["Reshape"] = static (g, l) => g.Contract(g.Reshape(l.X, Shape.Of(3, 2)), [0, 1], l.W, [1, 2], [0, 2]),
        ["Transpose"] = static (g, l) => g.Contract(g.Transpose(l.X, [1, 0]), [0, 1], l.W, [1, 2], [0, 2]),
        ["Slice"] = static (g, l) => g.Map(Scalars.Square, g.Slice(l.X, 1, 1, 2, 1)),
        ["Slice backwards with a step"] = static (g, l) => g.Map(Scalars.Exp, g.Slice(l.X, 1, 2, 2, -2)),
        ["Pad"] = static (g, l) => g.Map(Scalars.Exp, g.Pad(l.X, 1, 1, 2, 1)),
        ["Concatenate"] = static (g, l) => g.Map(Scalars.Square, g.Add(new Concatenate(1), l.X, g.Map(Scalars.Tanh, l.X))),
        ["Gather"] = static (g, l) => g.Map(Scalars.Square, g.Add(new Gather(), l.W, l.Label)),
        ["Gather from each sample's own table"] = static (g, l) => g.Map(Scalars.Exp, g.Add(new Gather(), l.X, l.Label)),
        ["Scatter"] = static (g, l) => g.Map(Scalars.Exp, g.Add(new Scatter(2, false), g.Sum(l.X, [0]), l.Label)),
        ["Scatter of all samples"] = static (g, l) => g.Map(Scalars.Square, g.Add(new Scatter(2, true), g.Sum(l.X, [0]), l.Label)),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>A weighted sum of all elements, so that no two have the same cotangent.</summary>
    public static int Total(GraphBuilder graph, int node)
    {
        var type = graph.TypeOf(node);
        int weights = graph.Add(new Constant(type.Shape, Enumerable.Range(0, type.Shape.Size).Select(static i => 1 + (0.37 * i)).ToEquatableArray()));
        int weighted = graph.MapAligned(Scalars.Multiply, node, weights);
        return graph.Sum(weighted, Enumerable.Range(0, type.Shape.Rank), batch: true);
    }

    /// <summary>The same sum for each sample by itself, as a loss is.</summary>
    public static int SampleTotal(GraphBuilder graph, int node)
    {
        var type = graph.TypeOf(node);
        int weights = graph.Add(new Constant(type.Shape, Enumerable.Range(0, type.Shape.Size).Select(static i => 1 + (0.37 * i)).ToEquatableArray()));
        return graph.Sum(graph.MapAligned(Scalars.Multiply, node, weights), Enumerable.Range(0, type.Shape.Rank));
    }

    public sealed record Leaves(int X, int W, int V, int Label)
    {
        public static Leaves In(GraphBuilder graph) => new(
            graph.Add(new Input("x", Shape.Of(2, 3), 0)),
            graph.Add(new Parameter("w", Shape.Of(2, 3))),
            graph.Add(new Parameter("v", Shape.Of(3, 4))),
            graph.Add(new Input("label", Shape.Scalar, 2)));

        public int Of(string name) => name == "x" ? X : name == "w" ? W : V;
    }
}
