using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.GradientFlow.Rules;

/// <summary>A sum over axes, or the largest of many.</summary>
internal sealed class ReduceFlow : FlowRule<Reduce>
{
    private const double EulerGamma = 0.57721566490153286;

    protected override Statistics Forward(Reduce primitive, NodeType type, IReadOnlyList<FlowOperand> operands) =>
        primitive.Reduction == Reduction.Sum
            ? Sum(operands[0], primitive.Axes, primitive.Batch)
            : Largest(operands[0], Count(operands[0].Type.Shape, primitive.Axes, primitive.Batch), type);

    protected override Statistics? Backward(
        Reduce primitive, NodeType type, int operand, Statistics gradient, IReadOnlyList<FlowOperand> operands)
    {
        var repeated = BroadcastFlow.Repeat(gradient, primitive.Axes);
        if (primitive.Reduction == Reduction.Sum)
        {
            return repeated;
        }

        // Only one of many gets it.
        double share = 1 / Count(operands[0].Type.Shape, primitive.Axes, primitive.Batch);
        return Statistics.Independent(0, share * repeated.MeanSquare, operands[0].Type.Shape.Rank, isPerSample: true);
    }

    /// <summary>Var Σx = n Var x + n (n − 1) Cov(x, x′).</summary>
    internal static Statistics Sum(FlowOperand operand, IReadOnlyCollection<int> axes, bool batch)
    {
        var x = operand.Statistics;
        double count = Count(operand.Type.Shape, axes, batch);
        double Total(double same, double different) => (count * same) + (count * (count - 1) * different);
        double[] along =
        [
            .. Enumerable.Range(0, operand.Type.Shape.Rank).Where(axis => !axes.Contains(axis))
                .Select(axis => Total(x.Along[axis], x.Covariance([.. axes, axis], batch))),
        ];
        double variance = Total(x.Variance, x.Covariance(axes, batch));
        return new(
            count * x.Mean,
            variance,
            along.ToEquatableArray(),
            batch ? variance : Total(x.AcrossSamples, x.Covariance(axes, acrossSamples: true)));
    }

    /// <summary>The mean of the largest of n normal values, and its variance, from extreme value theory.
    /// Source: Embrechts, Klüppelberg, Mikosch, "Modelling Extremal Events", 1997, example 3.3.29.</summary>
    private static Statistics Largest(FlowOperand operand, double count, NodeType type)
    {
        var x = operand.Statistics;
        if (count == 1)
        {
            return Statistics.Independent(x.Mean, x.Variance, type.Shape.Rank, type.IsPerSample);
        }

        double scale = Math.Sqrt(2 * Math.Log(count));
        double location = scale - ((Math.Log(Math.Log(count)) + Math.Log(4 * Math.PI)) / (2 * scale));
        double mean = x.Mean + (Math.Sqrt(x.Variance) * (location + (EulerGamma / scale)));
        return Statistics.Independent(mean, x.Variance * Math.PI * Math.PI / (6 * scale * scale), type.Shape.Rank, type.IsPerSample);
    }

    private static double Count(Shape shape, IEnumerable<int> axes, bool batch) =>
        axes.Aggregate(batch ? Statistics.BatchSize : 1.0, (product, axis) => product * shape[axis]);
}

/// <summary>A repetition: along the new axes all elements are the same.</summary>
internal sealed class BroadcastFlow : FlowRule<Broadcast>
{
    protected override Statistics Forward(Broadcast primitive, NodeType type, IReadOnlyList<FlowOperand> operands) =>
        Repeat(operands[0].Statistics, primitive.Axes);

    /// <summary>The gradient of one sample: repetitions for other samples have no part in it.</summary>
    protected override Statistics? Backward(
        Broadcast primitive, NodeType type, int operand, Statistics gradient, IReadOnlyList<FlowOperand> operands) =>
        ReduceFlow.Sum(new(type, gradient), primitive.Axes, batch: false);

    internal static Statistics Repeat(Statistics x, IReadOnlyCollection<int> newAxes)
    {
        var along = x.Along.ToList();
        foreach (int axis in newAxes.OrderBy(static axis => axis))
        {
            along.Insert(axis, x.Variance);
        }

        return x with { Along = along.ToEquatableArray() };
    }
}
