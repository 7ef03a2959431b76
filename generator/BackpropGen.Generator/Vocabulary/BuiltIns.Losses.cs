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
        int weights = arguments.Has("label")
            ? LabelIndicator(graph, arguments, arguments.Tensor("label"), shape)
            : RequireSameShape(graph, arguments, logits, arguments.Tensor("distribution"));

        // Σ p (ln Σ exp(z) − z); with a label's indicator as p, a single term of the sum is not 0.
        int normalizer = Keep(graph, LogSumExp(graph, logits, [axis]), axis);
        int terms = graph.MapAligned(Scalars.WeightedDifference, weights, normalizer, logits);
        int perPosition = graph.Sum(terms, [axis]);
        return new TensorValue(Mean(graph, perPosition, Enumerable.Range(0, axis).ToArray()));
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
