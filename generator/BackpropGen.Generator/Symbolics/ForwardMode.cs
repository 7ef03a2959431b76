using System.Collections.Generic;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Derivatives along a direction, forwards: of each node from those of its operands, with shared nodes shared.</summary>
/// <remarks>The derivative of a selection is the selection of the derivatives: the branch not taken cannot reach the result,
/// as a backward sum 0 · ∞ could.</remarks>
internal static class ForwardMode
{
    /// <summary>∂root/∂xᵢ.</summary>
    public static Expression Partial(Expression root, int argument) => Partials([root], argument)[0];

    /// <summary>∂rootₖ/∂xᵢ for every root.</summary>
    public static Expression[] Partials(Expression[] roots, int argument)
    {
        var one = roots[0].Pool.Number(1);
        return Tangents(roots, index => index == argument ? one : null);
    }

    /// <summary>Σᵢ ẋᵢ ∂rootₖ/∂xᵢ for every root.</summary>
    /// <param name="roots">Expressions of one pool, at least one.</param>
    /// <param name="seed">The tangent ẋᵢ of each argument; null for 0.</param>
    public static Expression[] Tangents(Expression[] roots, System.Func<int, Expression?> seed)
    {
        var zero = roots[0].Pool.Number(0);
        var tangents = new Dictionary<Expression, Expression>();
        foreach (var node in ScalarFunction.PostOrder(roots))
        {
            tangents.Add(node, node.Opcode == Opcode.Argument ? seed(node.Index) ?? zero : Tangent(node, tangents, zero));
        }

        var results = new Expression[roots.Length];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = tangents[roots[i]];
        }

        return results;
    }

    private static Expression Tangent(Expression node, Dictionary<Expression, Expression> tangents, Expression zero)
    {
        var pool = node.Pool;
        if (node.Opcode == Opcode.Select)
        {
            return pool.Select(node.Comparison, node.Operands[0], node.Operands[1], tangents[node.Operands[2]], tangents[node.Operands[3]]);
        }

        var terms = new List<(double, Expression)>();
        for (var i = 0; i < node.Operands.Length; i++)
        {
            var tangent = tangents[node.Operands[i]];
            if (ReferenceEquals(tangent, zero))
            {
                continue;
            }

            switch (node.Opcode)
            {
                case Opcode.Linear:
                    terms.Add((node.Numbers[i + 1], tangent));
                    break;
                case Opcode.Monomial:
                    var factors = LocalPartials.ProductRule(node, i);
                    factors.Add((tangent, 1));
                    terms.Add((node.Numbers[i], pool.Product(factors)));
                    break;
                default:
                    terms.Add((1, pool.Multiply(LocalPartials.Of(node, i), tangent)));
                    break;
            }
        }

        return pool.Linear(0, terms);
    }
}
