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

    public static TheoryData<string> CaseNames => PrimitiveCases.Names;

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void The_gradient_of_a_primitive_is_its_central_difference(string name)
    {
        foreach (string by in new[] { "x", "w", "v" })
        {
            var graph = new GraphBuilder();
            var leaves = PrimitiveCases.Leaves.In(graph);
            int scalar = PrimitiveCases.Total(graph, PrimitiveCases.All[name](graph, leaves));
            AssertGradient(graph, scalar, leaves.Of(by), by);
        }
    }

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void The_gradient_of_a_gradient_is_its_central_difference(string name)
    {
        var graph = new GraphBuilder();
        var leaves = PrimitiveCases.Leaves.In(graph);
        int first = Differentiator.Gradient(graph, PrimitiveCases.Total(graph, PrimitiveCases.All[name](graph, leaves)), leaves.X);
        int scalar = PrimitiveCases.Total(graph, graph.MapAligned(Scalars.Multiply, first, graph.Map(Scalars.Sin, leaves.X)));
        AssertGradient(graph, scalar, leaves.X, "x");
        AssertGradient(graph, scalar, leaves.W, "w");
    }

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Optimization_changes_no_value(string name)
    {
        var graph = new GraphBuilder();
        var leaves = PrimitiveCases.Leaves.In(graph);
        int scalar = PrimitiveCases.Total(graph, PrimitiveCases.All[name](graph, leaves));
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
        var leaves = PrimitiveCases.Leaves.In(graph);
        int cut = graph.Add(new StopGradient(), graph.Map(Scalars.Square, leaves.X));
        int gradient = Differentiator.Gradient(graph, PrimitiveCases.Total(graph, cut), leaves.X);
        Assert.True(graph.TryGetNumber(gradient, out double value));
        Assert.Equal(0, value);
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
}
