using System;
using System.Collections.Immutable;
using System.Linq;
using BackpropGen.Generator;
using BackpropGen.Generator.Differentiation;
using BackpropGen.Generator.Emission;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Planning;
using BackpropGen.Generator.Reading;
using BackpropGen.Generator.Symbolics;
using BackpropGen.Generator.Vocabulary;
using Xunit;

namespace BackpropGen.Graphs.Tests;

/// <summary>Stacks of equal layers: one routine for all, one call for each.</summary>
public class StackTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(20)]
    [InlineData(90)]
    public void A_stack_of_residual_layers_has_the_gradient_of_its_graph(int depth) => HasTheGradientOfItsGraph(Residual(depth, width: 3), samples: 4);

    [Theory]
    [InlineData(3)]
    [InlineData(39)]
    public void A_layer_of_one_input_before_a_softmax_has_the_gradient_of_its_graph(int samples)
    {
        var model = OneInput(classes: 3);
        var loop = Assert.Single(ModelPrograms.Of(model).Training!.Steps.OfType<RowLoopStep>(), static loop => loop.Passes.Length > 0);
        Assert.Equal([Reach.Row, Reach.Column, Reach.Column], Assert.IsType<LoopStep>(loop.Members[0]).Block!.Operands);
        HasTheGradientOfItsGraph(model, samples);
    }

    [Fact]
    public void Another_layer_adds_its_declarations_and_its_calls_but_no_code()
    {
        int Lines(int depth) => ModelEmitter.Emit(Residual(depth, width: 3)).Count(static c => c == '\n');
        int first = Lines(140) - Lines(40), second = Lines(240) - Lines(140);
        // Parts of long methods begin at other layers: a few lines more or less.
        Assert.InRange(second - first, -20, 20);
        // For each block four arrays in the layout, two layers in the list, and a call with its comment in three programs, once more
        // backward and once for the sums over the batch.
        Assert.InRange(second, 100 * 6, 100 * 20);
    }

    [Fact]
    public void The_lines_of_generated_code_do_not_depend_on_width()
    {
        int Lines(int width) => ModelEmitter.Emit(Residual(12, width)).Count(static c => c == '\n');
        Assert.Equal(Lines(80), Lines(800));
        // Below, what is too short for several threads is left to one: fewer kinds of phases, hence fewer lines. Rows that fit in a register
        // have loops of their own, up to a number of steps.
        Assert.InRange(Lines(3), Lines(80) / 2, 3 * Lines(80) / 2);
    }

    [Fact]
    public void The_same_definition_gives_the_same_bytes()
    {
        Assert.Equal(ModelEmitter.Emit(Residual(5, width: 3)), ModelEmitter.Emit(Residual(5, width: 3)));
    }

    internal static ModelDefinition Residual(int depth, int width, ScalarFunction? activation = null, int classes = 2)
    {
        var context = new LoweringContext(isTraining: true);
        var graph = context.Graph;
        int input = graph.Add(new Input("x", Shape.Of(2, 3), 0));
        LayerValue Dense(string path, int outputs) => new DenseLayer(path, outputs, true, InitializerSpec.GlorotUniform, InitializerSpec.Zeros);
        int x = Dense("stem", width).ApplyInPlace(context, graph.Reshape(input, Shape.Of(6)));
        for (int i = 0; i < depth; i++)
        {
            int hidden = graph.Map(activation ?? Scalars.Tanh, Dense($"blocks.{i}.down", width).ApplyInPlace(context, x));
            x = graph.MapAligned(Scalars.Add, x, Dense($"blocks.{i}.up", width).ApplyInPlace(context, hidden));
        }

        int logits = Dense("head", classes).ApplyInPlace(context, x);
        return Model(context, Shape.Of(2, 3), logits, "SoftmaxCrossEntropy", "logits", new ColumnDeclaration("label", Shape.Scalar, classes));
    }

    /// <summary>One hidden layer and a number, by its squared error.</summary>
    internal static ModelDefinition Regression(int width)
    {
        var context = new LoweringContext(isTraining: true);
        int input = context.Graph.Add(new Input("x", Shape.Of(2), 0));
        LayerValue Dense(string path, int outputs) => new DenseLayer(path, outputs, true, InitializerSpec.GlorotUniform, InitializerSpec.Zeros);
        int hidden = context.Graph.Map(Scalars.Tanh, Dense("hidden", width).ApplyInPlace(context, input));
        return Model(context, Shape.Of(2), Dense("head", 1).ApplyInPlace(context, hidden), "MeanSquaredError", "prediction", new ColumnDeclaration("target", Shape.Of(1), 0));
    }

    private static ModelDefinition OneInput(int classes)
    {
        var context = new LoweringContext(isTraining: true);
        int input = context.Graph.Add(new Input("x", Shape.Of(1), 0));
        int logits = new DenseLayer("head", classes, true, InitializerSpec.GlorotUniform, InitializerSpec.Zeros).ApplyInPlace(context, input);
        return Model(context, Shape.Of(1), logits, "SoftmaxCrossEntropy", "logits", new ColumnDeclaration("label", Shape.Scalar, classes));
    }

    private static void HasTheGradientOfItsGraph(ModelDefinition model, int samples)
    {
        var training = TrainingStep.Backpropagation(model);
        double[] Leaf(string name, int length) => name == "label"
            ? [.. Enumerable.Range(0, length).Select(static i => (double)(i % 2))]
            : [.. Enumerable.Range(0, length).Select(i => 0.3 * Math.Sin((1.7 * i) + name.Length + name[name.Length / 2]))];
        var expected = new Interpreter(samples, Leaf).Run(training.Nodes);
        double[] wanted = [.. training.Outputs.SelectMany(output => expected[output.Node])];
        double[] found = EmittedModel.Run(ModelEmitter.Emit(model), Leaf, samples, model.Inputs[0].Shape.Size);
        double scale = wanted.Max(Math.Abs);
        Assert.Equal(wanted.Length, found.Length);
        Assert.All(wanted.Zip(found), pair => Assert.InRange(pair.Second, pair.First - (1e-12 * scale), pair.First + (1e-12 * scale)));
    }

    private static ModelDefinition Model(LoweringContext context, Shape input, int output, string lossName, string outputName, ColumnDeclaration target)
    {
        var graph = context.Graph;
        BuiltIns.TryGet(lossName, out var lower);
        var arguments = new Arguments(lossName, new System.Collections.Generic.Dictionary<string, object?>
        {
            [outputName] = new TensorValue(output),
            [target.Name] = new TensorValue(graph.Add(new Input(target.Name, target.Shape, target.Classes))),
        });
        int loss = ((TensorValue)lower(context, "", arguments)!).Node;
        var read = graph.ToGraph([new(OutputRole.Prediction, outputName, output), new(OutputRole.LossValue, "loss", loss)]);
        return new ModelDefinition(
            new TypeIdentity("", ImmutableArray.Create("partial class Model"), "Model", "Model", "public", true),
            IsDouble: true, 0, 0, 0, false,
            ImmutableArray.Create(new ColumnDeclaration("x", input, 0)),
            ImmutableArray.Create(target),
            HasLoss: true, context.Parameters.ToEquatableArray(), context.States.ToEquatableArray(), read, read, context.Applications.Applications.ToEquatableArray(),
            EquatableArray<string>.Empty, IsBroken: false);
    }
}
