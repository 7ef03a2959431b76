using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.GradientFlow.Rules;

/// <summary>The same elements in another shape. Axes that merge are as correlated as the least of them; an axis that
/// splits hands its covariance on.</summary>
internal sealed class ReshapeFlow : FlowRule<Reshape>
{
    protected override Statistics Forward(Reshape primitive, NodeType type, IReadOnlyList<FlowOperand> operands) =>
        Rearrange(operands[0].Statistics, operands[0].Type.Shape, type.Shape);

    protected override Statistics? Backward(
        Reshape primitive, NodeType type, int operand, Statistics gradient, IReadOnlyList<FlowOperand> operands) =>
        Rearrange(gradient, type.Shape, operands[0].Type.Shape);

    private static Statistics Rearrange(Statistics x, Shape from, Shape to)
    {
        var along = new double[to.Rank];
        int source = 0;
        int target = 0;
        while (target < to.Rank)
        {
            // The shortest runs of axes on both sides with the same number of elements.
            int firstSource = source, firstTarget = target;
            long sourceSize = source < from.Rank ? from[source++] : 1;
            long targetSize = to[target++];
            while (sourceSize != targetSize)
            {
                if (sourceSize < targetSize)
                {
                    sourceSize *= from[source++];
                }
                else
                {
                    targetSize *= to[target++];
                }
            }

            double covariance = x.Covariance(Enumerable.Range(firstSource, source - firstSource).Where(axis => from[axis] > 1));
            for (int axis = firstTarget; axis < target; axis++)
            {
                along[axis] = covariance;
            }
        }

        return x with { Along = along.ToEquatableArray() };
    }
}

/// <summary>Axes in another order.</summary>
internal sealed class TransposeFlow : FlowRule<Transpose>
{
    protected override Statistics Forward(Transpose primitive, NodeType type, IReadOnlyList<FlowOperand> operands) =>
        operands[0].Statistics with { Along = primitive.Axes.Select(axis => operands[0].Statistics.Along[axis]).ToEquatableArray() };

    protected override Statistics? Backward(
        Transpose primitive, NodeType type, int operand, Statistics gradient, IReadOnlyList<FlowOperand> operands)
    {
        var along = new double[primitive.Axes.Length];
        for (int i = 0; i < along.Length; i++)
        {
            along[primitive.Axes[i]] = gradient.Along[i];
        }

        return gradient with { Along = along.ToEquatableArray() };
    }
}

/// <summary>Some of the elements along an axis.</summary>
internal sealed class SliceFlow : FlowRule<Slice>
{
    protected override Statistics Forward(Slice primitive, NodeType type, IReadOnlyList<FlowOperand> operands) => operands[0].Statistics;

    protected override Statistics? Backward(
        Slice primitive, NodeType type, int operand, Statistics gradient, IReadOnlyList<FlowOperand> operands) =>
        PadFlow.Diluted(gradient, primitive.Axis, (double)primitive.Length / operands[0].Type.Shape[primitive.Axis]);
}

/// <summary>Zeros between and around the elements.</summary>
internal sealed class PadFlow : FlowRule<Pad>
{
    protected override Statistics Forward(Pad primitive, NodeType type, IReadOnlyList<FlowOperand> operands) => Diluted(
        operands[0].Statistics, primitive.Axis, (double)operands[0].Type.Shape[primitive.Axis] / type.Shape[primitive.Axis]);

    protected override Statistics? Backward(
        Pad primitive, NodeType type, int operand, Statistics gradient, IReadOnlyList<FlowOperand> operands) => gradient;

    /// <summary>The mixture of the elements, as a share of all, and of zeros.</summary>
    internal static Statistics Diluted(Statistics x, int axis, double share)
    {
        double square = x.Mean * x.Mean;
        double Mixed(double covariance) => (share * (covariance + square)) - (share * share * square);
        return new(
            share * x.Mean,
            Mixed(x.Variance),
            x.Along.Select((covariance, i) => i == axis ? share * share * covariance : Mixed(covariance)).ToEquatableArray(),
            Mixed(x.AcrossSamples));
    }
}

/// <summary>Several tensors joined: a mixture of their elements.</summary>
internal sealed class ConcatenateFlow : FlowRule<Concatenate>
{
    protected override Statistics Forward(Concatenate primitive, NodeType type, IReadOnlyList<FlowOperand> operands)
    {
        int axis = primitive.Axis;
        double[] shares = [.. operands.Select(operand => (double)operand.Type.Shape[axis] / type.Shape[axis])];
        double Mixed(Func<int, double> term) => Enumerable.Range(0, shares.Length).Sum(i => shares[i] * term(i));
        double mean = Mixed(i => operands[i].Statistics.Mean);
        double WithMeans(Func<Statistics, double> covariance) => Mixed(i =>
            covariance(operands[i].Statistics) + ((operands[i].Statistics.Mean - mean) * (operands[i].Statistics.Mean - mean)));

        return new(
            mean,
            WithMeans(static x => x.Variance),
            Enumerable.Range(0, type.Shape.Rank)
                .Select(i => i == axis ? Mixed(j => shares[j] * operands[j].Statistics.Along[axis]) : WithMeans(x => x.Along[i]))
                .ToEquatableArray(),
            WithMeans(static x => x.AcrossSamples));
    }

    protected override Statistics? Backward(
        Concatenate primitive, NodeType type, int operand, Statistics gradient, IReadOnlyList<FlowOperand> operands) => gradient;
}
