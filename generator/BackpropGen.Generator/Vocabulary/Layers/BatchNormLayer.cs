using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Vocabulary;

/// <summary>Normalization of each feature over the batch and the axes before the last; by the running statistics in inference.</summary>
internal sealed class BatchNormLayer(string path, double momentum, double epsilon) : NormalizationLayer(path, epsilon)
{
    private int _runningMean = -1;
    private int _runningVariance = -1;

    protected override string Kind => "BatchNorm";

    protected override void Declare(LoweringContext context, Shape features)
    {
        _runningMean = context.DeclareState(LoweringContext.Join(Path, "running_mean"), features, 0);
        _runningVariance = context.DeclareState(LoweringContext.Join(Path, "running_variance"), features, 1);
    }

    protected override (int Centered, int Variance) Statistics(LoweringContext context, int x)
    {
        var graph = context.Graph;
        if (!context.IsTraining)
        {
            return (graph.MapAligned(Scalars.Subtract, x, _runningMean), _runningVariance);
        }

        var axes = Enumerable.Range(0, graph.ShapeOf(x).Rank - 1).ToArray();
        int positions = axes.Aggregate(1, (product, axis) => product * graph.ShapeOf(x)[axis]);
        int count = graph.MapAligned(Scalars.Multiply, graph.Add(new BatchSize()), graph.Number(positions));
        int mean = graph.MapAligned(Scalars.Divide, graph.Sum(x, axes, batch: true), count);
        int centered = graph.MapAligned(Scalars.Subtract, x, mean);
        int squares = graph.Sum(graph.Map(Scalars.Square, centered), axes, batch: true);

        context.Update(_runningMean, graph.MapAligned(Scalars.MovingAverage(momentum), _runningMean, mean));
        int unbiased = graph.MapAligned(Scalars.UnbiasedVariance, squares, count);
        context.Update(_runningVariance, graph.MapAligned(Scalars.MovingAverage(momentum), _runningVariance, unbiased));
        return (centered, graph.MapAligned(Scalars.Divide, squares, count));
    }
}
