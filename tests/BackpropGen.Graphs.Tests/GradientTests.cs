using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator;
using BackpropGen.Generator.Differentiation;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Optimization;
using BackpropGen.Generator.Symbolics;
using BackpropGen.Generator.Vocabulary;
using Xunit;

namespace BackpropGen.Graphs.Tests;

public class GradientTests
{
    private const int Samples = 3;

    /// <summary>A graph over x [2, 3] per sample, a shared w [2, 3], a shared v [3, 4] and a label of 2 classes; each case gives a node to sum.</summary>
    private static readonly Dictionary<string, Func<GraphBuilder, Leaves, int>> Cases = new()
    {
        ["Map"] = static (g, l) => g.Map(Scalars.Tanh, l.X),
        ["Map of several operands"] = static (g, l) => g.MapAligned(Scalars.Divide, l.X, g.MapAligned(Scalars.Add, g.Map(Scalars.Square, l.W), g.Number(1))),
        ["Map of one operand twice"] = static (g, l) => g.MapAligned(Scalars.Multiply, l.X, l.X),
        ["Contract with a shared right operand"] = static (g, l) => g.Contract(l.X, [0, 1], l.V, [1, 2], [0, 2]),
        ["Contract with a shared left operand"] = static (g, l) => g.Contract(l.V, [1, 2], l.X, [0, 1], [2, 0]),
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

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void The_gradient_of_a_primitive_is_its_central_difference(string name)
    {
        foreach (string by in new[] { "x", "w", "v" })
        {
            var graph = new GraphBuilder();
            var leaves = Leaves.In(graph);
            int scalar = Total(graph, Cases[name](graph, leaves));
            AssertGradient(graph, scalar, leaves.Of(by), by);
        }
    }

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void The_gradient_of_a_gradient_is_its_central_difference(string name)
    {
        var graph = new GraphBuilder();
        var leaves = Leaves.In(graph);
        int first = Differentiator.Gradient(graph, Total(graph, Cases[name](graph, leaves)), leaves.X);
        int scalar = Total(graph, graph.MapAligned(Scalars.Multiply, first, graph.Map(Scalars.Sin, leaves.X)));
        AssertGradient(graph, scalar, leaves.X, "x");
        AssertGradient(graph, scalar, leaves.W, "w");
    }

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Optimization_changes_no_value(string name)
    {
        var graph = new GraphBuilder();
        var leaves = Leaves.In(graph);
        int scalar = Total(graph, Cases[name](graph, leaves));
        int gradient = Differentiator.Gradient(graph, scalar, leaves.X);
        var before = graph.ToGraph([new(OutputRole.Loss, "", scalar), new(OutputRole.Gradient, "x", gradient)]);
        var after = Optimizer.Optimize(before);
        var expected = Evaluate(before.Nodes, null, 0, 0);
        var found = Evaluate(after.Nodes, null, 0, 0);
        Assert.True(after.Nodes.Length <= before.Nodes.Length);
        for (int i = 0; i < before.Outputs.Length; i++)
        {
            Assert.Equal(expected[before.Outputs[i].Node], found[after.Outputs[i].Node], (l, r) => Math.Abs(l - r) <= 1e-12 * Math.Max(1, Math.Abs(l)));
        }
    }

    [Fact]
    public void Every_primitive_with_operands_has_a_gradient_rule()
    {
        string[] leaves = [nameof(Input), nameof(Parameter), nameof(State), nameof(Constant), nameof(BackpropGen.Generator.Graphs.Index), nameof(BatchSize)];
        var primitives = typeof(Primitive).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Primitive)) && !leaves.Contains(type.Name)).ToList();
        Assert.NotEmpty(primitives);
        Assert.All(primitives, primitive => Assert.True(GradientRules.Has(primitive), primitive.Name));
    }

    [Fact]
    public void Ties_of_a_maximum_share_the_gradient_evenly()
    {
        var graph = new GraphBuilder();
        int x = graph.Add(new Constant(Shape.Of(4), System.Collections.Immutable.ImmutableArray.Create(1.0, 5.0, 5.0, 2.0)));
        int gradient = Differentiator.Gradient(graph, graph.Reduce(Reduction.Max, x, [0]), x);
        Assert.Equal([0, 0.5, 0.5, 0], Evaluate(Nodes(graph), null, 0, 0)[gradient]);
    }

    [Fact]
    public void No_gradient_flows_through_StopGradient()
    {
        var graph = new GraphBuilder();
        var leaves = Leaves.In(graph);
        int cut = graph.Add(new StopGradient(), graph.Map(Scalars.Square, leaves.X));
        int gradient = Differentiator.Gradient(graph, Total(graph, cut), leaves.X);
        Assert.True(graph.TryGetNumber(gradient, out double value));
        Assert.Equal(0, value);
    }

    /// <summary>A weighted sum of all elements, so that no two have the same cotangent.</summary>
    private static int Total(GraphBuilder graph, int node)
    {
        var type = graph.TypeOf(node);
        int weights = graph.Add(new Constant(type.Shape, Enumerable.Range(0, type.Shape.Size).Select(static i => 1 + (0.37 * i)).ToEquatableArray()));
        int weighted = graph.MapAligned(Scalars.Multiply, node, weights);
        return graph.Sum(weighted, Enumerable.Range(0, type.Shape.Rank), batch: true);
    }

    private static void AssertGradient(GraphBuilder graph, int scalar, int by, string name)
    {
        int gradient = Differentiator.Gradient(graph, scalar, by);
        Assert.Equal(graph.TypeOf(by), graph.TypeOf(gradient));
        double[] found = Evaluate(Nodes(graph), null, 0, 0)[gradient];
        double scale = found.Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (int i = 0; i < found.Length; i++)
        {
            const double Step = 1e-5;
            double Loss(double by) => Evaluate(Nodes(graph), name, i, by)[scalar].Sum();
            double expected = (Loss(Step) - Loss(-Step)) / (2 * Step);
            Assert.InRange(found[i], expected - (1e-6 * Math.Max(1, scale)), expected + (1e-6 * Math.Max(1, scale)));
        }
    }

    private static List<Node> Nodes(GraphBuilder graph) => [.. Enumerable.Range(0, graph.Count).Select(i => graph[i])];

    private static IReadOnlyList<double[]> Evaluate(IReadOnlyList<Node> nodes, string? perturbed, int element, double by) =>
        new Interpreter(Samples, (name, length) =>
        {
            if (name == "label")
            {
                return [0, 1, 1];
            }

            var values = Enumerable.Range(0, length).Select(i => Math.Sin((1.7 * i) + name[0])).ToArray();
            if (name == perturbed)
            {
                values[element] += by;
            }

            return values;
        }).Run(nodes);

    private sealed record Leaves(int X, int W, int V, int Label)
    {
        public static Leaves In(GraphBuilder graph) => new(
            graph.Add(new Input("x", Shape.Of(2, 3), 0)),
            graph.Add(new Parameter("w", Shape.Of(2, 3))),
            graph.Add(new Parameter("v", Shape.Of(3, 4))),
            graph.Add(new Input("label", Shape.Scalar, 2)));

        public int Of(string name) => name == "x" ? X : name == "w" ? W : V;
    }
}
