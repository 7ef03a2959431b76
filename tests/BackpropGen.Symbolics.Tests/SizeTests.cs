namespace BackpropGen.Symbolics.Tests;

/// <summary>What is built and written grows as the method does, counted in nodes and statements.</summary>
public sealed class SizeTests
{
    public static TheoryData<string> Programs => ["chain", "running sum", "selections", "running product"];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Derivatives_and_their_code_are_linear_in_the_method(string program)
    {
        const int steps = 1500;
        var (nodes, statements) = Measure(program, steps);
        var (twiceTheNodes, twiceTheStatements) = Measure(program, 2 * steps);
        Assert.InRange(twiceTheNodes, nodes, 2.05 * nodes);

        // Longer names of locals cut a few more expressions in two.
        Assert.InRange(twiceTheStatements, statements, 2.5 * statements);
        Assert.InRange(nodes, steps, 16 * steps);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Work_is_linear_up_to_a_hundred_thousand_nodes(string program)
    {
        // What is allocated stands for the work: whatever walks, copies or sorts again makes lists, and is the same on every machine.
        static (int Nodes, long Bytes) Work(string program, int steps)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            int nodes = Measure(program, steps).Nodes;
            return (nodes, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Work(program, 100);
        var (fewNodes, fewBytes) = Work(program, 1_500);
        var (nodes, bytes) = Work(program, 12_000);
        Assert.InRange(nodes, 48_000, int.MaxValue);
        Assert.InRange((double)bytes / nodes, 0, 1.6 * fewBytes / fewNodes);
    }

    [Fact]
    public void Second_derivatives_of_many_decisions_do_not_grow_with_the_number_of_their_outcomes()
    {
        // Each decision depends on the one before: 2ⁿ outcomes.
        static int Steps(int decisions) => VectorFunction.Create(2, (pool, x) => [Enumerable.Range(0, decisions).Aggregate(x[0], (value, i) => pool.Select(
            Comparison.Less, pool.Number(0.01 * i), pool.Call(FunctionTable.Sin, value), pool.Call(FunctionTable.Sqrt, pool.Square(value) + i) * x[1], pool.Call(FunctionTable.Exp, value / x[1])))])
            .WithHessian([0, 1]).Instructions.Length;

        int few = Steps(6);
        Assert.InRange(Steps(12), few, 2.5 * few);
        Assert.InRange(Steps(24), few, 6 * few);
    }

    [Fact]
    public void Ordering_products_that_hold_one_another_takes_the_same_number_of_steps_however_long_they_are()
    {
        // Two running products that differ in their first factor alone: equal all the way down to it.
        var pool = new ExpressionPool();
        var x = ScalarFunction.Arguments(pool, 3);
        var (left, right) = (x[0] + 2, x[1] + 2);
        for (int i = 0; i < 4000; i++)
        {
            var factor = pool.Call(FunctionTable.Sin, x[2] + i);
            (left, right) = (left * factor, right * factor);
        }

        int order = ExpressionOrder.Compare(left, right, out int levels);
        Assert.NotEqual(0, order);
        Assert.Equal(-order, ExpressionOrder.Instance.Compare(right, left));
        Assert.InRange(levels, 1, 16);
    }

    [Fact]
    public void The_order_does_not_depend_on_which_expression_was_made_first()
    {
        static (int Forwards, int Backwards) Compare(bool isReversed)
        {
            var pool = new ExpressionPool();
            var x = ScalarFunction.Arguments(pool, 2);
            Expression Nested(int index) => Enumerable.Range(0, 40).Aggregate(x[index], (value, _) => pool.Call(FunctionTable.Sin, value));
            Expression first = Nested(isReversed ? 1 : 0), second = Nested(isReversed ? 0 : 1);
            var (left, right) = isReversed ? (second, first) : (first, second);
            return (Math.Sign(ExpressionOrder.Instance.Compare(left, right)), Math.Sign(ExpressionOrder.Instance.Compare(right, left)));
        }

        var (forwards, backwards) = Compare(isReversed: false);
        Assert.NotEqual(0, forwards);
        Assert.Equal(-forwards, backwards);
        Assert.Equal((forwards, backwards), Compare(isReversed: true));
    }

    [Theory]
    [InlineData(30, 20)]
    [InlineData(300, 20)]
    [InlineData(3000, 20)]
    public void Code_of_decisions_that_share_calls_with_all_that_follow_is_bounded(int decisions, int linesPerDecision)
    {
        // Each branch uses the calls of the branches before it: the need of a call is any of the decisions behind it.
        var function = VectorFunction.Create(3, (pool, x) =>
        {
            var (sum, shared) = (x[0], x[1]);
            for (int i = 0; i < decisions; i++)
            {
                shared = pool.Call(FunctionTable.Sin, shared + i);
                sum = pool.Select(Comparison.Less, x[2], pool.Number(i), sum + (shared * x[0]), sum);
            }

            return ReverseMode.Cotangents([sum], [pool.Number(1)], [0, 1]);
        });
        var code = function.ToScalarCode(["x", "y", "z"], Precision.Double);
        Assert.InRange(code.Statements.Length, decisions, linesPerDecision * decisions);
        Assert.InRange(code.Statements.Sum(static line => line.Length), decisions, 40 * linesPerDecision * decisions);
    }

    /// <summary>The nodes of a pool that holds a method and its derivatives in both modes, and the statements of value and gradient.</summary>
    private static (int Nodes, int Statements) Measure(string program, int steps)
    {
        var pool = new ExpressionPool();
        var root = Build(program, pool, ScalarFunction.Arguments(pool, 4), steps);
        ForwardMode.Partial(root, 0);
        var gradient = ReverseMode.Cotangents([root], [pool.Number(1)], [0, 1, 2, 3]);
        return (pool.Count, VectorFunction.From([root, .. gradient], 4).ToScalarCode(["x", "y", "z", "w"], Precision.Double).Statements.Length);
    }

    private static Expression Build(string program, ExpressionPool pool, Expression[] x, int steps)
    {
        var value = x[0];
        for (int i = 0; i < steps; i++)
        {
            value = program switch
            {
                "chain" => (pool.Call(FunctionTable.Sin, value) * x[i % 4]) + (0.5 * i),
                "running product" => value * (x[i % 4] + (0.001 * i)),
                "running sum" => value + (pool.Square(x[i % 4] - i) * x[(i + 1) % 4]),
                _ => pool.Select(Comparison.Less, x[1], pool.Number(i), value + x[2], value * 1.5),
            };
        }

        return value;
    }
}
