using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

internal sealed partial class VectorFunction
{
    // Beyond this many steps only reverse and forward mode are tried, which are linear in them.
    private const int EliminationBudget = 3_000;

    // Forward mode costs a pass for each argument: beyond this product it is not tried beside the other modes.
    private const int ForwardBudget = 100_000;

    /// <summary>∂outputₖ/∂xᵢ: row by row for the outputs, in each one result for each of the arguments.</summary>
    /// <param name="arguments">The indexes of the arguments to differentiate by.</param>
    public VectorFunction Jacobian(IReadOnlyList<int> arguments) =>
        Create(Arity, (pool, x) => Concatenate(JacobianOf(Apply(pool, x), arguments, Arity)));

    /// <summary>The values, then the Jacobian, row by row.</summary>
    /// <param name="arguments">The indexes of the arguments to differentiate by.</param>
    public VectorFunction WithJacobian(IReadOnlyList<int> arguments) => Create(Arity, (pool, x) =>
    {
        var values = Apply(pool, x);
        return [.. values, .. Concatenate(JacobianOf(values, arguments, Arity))];
    });

    /// <summary>The derivatives of the only output by the only argument of an order; order 0 is the value.</summary>
    /// <param name="argument">The index of the argument to differentiate by.</param>
    /// <param name="order">The order, at least 0.</param>
    public VectorFunction Derivative(int argument, int order) => Create(Arity, (pool, x) =>
    {
        var results = Apply(pool, x);
        for (int i = 0; i < order; i++)
        {
            results = ForwardMode.Partials(results, argument);
        }

        return results;
    });

    /// <summary>The values and their derivatives along a direction, whose components are arguments behind this function's.</summary>
    /// <param name="arguments">The indexes of the arguments that have a component.</param>
    public VectorFunction JacobianVectorProduct(IReadOnlyList<int> arguments) => Create(Arity + arguments.Count, (pool, x) =>
    {
        var values = Apply(pool, x);
        return [.. values, .. ForwardMode.Tangents(values, Seed(pool, arguments, Arity))];
    });

    /// <summary>The derivatives of the outputs, weighted by cotangents that are arguments behind this function's.</summary>
    /// <param name="arguments">The indexes of the arguments to differentiate by.</param>
    public VectorFunction VectorJacobianProduct(IReadOnlyList<int> arguments) => Create(Arity + Outputs.Length, (pool, x) =>
        ReverseMode.Cotangents(Apply(pool, x), [.. x.Skip(Arity)], arguments));

    /// <summary>The value of the only output, its gradient, and its second derivatives: the whole symmetric matrix, row by row.</summary>
    /// <param name="arguments">The indexes of the arguments to differentiate by.</param>
    public VectorFunction WithHessian(IReadOnlyList<int> arguments) => Create(Arity, (pool, x) =>
    {
        var values = Apply(pool, x);
        var gradient = JacobianOf(values, arguments, Arity)[0];
        var rows = JacobianOf(gradient, arguments, Arity);
        int count = arguments.Count;
        return [.. values, .. gradient, .. Enumerable.Range(0, count * count).Select(i => rows[Math.Max(i / count, i % count)][Math.Min(i / count, i % count)])];
    });

    /// <summary>The derivative of the only output's gradient along a direction, whose components are arguments behind this function's.</summary>
    /// <param name="arguments">The indexes of the arguments to differentiate by.</param>
    public VectorFunction HessianVectorProduct(IReadOnlyList<int> arguments) => Create(Arity + arguments.Count, (pool, x) =>
    {
        var gradient = JacobianOf(Apply(pool, x), arguments, Arity)[0];
        return ForwardMode.Tangents(gradient, Seed(pool, arguments, Arity));
    });

    private static Func<int, Expression?> Seed(ExpressionPool pool, IReadOnlyList<int> arguments, int arity)
    {
        var directions = new Dictionary<int, int>();
        for (int i = 0; i < arguments.Count; i++)
        {
            directions.Add(arguments[i], arity + i);
        }

        return index => directions.TryGetValue(index, out int direction) ? pool.Argument(direction) : null;
    }

    /// <summary>The Jacobian by that mode of accumulation which costs least together with the values themselves.</summary>
    private static Expression[][] JacobianOf(Expression[] roots, IReadOnlyList<int> arguments, int arity)
    {
        int steps = ScalarFunction.PostOrder(roots).Count;
        var candidates = new List<Expression[][]>();
        if (arguments.Count <= roots.Length || (long)steps * arguments.Count <= ForwardBudget)
        {
            var columns = arguments.Select(argument => ForwardMode.Partials(roots, argument)).ToArray();
            candidates.Add([.. Enumerable.Range(0, roots.Length).Select(k => columns.Select(column => column[k]).ToArray())]);
        }

        if (arguments.Count > 1)
        {
            var one = roots[0].Pool.Number(1);
            candidates.Add([.. roots.Select(root => ReverseMode.Cotangents([root], [one], arguments))]);
        }

        if (steps <= EliminationBudget && arguments.Count > 1)
        {
            candidates.Add(VertexElimination.Jacobian(roots, arguments));
        }

        return candidates.Count == 1
            ? candidates[0]
            : candidates.OrderBy(rows => CommonFactors.Extract(From([.. roots, .. Concatenate(rows)], arity)).Cost).First();
    }

    private static Expression[] Concatenate(Expression[][] rows) => [.. rows.SelectMany(static row => row)];
}
