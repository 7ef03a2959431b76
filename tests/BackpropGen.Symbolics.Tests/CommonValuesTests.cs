namespace BackpropGen.Symbolics.Tests;

/// <summary>What several functions compute, each for itself.</summary>
public sealed class CommonValuesTests
{
    [Fact]
    public void A_function_and_its_derivative_have_the_expensive_part_in_common()
    {
        var mish = Of(1, static (p, x) => x[0] * p.Call(FunctionTable.Tanh, p.Call(FunctionTable.Softplus, x[0])));
        Assert.Equal(["tanh(softplus(a)) in 0, 1"], Common((mish, [7]), (mish.Derivative(0), [7])));
    }

    [Fact]
    public void Arguments_are_told_by_their_numbers_not_by_their_order()
    {
        var sum = Of(2, static (p, x) => p.Call(FunctionTable.Tanh, x[0] + 2 * x[1]));
        var product = Of(3, static (p, x) => x[0] * p.Call(FunctionTable.Tanh, 2 * x[1] + x[2]));
        Assert.Equal(["tanh(a + 2 · b) in 0, 1"], Common((sum, [5, 3]), (product, [9, 3, 5])));
        Assert.Empty(Common((sum, [5, 3]), (product, [9, 5, 3])));
    }

    [Fact]
    public void Quotients_are_not_taken_for_their_reciprocals()
    {
        var quotient = Of(2, static (p, x) => p.Call(FunctionTable.Exp, x[0] / x[1]));
        Assert.Empty(Common((quotient, [1, 2]), (quotient, [2, 1])));
        Assert.Equal(["exp(a / b) in 0, 1"], Common((quotient, [1, 2]), (quotient, [1, 2])));
    }

    [Fact]
    public void A_part_of_a_common_value_is_listed_only_where_more_compute_it()
    {
        var exponential = Of(1, static (p, x) => p.Call(FunctionTable.Exp, x[0]));
        var squared = Of(1, static (p, x) => p.Call(FunctionTable.Sin, p.Call(FunctionTable.Exp, x[0])));
        Assert.Equal(["exp(a) in 0, 1, 2", "sin(exp(a)) in 1, 2"], Common((exponential, [4]), (squared, [4]), (squared, [4])));
    }

    [Fact]
    public void Arguments_and_constants_alone_are_nothing_in_common()
    {
        var (three, other) = (Of(1, static (p, x) => 3 + p.Call(FunctionTable.Exp, x[0])), Of(1, static (p, x) => p.Call(FunctionTable.Sin, x[0]) + 3));
        Assert.Empty(Common((three, [1]), (other, [1])));
        Assert.Empty(Common((three, [1]), (three, [2])));
    }

    [Fact]
    public void A_function_of_its_parts_is_the_function()
    {
        var gelu = Of(2, static (p, x) => x[0] * (1 + p.Call(FunctionTable.Erf, x[0] + x[1])) + p.Call(FunctionTable.Erf, x[0] + x[1]));
        var error = Of(2, static (p, x) => p.Call(FunctionTable.Erf, x[0] + x[1]));
        int step = Assert.Single(CommonValues.Of([(gelu, [0, 1]), (error, [0, 1])])).Places[0].Step;
        Assert.Equal(error, gelu.Part(step));
        Assert.Equal(gelu, gelu.Part(gelu.Instructions.Length - 1));
        var rest = gelu.WithParts([step]);
        foreach (var (x, y) in new[] { (0.3, -0.7), (-2, 1.5), (0, 0) })
        {
            Assert.Equal(gelu.Evaluate(x, y), rest.Evaluate(x, y, gelu.Part(step).Evaluate(x, y)), 1e-15);
        }
    }

    private static string[] Common(params (ScalarFunction Function, IReadOnlyList<int> Arguments)[] functions) =>
        [.. CommonValues.Of(functions).Select(static value => $"{value.Value.ToMathematics([.. "abc".Take(value.Value.Arity).Select(static name => name.ToString())])} in {string.Join(", ", value.Places.Select(static place => place.Function))}")];

    private static ScalarFunction Of(int arity, Func<ExpressionPool, Expression[], Expression> build) => ScalarFunction.Create(arity, build);
}
