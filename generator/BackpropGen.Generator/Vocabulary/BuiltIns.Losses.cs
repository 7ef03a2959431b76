using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Vocabulary;

/// <summary>Losses: one number per sample, composed of the other functions.</summary>
internal static partial class BuiltIns
{
    private static void AddLosses(Dictionary<string, Lowering> table)
    {
        table.Add("SoftmaxCrossEntropy", SoftmaxCrossEntropy);
        table.Add("BinaryCrossEntropy", (context, _, arguments) =>
            MeanOfElements(context.Graph, arguments, Scalars.BinaryCrossEntropy, "logits", "target"));
        table.Add("MeanSquaredError", (context, _, arguments) =>
            MeanOfElements(context.Graph, arguments, Scalars.SquaredDifference, "prediction", "target"));
    }

    private static object? SoftmaxCrossEntropy(LoweringContext context, string path, Arguments arguments)
    {
        var graph = context.Graph;
        int logits = arguments.Tensor("logits");
        var shape = graph.ShapeOf(logits);
        if (shape.Rank == 0)
        {
            throw arguments.Mismatch("logits of shape [classes]", "a scalar");
        }

        int axis = shape.Rank - 1;
        int perPosition = arguments.Has("label")
            ? LabelDifference(graph, LogitOf(graph, arguments, arguments.Tensor("label"), logits), logits)
            : ExpectedDifference(graph, RequireSameShape(graph, arguments, logits, arguments.Tensor("distribution")), logits);
        return new TensorValue(Mean(graph, perPosition, Enumerable.Range(0, axis).ToArray()));
    }

    /// <summary>The logit that the label names: as a sum over the indicator, whose derivative is a map that fuses with its neighbours,
    /// where that of an indexed read would be a table filled in memory.</summary>
    private static int LogitOf(GraphBuilder graph, Arguments arguments, int label, int logits)
    {
        var shape = graph.ShapeOf(logits);
        return graph.Sum(graph.MapAligned(Scalars.Multiply, LabelIndicator(graph, arguments, label, shape), logits), [shape.Rank - 1]);
    }

    /// <summary>ln Σ exp(z) − zₖ. The label's logit is read first: the exponentials can then take the logits' place in memory.</summary>
    private static int LabelDifference(GraphBuilder graph, int logitOfLabel, int logits) =>
        graph.MapAligned(Scalars.Subtract, LogSumExp(graph, logits, [graph.ShapeOf(logits).Rank - 1]), logitOfLabel);

    /// <summary>Σ p (ln Σ exp(z) − z): the probabilities need not sum to 1.</summary>
    private static int ExpectedDifference(GraphBuilder graph, int distribution, int logits)
    {
        int axis = graph.ShapeOf(logits).Rank - 1;
        return graph.Sum(graph.MapAligned(Scalars.WeightedDifference, distribution, Keep(graph, LogSumExp(graph, logits, [axis]), axis), logits), [axis]);
    }

    private static int LabelIndicator(GraphBuilder graph, Arguments arguments, int label, Shape logits)
    {
        int classes = ClassesOf(graph, label);
        if (classes != logits[logits.Rank - 1])
        {
            throw new DefinitionException(ProblemKinds.LabelCount, classes, logits[logits.Rank - 1]);
        }

        var expected = logits.Without([logits.Rank - 1]);
        return graph.ShapeOf(label) == expected
            ? Indicator(graph, label, classes)
            : throw arguments.Mismatch($"labels of shape {expected}", $"{graph.ShapeOf(label)}");
    }

    private static int RequireSameShape(GraphBuilder graph, Arguments arguments, int expected, int found) =>
        graph.ShapeOf(expected) == graph.ShapeOf(found)
            ? found
            : throw arguments.Mismatch($"a target of shape {graph.ShapeOf(expected)}", $"{graph.ShapeOf(found)}");

    private static TensorValue MeanOfElements(GraphBuilder graph, Arguments arguments, ScalarFunction function, string output, string target)
    {
        int x = arguments.Tensor(output);
        int t = RequireSameShape(graph, arguments, x, arguments.Tensor(target));
        return new TensorValue(Mean(graph, graph.MapAligned(function, x, t), Enumerable.Range(0, graph.ShapeOf(x).Rank).ToArray()));
    }
}
