namespace BackpropGen.Symbolics.Tests;

/// <summary>Selections in scalar code are branches: what the condition leaves out is not evaluated.</summary>
public sealed class BranchTests
{
    // A function whose code throws where it is negative: its evaluation in a branch not taken cannot go unseen.
    private const string Guard = """
        public static class Guard
        {
            public static double Root(double x) => x >= 0 ? global::System.Math.Sqrt(x) : throw new global::System.InvalidOperationException("evaluated at " + x);
        }
        """;

    private static readonly Function Root = new("guarded root", 1, static x => Math.Sqrt(x[0]), static (x, y) => 0.5 / y)
    {
        ScalarCode = "global::Guard.Root({0})",
        VectorCode = "",
        Notation = "root({0})",
    };

    [Fact]
    public void What_only_one_branch_needs_is_computed_in_that_branch() =>
        AssertGuarded(static (p, x) => IfPositive(x, p.Call(Root, x) * p.Call(FunctionTable.Exp, p.Call(Root, x)), x * x), "if (x0 > 0.0)");

    [Fact]
    public void A_selection_of_short_expressions_is_an_expression()
    {
        var value = VectorFunction.Create(1, static (p, x) => [IfPositive(x[0], p.Call(FunctionTable.Sqrt, x[0]), -x[0])]);
        var code = value.ToScalarCode(["x"], Precision.Double);
        Assert.Empty(code.Statements);
        Assert.Equal("x > 0.0 ? global::System.Math.Sqrt(x) : -x", code.Result);
    }

    [Fact]
    public void A_value_behind_a_selection_does_not_pull_its_branches_out() =>
        AssertGuarded(static (p, x) => p.Call(FunctionTable.Sin, IfPositive(x, p.Call(Root, x), x * x)), "");

    [Fact]
    public void A_branch_inside_a_branch_is_not_evaluated_outside() =>
        AssertGuarded(static (p, x) => IfPositive(x + 2, IfPositive(x - 1, p.Call(Root, x - 1) * p.Call(FunctionTable.Exp, p.Call(Root, x - 1)), p.Call(Root, x + 2)), x * x), "");

    [Fact]
    public void Two_conditions_that_guard_one_branch_are_one_condition()
    {
        string text = AssertGuarded(
            static (p, x) => IfPositive(x, IfPositive(1 - x, x * x, p.Call(Root, -1 + x)), p.Call(Root, -x)), "");
        Assert.DoesNotContain("&&", text, StringComparison.Ordinal);
        text = AssertGuarded(static (p, x) => Both(x, 1 - x, p.Call(Root, x) * p.Call(Root, 1 - x), p.Call(Root, (x * x) - x)), "x0 > 0.0 && ");
        Assert.Equal(1, Count(text, "Guard.Root(x0)"));

        static Expression Both(Expression a, Expression b, Expression holds, Expression fails) => IfPositive(a, IfPositive(b, holds, fails), fails);
    }

