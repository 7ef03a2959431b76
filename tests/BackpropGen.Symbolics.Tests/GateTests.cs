namespace BackpropGen.Symbolics.Tests;

/// <summary>What a condition shuts out contributes nothing, even where its derivative is infinite.</summary>
public sealed class GateTests
{
    [Fact]
    public void Two_gates_on_one_value_are_zero_where_both_are_shut()
    {
        // y = (a > 0 ? √x : 0) + (b > 0 ? 2 √x : 0): backwards, the derivative by √x is a sum of two gates, and that of √x at 0 is ∞.
        var reverse = Reverse(3, static (p, x) =>
        {
            var root = p.Call(FunctionTable.Sqrt, x[0]);
            return IfPositive(x[1], root, p.Number(0)) + IfPositive(x[2], 2 * root, p.Number(0));
        });
        Assert.Equal(0, reverse.Evaluate(0, -1, -1)[0]);
        Assert.Equal(0.5, reverse.Evaluate(1, 1, -1)[0]);
        Assert.Equal(1, reverse.Evaluate(1, -1, 1)[0]);
        Assert.Equal(1.5, reverse.Evaluate(1, 1, 1)[0]);
        Assert.Equal(double.PositiveInfinity, reverse.Evaluate(0, 1, -1)[0]);
    }

    [Fact]
    public void A_gated_cotangent_does_not_meet_the_infinite_derivative_behind_it()
    {
        var product = VectorFunction.Create(2, static (p, x) => [IfPositive(x[1], p.Call(FunctionTable.Sin, x[0]) / x[1], x[0] * x[0] * x[1])]).VectorJacobianProduct([0, 1]);
        Assert.Equal([0, 9 * 0.25], product.Evaluate(0.5, 0, 9));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(200)]
    public void A_branch_not_taken_contributes_nothing_however_deep_it_is(int depth)
    {
        Expression Nested(ExpressionPool pool, Expression[] x) => Enumerable.Range(0, depth)
            .Aggregate(pool.Call(FunctionTable.Sqrt, x[0]), (inner, i) => IfPositive(x[1] - (0.001 * i), inner, pool.Number(0)) + (i % 2 == 0 ? x[2] : IfPositive(x[2] + i, inner, x[1])));

        // √x has an infinite derivative at 0, which no condition but the last leaves out.
        double[] shut = [0, -1, -1e3], open = [0.25, 1e3, -1e3];
        foreach (var gradient in Gradients(3, Nested))
        {
            Assert.All(gradient.Evaluate(shut), static derivative => Assert.True(double.IsFinite(derivative)));
            Assert.Equal(0, gradient.Evaluate(shut)[0]);
            Assert.Equal(1, gradient.Evaluate(open)[0]);
        }
    }

    [Fact]
    public void Gates_of_one_condition_are_one_selection()
    {
        var pool = new ExpressionPool();
        var (x, y, z, zero) = (pool.Argument(0), pool.Argument(1), pool.Argument(2), pool.Number(0));
        Assert.Same(IfPositive(x, y + z, zero), IfPositive(x, y, zero) + IfPositive(x, z, zero));
        Assert.Same(IfPositive(x, y, z), IfPositive(x, y, zero) + IfPositive(x, zero, z));
        Assert.Same(IfPositive(x, 2 * y, -z), (2 * IfPositive(x, y, zero)) - IfPositive(x, zero, z));
        Assert.Same(pool.Number(1), IfPositive(x, pool.Number(1), zero) + IfPositive(x, zero, pool.Number(1)));
        Assert.NotSame(IfPositive(x, y + z, zero), IfPositive(x, y, zero) + IfPositive(y, z, zero));
    }

    [Fact]
    public void A_gate_takes_its_factors_in()
    {
        var pool = new ExpressionPool();
        var (x, y, z, zero) = (pool.Argument(0), pool.Argument(1), pool.Argument(2), pool.Number(0));
        Assert.Same(IfPositive(x, y / z, zero), IfPositive(x, y, zero) / z);
        Assert.Same(IfPositive(x, IfPositive(y, 3 * z / x, zero), zero), 3 * IfPositive(x, IfPositive(y, z, zero), zero) / x);
    }

    [Fact]
    public void Every_order_of_accumulation_agrees_where_the_branch_not_taken_is_singular()
    {
        const int count = 300;
        int compared = 0, singular = 0;
        for (int seed = 0; seed < count; seed++)
        {
            var expression = new RandomExpression(70_000 + seed, arity: 3, depth: 4, guards: true);
            var forward = VectorFunction.Join([.. expression.Function.Gradient()], 3);
            var reverse = VectorFunction.Create(3, (p, x) => ReverseMode.Cotangents([expression.Function.Apply(p, x)], [p.Number(1)], [0, 1, 2]));
            var elimination = VectorFunction.Create(3, (p, x) => VertexElimination.Jacobian([expression.Function.Apply(p, x)], [0, 1, 2])[0]);
            foreach (double[] x in new double[][] { [0, 0, 0], [0, 0.4, 1.2], [0.7, 0, -0.3], [1.1, 0.6, 0], [-0.4, -0.8, -1.1], [0.5, 0.9, 1.4] })
            {
                double[] expected = forward.Evaluate(x), byReverse = reverse.Evaluate(x), byElimination = elimination.Evaluate(x);
                double magnitude = expression.Evaluate(x).Magnitude;
                if (expected.All(double.IsFinite) && magnitude < 100)
                {
                    double tolerance = 1e-11 * magnitude * magnitude * Math.Max(1, expected.Max(Math.Abs));
                    for (int i = 0; i < 3; i++)
                    {
                        string what = $"∂{i} at ({string.Join(", ", x)}), seed {expression.Seed}: {expression.Function}";
                        Differences.AssertClose(expected[i], byReverse[i], tolerance, "reverse " + what);
                        Differences.AssertClose(expected[i], byElimination[i], tolerance, "elimination " + what);
                    }

                    compared++;
                    singular += x.Contains(0) ? 1 : 0;
                }
            }
        }

        Assert.True(singular > 2 * count && compared > 3 * count, $"{singular} points of {compared} are singular");
    }

    private static IEnumerable<VectorFunction> Gradients(int arity, Func<ExpressionPool, Expression[], Expression> build)
    {
        int[] all = [.. Enumerable.Range(0, arity)];
        yield return VectorFunction.Create(arity, (pool, x) => [.. all.Select(argument => ForwardMode.Partial(build(pool, x), argument))]);
        yield return Reverse(arity, build);
        yield return VectorFunction.Create(arity, (pool, x) => VertexElimination.Jacobian([build(pool, x)], all)[0]);
    }

    private static VectorFunction Reverse(int arity, Func<ExpressionPool, Expression[], Expression> build) =>
        VectorFunction.Create(arity, (pool, x) => ReverseMode.Cotangents([build(pool, x)], [pool.Number(1)], [.. Enumerable.Range(0, arity)]));

    private static Expression IfPositive(Expression x, Expression holds, Expression fails) => x.Pool.Select(Comparison.Less, x.Pool.Number(0), x, holds, fails);
}
