using System;
using System.Collections.Immutable;
using System.Linq;
using BackpropGen.Generator;
using BackpropGen.Generator.Differentiation;
using BackpropGen.Generator.Emission;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Reading;
using BackpropGen.Generator.Vocabulary;
using Xunit;

namespace BackpropGen.Graphs.Tests;

/// <summary>What is emitted for each primitive and its gradient, compiled and run, against the interpreter.</summary>
public class EmissionTests
{
    private const int Samples = 5;

    public static TheoryData<string> CaseNames => PrimitiveCases.Names;

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void The_emitted_loss_and_gradient_are_the_graphs(string name)
    {
        var model = Model(name);
        var training = TrainingStep.Backpropagation(model);
        var expected = new Interpreter(Samples, Leaf).Run(training.Nodes);
        double[] found = EmittedModel.Run(ModelEmitter.Emit(model), Leaf, Samples);
        double[] wanted = [.. training.Outputs.SelectMany(output => expected[output.Node])];
        Assert.Equal(wanted.Length, found.Length);
        double scale = wanted.Max(Math.Abs);
        for (int i = 0; i < wanted.Length; i++)
        {
            Assert.InRange(found[i], wanted[i] - (1e-12 * scale), wanted[i] + (1e-12 * scale));
        }
    }

    /// <summary>A model whose loss is a case's value, summed.</summary>
    internal static ModelDefinition Model(string name)
    {
        var graph = new GraphBuilder();
        var leaves = PrimitiveCases.Leaves.In(graph);
        int value = PrimitiveCases.SampleTotal(graph, PrimitiveCases.All[name](graph, leaves));
        return Model(graph.ToGraph([new(OutputRole.Prediction, "output", graph.Map(Scalars.Tanh, leaves.X)), new(OutputRole.LossValue, "loss", value)]));
    }

    private static double[] Leaf(string name, int length) => name == "label"
        ? [.. Enumerable.Range(0, length).Select(static i => (double)(i % 2))]
        : [.. Enumerable.Range(0, length).Select(i => Math.Sin((1.7 * i) + name[0]))];

    private static ModelDefinition Model(Graph graph) => new(
        new TypeIdentity("", ImmutableArray.Create("partial class Model"), "Model", "Model", "public", true),
        IsDouble: true, 0, 0, 0, false,
        ImmutableArray.Create(new ColumnDeclaration("x", Shape.Of(2, 3), 0)),
        ImmutableArray.Create(new ColumnDeclaration("label", Shape.Scalar, 2)),
        HasLoss: true,
        ImmutableArray.Create(
            new ParameterDeclaration("w", Shape.Of(2, 3), new(Distribution.Constant, 0)),
            new ParameterDeclaration("v", Shape.Of(3, 4), new(Distribution.Constant, 0))),
        [], graph, graph, Applications: [], OwnMembers: [], IsBroken: false);
}