    [Fact]
    public void One_condition_or_another_guards_a_branch_once()
    {
        string text = AssertGuarded(
            static (p, x) => IfPositive(x - 1, p.Call(Root, (x * x) - 1), IfPositive(-1 - x, p.Call(Root, (x * x) - 1), p.Call(Root, 1 - (x * x)))), " || ");
        Assert.DoesNotContain(" ? ", text.Split("||")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_value_and_its_derivatives_share_one_branch()
    {
        string text = AssertGuarded(static (p, x) => x * IfPositive(x, p.Call(FunctionTable.Exp, p.Call(Root, x)), x * x * x), "else");
        Assert.Equal(1, Count(text, "if (x0"));
        Assert.Equal(1, Count(text, "Exp("));
        Assert.Equal(0, Count(text, " ? "));
    }

    [Fact]
    public void A_condition_asked_again_finds_what_its_branch_computed_before()
    {
        // y = c ? √x : x²; g = y² ; z = c ? g · √x : g − 1. The root is computed where c is first asked, and kept.
        string text = AssertGuarded(
            static (p, x) =>
            {
                var g = p.Square(IfPositive(x, p.Call(Root, x), x * x)) + 1;
                return IfPositive(x, p.Call(FunctionTable.Sin, g) * p.Call(Root, x), p.Call(FunctionTable.Cos, g) + 1) / g;
            },
            "");
        Assert.Equal(1, Count(text, "Guard.Root(x0)"));
        Assert.Equal(2, Count(text, "if (x0 > 0.0)"));
    }

    [Fact]
    public void A_condition_that_already_holds_is_not_asked_again()
    {
        string text = AssertGuarded(
            static (p, x) =>
            {
                var y = IfPositive(x, p.Call(Root, x), x * x);
                return IfPositive(x, p.Call(FunctionTable.Exp, y), x);
            },
            "");
        Assert.Equal(1, Count(text, "x0 > 0.0"));
        Assert.Equal(1, Count(text, "Guard.Root"));
    }

    [Fact]
    public void A_gradient_asks_an_inner_condition_only_in_the_branch_around_it()
    {
        var function = VectorFunction.Create(1, static (p, x) =>
        {
            var inner = IfPositive(p.Call(Root, x[0]) - 1.25, p.Call(FunctionTable.Sin, x[0] * x[0]), p.Call(FunctionTable.Exp, x[0]) * x[0]);
            return ReverseMode.Cotangents([IfPositive(x[0], inner * inner, x[0])], [p.Number(1)], [0]);
        });
        var compiled = new CompiledScalars([function], Guard);
        foreach (double x in new[] { -2.0, -0.1, 0.4, 1.7, 3.0 })
        {
            Differences.AssertClose(function.Evaluate(x)[0], compiled.Evaluate(0, x)[0], 1e-13, compiled.TextOf(0));
        }

        Assert.Equal(1, function.Evaluate(-2)[0]);
    }

    [Fact]
    public void A_negative_taken_away_is_added_and_not_a_decrement()
    {
        // Where x is not positive, y is −x; −y (exp(x) + 2) must not read --x.
        string text = AssertGuarded(
            static (p, x) =>
            {
                var y = IfPositive(x, x * x, -x);
                return IfPositive(x, p.Call(FunctionTable.Sin, y), (-y * (p.Call(FunctionTable.Exp, x) + 2)) - 3);
            },
            "");
        Assert.DoesNotContain("--", text, StringComparison.Ordinal);
        Assert.DoesNotContain("- -", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_with_NaN_fails_as_in_the_source()
    {
        var function = Gradient(static (p, x) => p.Select(Comparison.LessOrEqual, x, p.Number(1), p.Call(FunctionTable.Exp, x), 2 * p.Call(FunctionTable.Sin, x * x) * p.Call(FunctionTable.Cos, x * x)));
        var compiled = new CompiledScalars([function]);
        Assert.Equal(function.Evaluate(double.NaN), compiled.Evaluate(0, double.NaN));
        Assert.DoesNotContain("!", compiled.TextOf(0), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(40)]
    public void Code_grows_linearly_with_nested_branches(int depth)
    {
        int Lines(int levels) => Gradient((p, x) => Nested(p, x, levels)).ToScalarCode(["x"], Precision.Double).Statements.Length;
        Assert.Equal(Lines(2 * depth) - Lines(depth), Lines(3 * depth) - Lines(2 * depth));
        var compiled = new CompiledScalars([Gradient((p, x) => Nested(p, x, depth))]);
        foreach (double x in new[] { -3.5, -0.5, 0.3, 4.7, 60 })
        {
            Assert.Equal(Gradient((p, a) => Nested(p, a, depth)).Evaluate(x), compiled.Evaluate(0, x));
        }

        static Expression Nested(ExpressionPool pool, Expression x, int levels)
        {
            var value = pool.Call(FunctionTable.Exp, -x);
            for (int i = levels; i > 0; i--)
            {
                value = IfPositive(x - i, pool.Call(FunctionTable.Sin, i * x) * pool.Call(FunctionTable.Cos, i * x), value * x);
            }

            return value;
        }
    }

    [Fact]
    public void Selections_in_a_long_row_are_written_without_recursion()
    {
        var function = VectorFunction.Create(1, static (pool, x) =>
        {
            var value = x[0];
            for (int i = 0; i < 20_000; i++)
            {
                value = IfPositive(x[0] - i, value + x[0], value * 1.5);
            }

            return [value];
        });
        Assert.InRange(function.ToScalarCode(["x"], Precision.Double).Statements.Length, 19_000, 200_000);
    }

    [Fact]
    public void Random_functions_and_their_gradients_have_the_same_value_compiled()
    {
        RandomExpression[] expressions = [.. Enumerable.Range(5000, 150).Select(static seed => new RandomExpression(seed, depth: 5, selections: 4))];
        VectorFunction[] functions = [.. expressions.Select(static e => VectorFunction.Join([e.Function, .. e.Function.Gradient()], e.Arity))];
        var compiled = new CompiledScalars(functions);
        int branches = 0;
        for (int i = 0; i < functions.Length; i++)
        {
            branches += Count(compiled.TextOf(i), "if (");
            for (int k = 0; k < 4; k++)
            {
                double[] x = expressions[i].Point(k), expected = functions[i].Evaluate(x), actual = compiled.Evaluate(i, x);
                double magnitude = expressions[i].Evaluate(x).Magnitude;
                for (int j = 0; j < expected.Length && magnitude < 50; j++)
                {
                    Differences.AssertClose(expected[j], actual[j], 1e-12 * magnitude * magnitude, $"seed {expressions[i].Seed}, result {j}: {compiled.TextOf(i)}");
                }
            }
        }

        Assert.True(branches > 100, $"only {branches} branches");
    }

    private static Expression IfPositive(Expression x, Expression holds, Expression fails) => x.Pool.Select(Comparison.Less, x.Pool.Number(0), x, holds, fails);

    private static VectorFunction Gradient(Func<ExpressionPool, Expression, Expression> build)
    {
        var function = ScalarFunction.Create(1, (pool, x) => build(pool, x[0]));
        return VectorFunction.Join([function, function.Derivative(0)], 1);
    }

    /// <summary>The code of a function and its derivative has the reference values, which it could not where it evaluated
    /// the guarded root of a negative number; and it contains a text.</summary>
    private static string AssertGuarded(Func<ExpressionPool, Expression, Expression> build, string expected)
    {
        var value = ScalarFunction.Create(1, (pool, x) => build(pool, x[0]));
        VectorFunction[] functions = [VectorFunction.Join([value], 1), Gradient(build)];
        var compiled = new CompiledScalars(functions, Guard);
        for (int i = 0; i < functions.Length; i++)
        {
            foreach (double x in new[] { -7.3, -1.5, -0.4, 0.3, 0.9, 1.7, 5.2 })
            {
                double[] reference = functions[i].Evaluate(x), actual = compiled.Evaluate(i, x);
                for (int j = 0; j < actual.Length; j++)
                {
                    Differences.AssertClose(reference[j], actual[j], 1e-13, compiled.TextOf(i));
                }
            }
        }

        Assert.Contains(expected, compiled.TextOf(0) + compiled.TextOf(1), StringComparison.Ordinal);
        return compiled.TextOf(1);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
