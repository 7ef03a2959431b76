using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <remarks>
/// A gate is a selection with 0 in one branch: what the other branch contributes to a sum, or to a derivative. Its products are
/// taken into the branch, so that what it shuts out is neither evaluated nor multiplied. (That no 0 · ∞ arises in derivatives,
/// <see cref="Branches.Gated"/> sees to, before there are gates.)
/// </remarks>
internal sealed partial class ExpressionPool
{
    /// <summary>A factor (a &lt; b ? m : 0) takes the rest of the product into its branch. So does one of two constants where it is
    /// the only selection.</summary>
    private Expression? DistributeOverGate(PowerProduct product)
    {
        Expression? gate = null;
        foreach (var pair in product.Powers)
        {
            var node = pair.Key;
            if (node.Opcode == Opcode.Select && pair.Value is { Numerator: > 0, Denominator: 0 }
                && (gate is null || ExpressionOrder.Instance.Compare(node, gate) < 0)
                && (IsGate(node) || IsOnlySelection(node, product)))
            {
                gate = node;
            }
        }

        if (gate is null)
        {
            return null;
        }

        var power = product.Powers[gate].Numerator;
        var rest = Without(product, gate);
        return Select(
            gate.Comparison, gate.Operands[0], gate.Operands[1],
            Product([(gate.Operands[2], power), (rest, 1)]), Product([(gate.Operands[3], power), (rest, 1)]));
    }

    private Expression Without(PowerProduct product, Expression factor)
    {
        product.Powers.Remove(factor);
        return Linear(0, [(product.Coefficient, Build(product))]);
    }

    /// <summary>Selections of one condition in a sum, at least one a gate, become one: (c ? a : 0) + (c ? 0 : b) is c ? a : b.</summary>
    private void MergeGates(WeightedSum sum)
    {
        var (gateCount, count) = (0, 0);
        foreach (var pair in sum.Weights)
        {
            count += pair.Key.Opcode == Opcode.Select ? 1 : 0;
            gateCount += IsGate(pair.Key) ? 1 : 0;
        }

        if (gateCount < 1 || count < 2)
        {
            return;
        }

        var gates = sum.Weights.Where(static pair => pair.Value != 0 && pair.Key.Opcode == Opcode.Select)
            .GroupBy(static pair => (pair.Key.Comparison, pair.Key.Operands[0], pair.Key.Operands[1]))
            .Where(static group => group.Skip(1).Any() && group.Any(static pair => IsGate(pair.Key))).Select(static group => group.ToList()).ToList();
        foreach (var group in gates)
        {
            // A sign of all stays outside: a sum and its negative have one selection.
            var first = group[0].Key;
            var sign = group.All(static gate => gate.Value < 0) ? -1 : 1;
            foreach (var gate in group)
            {
                sum.Weights.Remove(gate.Key);
            }

            sum.Add(sign, Select(first.Comparison, first.Operands[0], first.Operands[1], Branch(group, sign, 2), Branch(group, sign, 3)));
        }

        Expression Branch(List<KeyValuePair<Expression, double>> group, int sign, int branch) =>
            Linear(0, [.. group.Select(gate => (sign * gate.Value, gate.Key.Operands[branch]))]);
    }

    private static bool IsGate(Expression node) =>
        node.Opcode == Opcode.Select && node.GateDepth > 0 && (node.Operands[2].Is(0) || node.Operands[3].Is(0));

    private static bool IsOnlySelection(Expression node, PowerProduct product) =>
        node.Operands[2].Opcode == Opcode.Number && node.Operands[3].Opcode == Opcode.Number
            && product.Powers.Count(static pair => pair.Key.Opcode == Opcode.Select) == 1;
}
