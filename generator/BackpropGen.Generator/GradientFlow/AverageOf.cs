using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.GradientFlow;

/// <summary>
/// A value known to be the average, or the sum, of another node's elements over axes or the batch. What deviates from its
/// own average is not independent of it: normalizations subtract exactly what the elements share.
/// </summary>
/// <param name="Node">The node averaged.</param>
/// <param name="Axes">Over which of its axes.</param>
/// <param name="Batch">Whether over the batch too.</param>
/// <param name="Weight">By how much the average is multiplied: 1, or the number of elements for their sum.</param>
internal sealed record AverageOf(int Node, EquatableArray<int> Axes, bool Batch, double Weight)
{
    /// <summary>What a sum averages.</summary>
    internal static AverageOf Sum(Reduce reduce, int node, Shape shape) => new(
        node,
        reduce.Axes,
        reduce.Batch,
        reduce.Axes.Aggregate(reduce.Batch ? Statistics.BatchSize : 1.0, (count, axis) => count * shape[axis]));

    /// <summary>The statistics of <c>x − average</c>: the average takes along the covariance of what it is over.</summary>
    internal Statistics Deviation(Statistics x)
    {
        double Remaining(double covariance, IEnumerable<int> axes, bool samples) =>
            System.Math.Max(0, covariance - x.Covariance(axes.Concat(Axes), samples || Batch));

        return new(
            0,
            Remaining(x.Variance, [], false),
            x.Along.Select((covariance, axis) => Axes.Contains(axis) ? 0 : Remaining(covariance, [axis], false)).ToEquatableArray(),
            Batch ? 0 : Remaining(x.AcrossSamples, [], true));
    }
}
