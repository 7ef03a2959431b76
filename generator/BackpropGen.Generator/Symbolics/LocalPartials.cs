using System;
using System.Collections.Generic;

namespace BackpropGen.Generator.Symbolics;

/// <summary>The partial derivative of one step of a computation by one of its operands.</summary>
internal static class LocalPartials
{
    /// <summary>∂node/∂operandᵢ, the other operands held: one place where the operand occurs, not all.</summary>
    public static Expression Of(Expression node, int operand)
    {
        var pool = node.Pool;
        switch (node.Opcode)
        {
            case Opcode.Linear:
                return pool.Number(node.Numbers[operand + 1]);
            case Opcode.Monomial:
                return pool.Linear(0, [(node.Numbers[operand], pool.Product(ProductRule(node, operand)))]);
            case Opcode.Call:
                var operands = new Expression[node.Operands.Length];
                node.Operands.CopyTo(operands);
                return node.Function!.Partial(operand, operands, node);
            case Opcode.Select when operand >= 2:
                return pool.Select(node.Comparison, node.Operands[0], node.Operands[1], pool.Number(operand == 2 ? 1 : 0), pool.Number(operand == 3 ? 1 : 0));
            case Opcode.Select:
                return pool.Number(0);
            default:
                throw new InvalidOperationException($"A {node.Opcode} has no operands.");
        }
    }

    /// <summary>bᵢ^(nᵢ − 1) Π bⱼ^nⱼ over j ≠ i; the factor nᵢ is the term's weight.</summary>
    public static List<(Expression, double)> ProductRule(Expression product, int index)
    {
        var factors = new List<(Expression, double)>();
        for (var j = 0; j < product.Operands.Length; j++)
        {
            var exponent = product.Numbers[j] - (j == index ? 1 : 0);
            if (exponent != 0)
            {
                factors.Add((product.Operands[j], exponent));
            }
        }

        return factors;
    }
}
