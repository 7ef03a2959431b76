namespace BackpropGen.Symbolics.Tests;

/// <summary>What is built and written grows as the method does, counted in nodes and statements.</summary>
public sealed class SizeTests
{
    public static TheoryData<string> Programs => ["chain", "running sum", "selections"];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Derivatives_and_their_code_are_linear_in_the_method(string program)
    {
        const int steps = 1500;
        var (nodes, statements) = Measure(program, steps);
        var (twiceTheNodes, twiceTheStatements) = Measure(program, 2 * steps);
        Assert.InRange(twiceTheNodes, nodes, 2.05 * nodes);
        Assert.InRange(twiceTheStatements, statements, 2.05 * statements);
        Assert.InRange(nodes, steps, 16 * steps);
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
                "running sum" => value + (pool.Square(x[i % 4] - i) * x[(i + 1) % 4]),
                _ => pool.Select(Comparison.Less, x[1], pool.Number(i), value + x[2], value * 1.5),
            };
        }

        return value;
    }
}
