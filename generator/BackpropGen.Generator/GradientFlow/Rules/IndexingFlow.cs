using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.GradientFlow.Rules;

/// <summary>Rows of a table: two positions, as two samples, select different rows.</summary>
internal sealed class GatherFlow : FlowRule<Gather>
{
    protected override Statistics Forward(Gather primitive, NodeType type, IReadOnlyList<FlowOperand> operands)
    {
        var table = operands[0].Statistics;
        int positions = operands[1].Type.Shape.Rank;
        return table with
        {
            Along = Enumerable.Repeat(table.Along[0], positions).Concat(table.Along.Skip(1)).ToEquatableArray(),
            AcrossSamples = operands[1].Type.IsPerSample ? table.Along[0] : table.AcrossSamples,
        };
    }

    /// <summary>The gradient of few rows in a table of many.</summary>
    protected override Statistics? Backward(
        Gather primitive, NodeType type, int operand, Statistics gradient, IReadOnlyList<FlowOperand> operands)
    {
        var table = operands[0].Type.Shape;
        double share = (double)operands[1].Type.Shape.Size / table[0];
        return operand == 0 ? Statistics.Independent(0, share * gradient.MeanSquare, table.Rank, isPerSample: true) : null;
    }
}

/// <summary>A table of zeros into whose rows values are added.</summary>
internal sealed class ScatterFlow : FlowRule<Scatter>
{
    protected override Statistics Forward(Scatter primitive, NodeType type, IReadOnlyList<FlowOperand> operands)
    {
        var values = operands[0].Statistics;
        double share = (double)operands[1].Type.Shape.Size / primitive.Classes * (primitive.SumBatch ? Statistics.BatchSize : 1);
        return Statistics.Independent(share * values.Mean, share * values.MeanSquare, type.Shape.Rank, type.IsPerSample);
    }

    protected override Statistics? Backward(
        Scatter primitive, NodeType type, int operand, Statistics gradient, IReadOnlyList<FlowOperand> operands) =>
        operand == 0 ? Statistics.Independent(0, gradient.MeanSquare, operands[0].Type.Shape.Rank, isPerSample: true) : null;
}

/// <summary>An index, as likely one as the other; no gradient passes.</summary>
internal sealed class ArgMaxFlow : FlowRule<ArgMax>
{
    protected override Statistics Forward(ArgMax primitive, NodeType type, IReadOnlyList<FlowOperand> operands) =>
        IndexFlow.Uniform(operands[0].Type.Shape[operands[0].Type.Shape.Rank - 1], type);

    protected override Statistics? Backward(
        ArgMax primitive, NodeType type, int operand, Statistics gradient, IReadOnlyList<FlowOperand> operands) => null;
}

/// <summary>An index as a number; no gradient passes.</summary>
internal sealed class ToRealFlow : FlowRule<ToReal>
{
    protected override Statistics Forward(ToReal primitive, NodeType type, IReadOnlyList<FlowOperand> operands) => operands[0].Statistics;

    protected override Statistics? Backward(
        ToReal primitive, NodeType type, int operand, Statistics gradient, IReadOnlyList<FlowOperand> operands) => null;
}

/// <summary>The same value; no gradient passes.</summary>
internal sealed class StopGradientFlow : FlowRule<StopGradient>
{
    protected override Statistics Forward(StopGradient primitive, NodeType type, IReadOnlyList<FlowOperand> operands) => operands[0].Statistics;

    protected override Statistics? Backward(
        StopGradient primitive, NodeType type, int operand, Statistics gradient, IReadOnlyList<FlowOperand> operands) => null;
}

/// <summary>Indexes 0, 1, …, n − 1, each as likely.</summary>
internal static class IndexFlow
{
    internal static Statistics Uniform(int count, NodeType type) => Statistics.Independent(
        (count - 1) / 2.0, (((double)count * count) - 1) / 12, type.Shape.Rank, type.IsPerSample);
}
