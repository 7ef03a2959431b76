using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.GradientFlow.Rules;

/// <summary>
/// A sum of K products: variance K · Var(l r) and, where elements correlate along the summed axes, K (K − 1) times the
/// covariance of two products. With independent weights of mean 0 that is <c>q = fan-in · Var W · E[x²]</c>
/// (Poole et al., 2016, equation 3). Its gradient is a contraction again.
/// </summary>
internal sealed class ContractFlow : FlowRule<Contract>
{
    protected override Statistics Forward(Contract primitive, NodeType type, IReadOnlyList<FlowOperand> operands) => Combine(
        new(primitive.Left, operands[0]),
        new(primitive.Right, operands[1]),
        primitive.Result,
        primitive.Lengths(operands[0].Type.Shape, operands[1].Type.Shape),
        primitive.SumBatch);

    protected override Statistics? Backward(
        Contract primitive, NodeType type, int operand, Statistics gradient, IReadOnlyList<FlowOperand> operands)
    {
        var lengths = primitive.Lengths(operands[0].Type.Shape, operands[1].Type.Shape);
        var incoming = new Factor(primitive.Result, new(type, gradient));
        return operand == 0
            ? Combine(incoming, new(primitive.Right, operands[1]), primitive.Left, lengths, sumsBatch: false)
            : Combine(new(primitive.Left, operands[0]), incoming, primitive.Right, lengths, sumsBatch: false);
    }

    private static Statistics Combine(
        Factor left, Factor right, EquatableArray<int> result, Dictionary<int, int> lengths, bool sumsBatch)
    {
        int[] summed = [.. lengths.Keys.Where(label => !result.Contains(label) && (left.Has(label) || right.Has(label)))];
        double count = summed.Aggregate(sumsBatch ? Statistics.BatchSize : 1.0, (product, label) => product * lengths[label]);

        // Two elements of the result: the products with the same summed index, and those with different ones.
        double Pairs(int[] labels, bool acrossSamples) =>
            (count * Pair(left, right, labels, acrossSamples))
            + (count == 1 ? 0 : count * (count - 1) * Pair(left, right, [.. labels, .. summed], acrossSamples || sumsBatch));

        return new(
            count * left.Statistics.Mean * right.Statistics.Mean,
            Pairs([], false),
            result.Select(label => Pairs([label], false)).ToEquatableArray(),
            Pairs([], true));
    }

    private static double Pair(Factor left, Factor right, int[] labels, bool acrossSamples) => Statistics.PairProduct(
        left.Statistics, left.Covariance(labels, acrossSamples), right.Statistics, right.Covariance(labels, acrossSamples));

    /// <summary>One side of a product.</summary>
    private readonly record struct Factor(EquatableArray<int> Labels, FlowOperand Operand)
    {
        internal Statistics Statistics => Operand.Statistics;

        internal bool Has(int label) => Labels.Contains(label);

        internal double Covariance(int[] labels, bool acrossSamples)
        {
            var x = Operand.Statistics;
            double least = acrossSamples ? x.AcrossSamples : x.Variance;
            for (int axis = 0; axis < Labels.Length; axis++)
            {
                if (Array.IndexOf(labels, Labels[axis]) >= 0)
                {
                    least = Math.Min(least, x.Along[axis]);
                }
            }

            return least;
        }
    }
}
