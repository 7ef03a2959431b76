namespace BackpropGen.Symbolics.Tests.Derivatives;

public sealed class CommonFactorsTests
{
    [Fact]
    public void What_two_products_share_is_computed_once()
    {
        var function = VectorFunction.Create(4, static (pool, x) => [x[0] * x[1] * x[2], x[0] * x[1] * x[3]]);
        string[] code = [.. function.ToScalarCode(["a", "b", "c", "d"], Precision.Double).Statements];
        Assert.Equal(["var t0 = a * b;"], code);
    }

    [Fact]
    public void A_product_that_is_part_of_another_is_used_there()
    {
        var function = VectorFunction.Create(3, static (pool, x) => [x[0] / x[1], x[0] * x[2] / x[1], pool.Square(x[2]), pool.Square(x[2]) * x[0]]);
        var code = function.ToScalarCode(["a", "b", "c"], Precision.Double);
        Assert.Equal(["var t0 = a / b;", "var t1 = c * c;"], code.Statements.Order());
    }

    [Fact]
    public void An_outer_product_of_two_triples_costs_a_multiplication_an_element()
    {
        var function = VectorFunction.Create(6, static (pool, x) => [.. Enumerable.Range(0, 9).Select(i => x[i / 3] * pool.Square(x[i / 3]) * x[3 + (i % 3)] * pool.Call(FunctionTable.Sin, x[3 + (i % 3)]))]);
        int calls = 3 * FunctionTable.Sin.Cost;
        // 3 cubes of two multiplications, 3 products with sines, 9 elements.
        Assert.InRange(CommonFactors.Extract(function).Cost - calls, 1, 6 + 3 + 9);
    }

    [Theory]
    [MemberData(nameof(AccumulationTests.Seeds), MemberType = typeof(AccumulationTests))]
    public void Extraction_changes_no_value_beyond_rounding_and_costs_no_more(int seed)
    {
        var expression = new RandomExpression(seed, arity: 3, depth: 5);
        var function = VectorFunction.Join([expression.Function], 3).WithJacobian([0, 1, 2]);
        var shared = CommonFactors.Extract(function);
        Assert.True(shared.Cost <= function.Cost, $"{shared.Cost} against {function.Cost}");
        double[] x = expression.Point(0);
        if (expression.Evaluate(x).Magnitude < 50)
        {
            double[] expected = function.Evaluate(x), actual = shared.Evaluate(x);
            for (int i = 0; i < expected.Length; i++)
            {
                Differences.AssertClose(expected[i], actual[i], 1e-11 * Math.Max(1, expected.Max(Math.Abs)), $"seed {seed}, {i}");
            }
        }
    }
}
