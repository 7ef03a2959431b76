using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics.Branches;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Derivatives along a direction, forwards: of each node from those of its operands, with shared nodes shared.</summary>
/// <remarks>What one branch contributes is known to be 0 elsewhere, and is multiplied in that branch alone: no 0 · ∞ can arise.</remarks>
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
        var pool = roots[0].Pool;
        var body = Arm.Body();
        var tangents = new Dictionary<Expression, Gated>();
        foreach (var node in ScalarFunction.PostOrder(roots))
        {
            var terms = node.Opcode == Opcode.Argument ? Seed(seed(node.Index), body) : Terms(node, tangents, body);
            if (terms.Count > 0 && Gated.Sum(terms) is var tangent && !tangent.Value.Is(0))
            {
                tangents.Add(node, tangent);
            }
        }

        return [.. roots.Select(root => tangents.TryGetValue(root, out var tangent) ? tangent.Everywhere(body) : pool.Number(0))];
    }

    private static List<(double, Gated)> Seed(Expression? tangent, Arm body) => tangent is null ? [] : [(1, new Gated(body.Alone, tangent))];

    /// <summary>What each operand contributes to the tangent of a node.</summary>
    private static List<(double, Gated)> Terms(Expression node, Dictionary<Expression, Gated> tangents, Arm body)
    {
        var terms = new List<(double, Gated)>();
        for (var i = node.Opcode == Opcode.Select ? 2 : 0; i < node.Operands.Length; i++)
        {
            if (!tangents.TryGetValue(node.Operands[i], out var tangent))
            {
                continue;
            }

            switch (node.Opcode)
            {
                case Opcode.Linear:
                    terms.Add((node.Numbers[i + 1], tangent));
                    break;
                case Opcode.Monomial:
                    terms.Add((node.Numbers[i], tangent.Times(LocalPartials.ProductRule(node, i))));
                    break;
                default:
                    terms.AddRange(Gated.PartialsOf(node, i, body).Select(partial => (1.0, partial.Times(tangent))).Where(static term => !term.Item2.Where.IsNever));
                    break;
            }
        }

        return terms;
    }
}
