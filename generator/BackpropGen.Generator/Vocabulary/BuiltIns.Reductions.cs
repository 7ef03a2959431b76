using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Vocabulary;

/// <summary>Functions that combine elements along axes or over the batch.</summary>
internal static partial class BuiltIns
{
    private static void AddReductions(Dictionary<string, Lowering> table)
    {
        AddReduction(table, "Sum", static (graph, x, axes) => graph.Sum(x, axes));
        AddReduction(table, "Mean", Mean);
        AddReduction(table, "Max", static (graph, x, axes) => graph.Reduce(Reduction.Max, x, axes));
        AddReduction(table, "LogSumExp", LogSumExp);
        AddAlongAxis(table, "Softmax", static (graph, x, axis) =>
            graph.MapAligned(Scalars.ExpOfDifference, x, Keep(graph, LogSumExp(graph, x, [axis]), axis)));
        AddAlongAxis(table, "LogSoftmax", static (graph, x, axis) =>
            graph.MapAligned(Scalars.Subtract, x, Keep(graph, LogSumExp(graph, x, [axis]), axis)));
        table.Add("SumOverBatch", (context, _, arguments) => new TensorValue(SumOverBatch(context.Graph, arguments.Tensor("x"))));
        table.Add("MeanOverBatch", (context, _, arguments) => new TensorValue(context.Graph.MapAligned(
            Scalars.Divide, SumOverBatch(context.Graph, arguments.Tensor("x")), context.Graph.Add(new BatchSize()))));
    }

    private static void AddReduction(Dictionary<string, Lowering> table, string name, Func<GraphBuilder, int, int[], int> reduce) =>
        table.Add(name, (context, _, arguments) =>
        {
            var graph = context.Graph;
            int x = arguments.Tensor("x");
            if (!arguments.Has("axis"))
            {
                return new TensorValue(reduce(graph, x, Enumerable.Range(0, graph.ShapeOf(x).Rank).ToArray()));
            }

            int axis = Axis(graph, arguments, x);
            int result = reduce(graph, x, [axis]);
            return new TensorValue(arguments.Boolean("keepAxis") ? Keep(graph, result, axis) : result);
        });

    private static void AddAlongAxis(Dictionary<string, Lowering> table, string name, Func<GraphBuilder, int, int, int> lower) =>
        table.Add(name, (context, _, arguments) =>
        {
            int x = arguments.Tensor("x");
            if (context.Graph.ShapeOf(x).Rank == 0)
            {
                throw arguments.Mismatch("at least one axis", "a scalar");
            }

            int axis = arguments.Has("axis") ? Axis(context.Graph, arguments, x) : context.Graph.ShapeOf(x).Rank - 1;
            return new TensorValue(lower(context.Graph, x, axis));
        });

    /// <summary>Puts a reduced axis back, with length 1.</summary>
    private static int Keep(GraphBuilder graph, int reduced, int axis) => graph.InsertAxes(reduced, axis);

    private static int Mean(GraphBuilder graph, int x, int[] axes)
    {
        int count = axes.Aggregate(1, (product, axis) => product * graph.ShapeOf(x)[axis]);
        return graph.MapAligned(Scalars.Divide, graph.Sum(x, axes), graph.Number(count));
    }

    /// <summary>m + ln Σ exp(x − m) with m = max x. The maximum only shifts the exponents, so no gradient flows through it.</summary>
    private static int LogSumExp(GraphBuilder graph, int x, int[] axes)
    {
        if (axes.Length == 0)
        {
            return x;
        }

        var shape = graph.ShapeOf(x);
        var keptShape = Shape.Of(shape.Dimensions.Select((length, axis) => axes.Contains(axis) ? 1 : length));
        int max = graph.Add(new StopGradient(), graph.Reduce(Reduction.Max, x, axes));
        int exponentials = graph.MapAligned(Scalars.ExpOfDifference, x, graph.Reshape(max, keptShape));
        return graph.MapAligned(Scalars.AddLog, max, graph.Sum(exponentials, axes));
    }

    /// <summary>A shared value counts once for each sample, as a per-sample one does.</summary>
    private static int SumOverBatch(GraphBuilder graph, int x) => graph.TypeOf(x).IsPerSample
        ? graph.Sum(x, [], batch: true)
        : graph.MapAligned(Scalars.Multiply, x, graph.Add(new BatchSize()));
}
