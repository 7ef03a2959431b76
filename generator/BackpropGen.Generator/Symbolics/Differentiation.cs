using System.Collections.Generic;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Partial derivatives of expressions, forwards: of each node from those of its operands, with shared nodes shared.</summary>
/// <remarks>Forwards, because the derivative of a selection is then the selection of the derivatives:
/// the branch not taken cannot reach the result, as a backward sum 0 · ∞ could.</remarks>
internal static class Differentiation
{
    /// <summary>∂root/∂xᵢ.</summary>
    public static Expression Partial(Expression root, int argument)
    {
        var zero = root.Pool.Number(0);
        var derivatives = new Dictionary<Expression, Expression>();
        foreach (var node in ScalarFunction.PostOrder(root))
        {
            derivatives.Add(node, Partial(node, argument, derivatives, zero));
        }

        return derivatives[root];
    }

    private static Expression Partial(Expression node, int argument, Dictionary<Expression, Expression> derivatives, Expression zero)
    {
        var pool = node.Pool;
        var terms = new List<(double, Expression)>();
        switch (node.Opcode)
        {
            case Opcode.Number:
                return zero;
            case Opcode.Argument:
                return pool.Number(node.Index == argument ? 1 : 0);
            case Opcode.Select:
                return pool.Select(node.Comparison, node.Operands[0], node.Operands[1], derivatives[node.Operands[2]], derivatives[node.Operands[3]]);
            case Opcode.Linear:
                for (var i = 0; i < node.Operands.Length; i++)
                {
                    terms.Add((node.Numbers[i + 1], derivatives[node.Operands[i]]));
                }

                break;
            case Opcode.Monomial:
                for (var i = 0; i < node.Operands.Length; i++)
                {
                    if (!ReferenceEquals(derivatives[node.Operands[i]], zero))
                    {
                        terms.Add((node.Numbers[i], pool.Product(ProductRule(node, i, derivatives[node.Operands[i]]))));
                    }
                }

                break;
            default:
                var operands = new Expression[node.Operands.Length];
                node.Operands.CopyTo(operands);
                for (var i = 0; i < operands.Length; i++)
                {
                    if (!ReferenceEquals(derivatives[operands[i]], zero))
                    {
                        terms.Add((1, pool.Multiply(node.Function!.Partial(i, operands, node), derivatives[operands[i]])));
                    }
                }

                break;
        }

        return pool.Linear(0, terms);
    }

    /// <summary>bᵢ^(nᵢ − 1) bᵢ′ Π bⱼ^nⱼ over j ≠ i; the factor nᵢ is the term's weight.</summary>
    private static List<(Expression, double)> ProductRule(Expression product, int index, Expression derivative)
    {
        var factors = new List<(Expression, double)> { (derivative, 1) };
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
