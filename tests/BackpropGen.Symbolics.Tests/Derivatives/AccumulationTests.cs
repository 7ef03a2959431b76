namespace BackpropGen.Symbolics.Tests.Derivatives;

public sealed class AccumulationTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(5000, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_order_of_accumulation_gives_the_same_Jacobian(int seed)
    {
        const int arity = 3, outputs = 2;
        var functions = Enumerable.Range(0, outputs).Select(k => new RandomExpression((seed * outputs) + k, arity)).ToArray();
        int[] all = [0, 1, 2];
        VectorFunction Accumulate(Func<Expression[], Expression[][]> jacobian) => VectorFunction.Create(
            arity, (pool, x) => [.. jacobian([.. functions.Select(function => function.Function.Apply(pool, x))]).SelectMany(static row => row)]);

        var forward = Accumulate(roots => Transposed([.. all.Select(argument => ForwardMode.Partials(roots, argument))]));
        var reverse = Accumulate(roots => [.. roots.Select(root => ReverseMode.Cotangents([root], [root.Pool.Number(1)], all))]);
        var elimination = Accumulate(roots => VertexElimination.Jacobian(roots, all));
        for (int point = 0; point < 4; point++)
        {
            double[] x = functions[0].Point(point);
            double magnitude = functions.Max(function => function.Evaluate(x).Magnitude);
            if (magnitude > 50)
            {
                continue;
            }

            double[] expected = forward.Evaluate(x), byReverse = reverse.Evaluate(x), byElimination = elimination.Evaluate(x);
            double scale = 1e-11 * magnitude * magnitude;
            for (int i = 0; i < expected.Length; i++)
            {
                Differences.AssertClose(expected[i], byReverse[i], scale * Math.Max(1, Math.Abs(expected[i])), $"seed {seed}, reverse, {i}");
                Differences.AssertClose(expected[i], byElimination[i], scale * Math.Max(1, Math.Abs(expected[i])), $"seed {seed}, elimination, {i}");
            }
        }
    }

    [Fact]
    public void A_gradient_of_many_arguments_costs_a_small_multiple_of_the_value()
    {
        const int count = 60;
        var rosenbrock = VectorFunction.Create(count, static (pool, x) =>
            [pool.Sum(Enumerable.Range(0, count - 1).Select(i => (100 * pool.Square(x[i + 1] - pool.Square(x[i]))) + pool.Square(1 - x[i])))]);
        var gradient = rosenbrock.WithJacobian([.. Enumerable.Range(0, count)]);
        Assert.InRange(gradient.Cost, rosenbrock.Cost, 4 * rosenbrock.Cost);
    }

    [Fact]
    public void A_computation_with_a_narrow_place_is_split_there()
    {
        // 8 arguments, one value between, 8 results: through the value 8 + 8 products do, where either mode needs 8 passes.
        const int count = 8;
        var function = VectorFunction.Create(count, static (pool, x) =>
        {
            var narrow = pool.Call(FunctionTable.Sin, pool.Sum(x.Select((argument, i) => pool.Call(FunctionTable.Exp, (i + 1) * argument))));
            return [.. Enumerable.Range(0, count).Select(k => pool.Call(FunctionTable.Tanh, (k + 1) * narrow))];
        });
        int[] all = [.. Enumerable.Range(0, count)];
        var jacobian = function.Jacobian(all);
        var forward = VectorFunction.Create(count, (pool, x) => [.. Transposed([.. all.Select(argument => ForwardMode.Partials(function.Apply(pool, x), argument))]).SelectMany(static row => row)]);
        int split = CommonFactors.Extract(jacobian).Cost, whole = CommonFactors.Extract(forward).Cost;
        Assert.True(split <= whole, $"{split} against {whole}");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_product_with_a_direction_is_the_Jacobian_times_it_and_the_other_product_its_transpose(int seed)
    {
        var functions = Enumerable.Range(0, 2).Select(k => new RandomExpression((seed * 2) + k)).ToArray();
        var function = VectorFunction.Join([.. functions.Select(static expression => expression.Function)], 2);
        double[] x = functions[0].Point(1), direction = [0.3, -1.1], cotangent = [0.7, 0.2];
        if (functions.Max(expression => expression.Evaluate(x).Magnitude) > 50)
        {
            return;
        }

        double[] jacobian = function.Jacobian([0, 1]).Evaluate(x);
        double[] forward = function.JacobianVectorProduct([0, 1]).Evaluate([.. x, .. direction]);
        double[] reverse = function.VectorJacobianProduct([0, 1]).Evaluate([.. x, .. cotangent]);
        double scale = 1e-10 * Math.Max(1, jacobian.Max(Math.Abs));
        for (int i = 0; i < 2; i++)
        {
            Differences.AssertClose((jacobian[2 * i] * direction[0]) + (jacobian[(2 * i) + 1] * direction[1]), forward[2 + i], scale, $"seed {seed}, row {i}");
            Differences.AssertClose((jacobian[i] * cotangent[0]) + (jacobian[2 + i] * cotangent[1]), reverse[i], scale, $"seed {seed}, column {i}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_Hessian_is_the_derivative_of_the_gradient_and_its_product_with_a_direction_is_the_product(int seed)
    {
        var expression = new RandomExpression(seed);
        var function = VectorFunction.Join([expression.Function], 2);
        double[] x = expression.Point(2), direction = [0.6, -0.8];
        double[] hessian = function.WithHessian([0, 1]).Evaluate(x);
        double[] product = function.HessianVectorProduct([0, 1]).Evaluate([.. x, .. direction]);
        Assert.Equal(hessian[4], hessian[5]);
        for (int i = 0; i < 2; i++)
        {
            double scale = 1e-9 * Math.Max(1, hessian.Max(Math.Abs));
            Differences.AssertClose((hessian[3 + (2 * i)] * direction[0]) + (hessian[4 + (2 * i)] * direction[1]), product[i], scale, $"seed {seed}, {i}");
            for (int j = 0; j < 2; j++)
            {
                var slope = function.Jacobian([i]).Output(0);
                if (Differences.Partial(point => slope.Evaluate(point), x, j) is { } expected)
                {
                    Differences.AssertClose(expected, hessian[3 + (2 * i) + j], 1e-5 * Math.Max(1, Math.Abs(expected)), $"seed {seed}, {i}, {j}: {expression.Function}");
                }
            }
        }
    }

    private static Expression[][] Transposed(Expression[][] columns) =>
        [.. Enumerable.Range(0, columns[0].Length).Select(k => columns.Select(column => column[k]).ToArray())];
}
