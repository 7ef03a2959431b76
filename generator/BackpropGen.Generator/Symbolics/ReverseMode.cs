using System;
using System.Collections.Generic;
using BackpropGen.Generator.Symbolics.Branches;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Derivatives of a weighted sum of results, backwards: of it by each node from those by the nodes that use it.</summary>
/// <remarks>Each is known where its node is needed, and 0 elsewhere: what happens in one branch is multiplied in that branch alone, where no
/// condition of another can meet it, and leaves the branch as a whole.</remarks>
internal static class ReverseMode
{
    /// <summary>Σₖ ȳₖ ∂rootₖ/∂xᵢ for some arguments: one pass, whatever their number.</summary>
    /// <param name="roots">Expressions of one pool, at least one.</param>
    /// <param name="cotangents">The weight ȳₖ of each root.</param>
    /// <param name="arguments">The indexes of the arguments to differentiate by.</param>
    public static Expression[] Cotangents(Expression[] roots, Expression[] cotangents, IReadOnlyList<int> arguments)
    {
        var pool = roots[0].Pool;
        var nodes = ScalarFunction.PostOrder(roots);
        var active = Active(nodes, arguments);
        var body = Arm.Body();
        var needs = Needs.Of(nodes, roots, body);
        var terms = new Dictionary<Expression, List<(double, Gated)>>();
        for (var k = 0; k < roots.Length; k++)
        {
            Contribute(terms, roots[k], 1, new Gated(body.Alone, cotangents[k]));
        }

        var results = new Dictionary<int, Expression>();
        for (var n = nodes.Count - 1; n >= 0; n--)
        {
            var node = nodes[n];
            if (!active.Contains(node) || !terms.TryGetValue(node, out var contributions))
            {
                continue;
            }

            terms.Remove(node);
            var cotangent = Gated.Sum(contributions, needs.Of(node)) with { IsSum = needs.IsWidened(node) };
            if (node.Opcode == Opcode.Argument)
            {
                results.Add(node.Index, cotangent.Everywhere(body));
                continue;
            }

            for (var i = 0; i < node.Operands.Length; i++)
            {
                if (active.Contains(node.Operands[i]))
                {
                    PassOn(terms, node, i, cotangent, body);
                }
            }
        }

        var zero = pool.Number(0);
        var list = new Expression[arguments.Count];
        for (var i = 0; i < list.Length; i++)
        {
            list[i] = results.TryGetValue(arguments[i], out var result) ? result : zero;
        }

        return list;
    }

    /// <summary>The nodes that depend on one of the arguments.</summary>
    public static HashSet<Expression> Active(List<Expression> nodes, IReadOnlyList<int> arguments)
    {
        var wanted = new HashSet<int>(arguments);
        var active = new HashSet<Expression>();
        foreach (var node in nodes)
        {
            var isActive = node.Opcode == Opcode.Argument && wanted.Contains(node.Index);
            // What a selection compares has no part in its derivative.
            for (var i = node.Opcode == Opcode.Select ? 2 : 0; i < node.Operands.Length && !isActive; i++)
            {
                isActive = active.Contains(node.Operands[i]);
            }

            if (isActive)
            {
                active.Add(node);
            }
        }

        return active;
    }

    private static void PassOn(Dictionary<Expression, List<(double, Gated)>> terms, Expression node, int operand, Gated cotangent, Arm body)
    {
        switch (node.Opcode)
        {
            case Opcode.Linear:
                Contribute(terms, node.Operands[operand], node.Numbers[operand + 1], cotangent);
                break;
            case Opcode.Monomial:
                Contribute(terms, node.Operands[operand], node.Numbers[operand], cotangent.Times(LocalPartials.ProductRule(node, operand)));
                break;
            default:
                foreach (var partial in Gated.PartialsOf(node, operand, body))
                {
                    Contribute(terms, node.Operands[operand], 1, cotangent.Times(partial));
                }

                break;
        }
    }

    private static void Contribute(Dictionary<Expression, List<(double, Gated)>> terms, Expression node, double weight, Gated cotangent)
    {
        if (cotangent.Value.Is(0) || cotangent.Where.IsNever)
        {
            return;
        }

        if (!terms.TryGetValue(node, out var list))
        {
            terms.Add(node, list = []);
        }

        list.Add((weight, cotangent));
    }
}
