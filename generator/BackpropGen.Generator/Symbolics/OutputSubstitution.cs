using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Replaces a value, wherever an expression holds it, by a name for it.</summary>
internal static class OutputSubstitution
{
    /// <summary>The expression with the value <paramref name="root"/> replaced by <paramref name="output"/>:
    /// as a node, as some of the factors of a product, and c t for a root that is c t; and where only the sign is asked of what
    /// the root is positive with.</summary>
    public static Expression Substitute(Expression expression, Expression root, Expression output)
    {
        var pool = expression.Pool;
        var (target, rectified) = (root, Rectified(root));
        var sign = output;
        if (root.Opcode == Opcode.Linear && root.Operands.Length == 1)
        {
            // y = c₀ + c t, hence t = (y − c₀) / c; with c₀ the difference would lose digits, so only without it.
            if (root.Numbers[0] == 0 && root.Operands[0].Opcode != Opcode.Argument)
            {
                target = root.Operands[0];
                output /= root.Numbers[1];
            }
        }

        var replaced = new Dictionary<Expression, Expression>();
        foreach (var node in ScalarFunction.PostOrder(expression))
        {
            replaced.Add(node, ReferenceEquals(node, target) ? output
                : AsksForSign(node, rectified) ? pool.Select(node.Comparison, node.Operands[0], sign, replaced[node.Operands[2]], replaced[node.Operands[3]])
                : Replace(pool, node, target, output, replaced));
        }

        return replaced[expression];
    }

    /// <summary>What a rectifier is of, as max(x, 0), or x where positive and else a part of it: both are positive together.</summary>
    private static Expression? Rectified(Expression root) =>
        root.IsCall(FunctionTable.Relu) ? root.Operands[0]
        : root.Opcode == Opcode.Select && AsksForSign(root, root.Operands[2]) && IsPartOf(root.Operands[3], root.Operands[2]) ? root.Operands[2]
        : null;

    private static bool AsksForSign(Expression node, Expression? of) => of is not null && node.Opcode == Opcode.Select
        && node.Comparison == Comparison.Less && node.Operands[0].Is(0) && ReferenceEquals(node.Operands[1], of);

    private static bool IsPartOf(Expression part, Expression whole) => part.Opcode == Opcode.Linear && part.Operands.Length == 1
        && part.Numbers[0] == 0 && part.Numbers[1] > 0 && ReferenceEquals(part.Operands[0], whole);

    private static Expression Replace(ExpressionPool pool, Expression node, Expression target, Expression output, Dictionary<Expression, Expression> replaced)
    {
        switch (node.Opcode)
        {
            case Opcode.Call:
                return pool.Call(node.Function!, [.. node.Operands.Select(operand => replaced[operand])]);
            case Opcode.Select:
                return pool.Select(node.Comparison, replaced[node.Operands[0]], replaced[node.Operands[1]], replaced[node.Operands[2]], replaced[node.Operands[3]]);
            case Opcode.Linear:
                return pool.Linear(node.Numbers[0], [.. node.Operands.Select((operand, i) => (node.Numbers[i + 1], replaced[operand]))]);
            case Opcode.Monomial:
                var count = target.Opcode == Opcode.Monomial ? Occurrences(node, target) : 0;
                var factors = node.Operands.Select((operand, i) => (replaced[operand], node.Numbers[i] - (count * ExponentIn(target, operand, node.Numbers[i])))).Where(factor => factor.Item2 != 0).ToList();
                if (count != 0)
                {
                    factors.Add((output, count));
                }

                return pool.Product(factors);
            default:
                return node;
        }
    }

    /// <summary>How often all factors of the target are among those of the node.</summary>
    private static double Occurrences(Expression node, Expression target)
    {
        var count = double.PositiveInfinity;
        for (var i = 0; i < target.Operands.Length; i++)
        {
            var present = ExponentIn(node, target.Operands[i], target.Numbers[i]);
            count = Math.Min(count, Math.Floor(present / target.Numbers[i]));
        }

        return count;
    }

    /// <summary>The exponent of a base in a product, of the sign asked for; 0 where it is no factor.</summary>
    private static double ExponentIn(Expression product, Expression factor, double sign)
    {
        if (product.Opcode == Opcode.Monomial)
        {
            for (var i = 0; i < product.Operands.Length; i++)
            {
                if (ReferenceEquals(product.Operands[i], factor) && product.Numbers[i] * sign > 0)
                {
                    return product.Numbers[i];
                }
            }
        }

        return 0;
    }
}
