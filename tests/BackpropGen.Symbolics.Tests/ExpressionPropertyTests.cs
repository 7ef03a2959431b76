namespace BackpropGen.Symbolics.Tests;

public sealed class ExpressionPropertyTests
{
    private const int Count = 520;

    private static readonly RandomExpression[] Expressions = [.. Enumerable.Range(1, Count).Select(static seed => new RandomExpression(seed))];

    // The value, the gradient and the Hessian of each.
    private static readonly Lazy<VectorFunction>[] Derivatives =
        [.. Expressions.Select(static expression => new Lazy<VectorFunction>(() => VectorFunction.Join([expression.Function], expression.Arity).WithHessian([0, 1])))];

    [Fact]
    public void Simplification_preserves_the_value()
    {
        foreach (var (expression, x, value, magnitude) in Tame())
        {
            Differences.AssertClose(value, expression.Function.Evaluate(x), 1e-12 * magnitude * magnitude, Text(expression));
        }
    }

    [Fact]
    public void The_derivative_agrees_with_differences()
    {
        int compared = 0;
        foreach (var (expression, x, _, magnitude) in Tame())
        {
            for (int i = 0; i < expression.Arity; i++)
            {
                if (Differences.Partial(point => expression.Evaluate(point).Value, x, i) is { } expected)
                {
                    Differences.AssertClose(expected, expression.Function.Derivative(i).Evaluate(x), 1e-7 * magnitude, Text(expression));
                    compared++;
                }
            }
        }

        Assert.True(compared > Count, $"only {compared} points are smooth");
    }

    [Fact]
    public void First_derivatives_of_520_expressions_agree_with_exact_arithmetic_to_nine_digits_and_second_ones_to_eight()
    {
        int compared = 0;
        foreach (var (expression, x, _, _) in Tame())
        {
            double[]? actual = null;
            for (int i = 0; i < expression.Arity; i++)
            {
                for (int j = 0; j < expression.Arity; j++)
                {
                    var expected = expression.Differentiate(x, i, j);
                    if (!(expected.Magnitude < 1e4))
                    {
                        continue;
                    }

                    actual ??= Derivatives[expression.Seed - 1].Value.Evaluate(x);
                    Differences.AssertClose(expected.First, actual[1 + i], 1e-9, $"∂{i} {Text(expression)}");
                    Differences.AssertClose(expected.Mixed, actual[3 + (2 * i) + j], 1e-8, $"∂{i}{j} {Text(expression)}");
                    compared++;
                }
            }
        }

        Assert.True(compared > 10 * Count, $"only {compared} derivatives are of moderate size");
    }

    [Fact]
    public void The_derivative_using_the_output_has_the_same_value()
    {
        foreach (var (expression, x, _, magnitude) in Tame())
        {
            double output = expression.Function.Evaluate(x);
            for (int i = 0; i < expression.Arity; i++)
            {
                double expected = expression.Function.Derivative(i).Evaluate(x);
                Differences.AssertClose(expected, expression.Function.DerivativeUsingOutput(i).Evaluate([.. x, output]), 1e-9 * magnitude, Text(expression));
            }
        }
    }

    [Fact]
    public void Composition_is_the_function_of_the_functions()
    {
        for (int i = 0; i + 2 < Count; i += 3)
        {
            var (outer, left, right) = (Expressions[i], Expressions[i + 1], Expressions[i + 2]);
            double[] x = left.Point(0);
            var ((u, first), (v, second)) = (left.Evaluate(x), right.Evaluate(x));
            var (expected, magnitude) = outer.Evaluate([u, v]);
            double scale = first * second * magnitude;
            if (scale < 100)
            {
                double actual = outer.Function.Compose(2, [left.Function, right.Function]).Evaluate(x);
                Differences.AssertClose(expected, actual, 1e-11 * scale * scale, Text(outer));
            }
        }
    }

    [Fact]
    public void Renumbered_arguments_take_their_values_from_the_new_places()
    {
        foreach (var (expression, x, value, magnitude) in Tame())
        {
            var swapped = expression.Function.WithArguments([2, 0], 3);
            Differences.AssertClose(value, swapped.Evaluate(x[1], double.NaN, x[0]), 1e-12 * magnitude * magnitude, Text(expression));
        }
    }

    [Fact]
    public void One_place_for_two_arguments_is_the_diagonal()
    {
        foreach (var expression in Expressions)
        {
            double[] x = expression.Point(0);
            var (expected, magnitude) = expression.Evaluate([x[0], x[0]]);
            if (magnitude < 100)
            {
                Differences.AssertClose(expected, expression.Function.WithArguments([0, 0], 1).Evaluate(x[0]), 1e-11 * magnitude * magnitude, Text(expression));
            }
        }
    }

    [Fact]
    public void Equal_builds_are_equal_and_have_equal_hashes()
    {
        foreach (var expression in Expressions)
        {
            var again = expression.Build();
            Assert.Equal(expression.Function, again);
            Assert.Equal(expression.Function.GetHashCode(), again.GetHashCode());
            Assert.Equal(expression.Function.ToMathematics(["x", "y"]), again.ToMathematics(["x", "y"]));
        }
    }

    [Fact]
    public void A_function_rebuilt_from_its_instructions_is_itself()
    {
        foreach (var expression in Expressions)
        {
            Assert.Equal(expression.Function, expression.Function.WithArguments([0, 1], 2));
        }
    }

    [Fact]
    public void An_argument_said_to_be_unused_does_not_change_the_value()
    {
        int unused = 0;
        foreach (var (expression, x, value, magnitude) in Tame())
        {
            for (int i = 0; i < expression.Arity; i++)
            {
                if (!expression.Function.UsedArguments[i])
                {
                    double[] other = [.. x];
                    other[i] += 0.7;
                    Differences.AssertClose(value, expression.Evaluate(other).Value, 1e-12 * magnitude * magnitude, Text(expression));
                    Assert.True(expression.Function.Derivative(i).IsConstant(out double slope) && slope == 0);
                    unused++;
                }
            }
        }

        Assert.True(unused > 10);
    }

    [Fact]
    public void Functions_of_different_arity_differ() =>
        Assert.NotEqual(ScalarFunction.Constant(1, 1), ScalarFunction.Constant(1, 2));

    private static IEnumerable<(RandomExpression Expression, double[] X, double Value, double Magnitude)> Tame()
    {
        foreach (var expression in Expressions)
        {
            for (int i = 0; i < 3; i++)
            {
                double[] x = expression.Point(i);
                var (value, magnitude) = expression.Evaluate(x);
                if (magnitude < 100)
                {
                    yield return (expression, x, value, magnitude);
                }
            }
        }
    }

    private static string Text(RandomExpression expression) => $"seed {expression.Seed}: {expression.Function}";
}
