namespace BackpropGen.Symbolics.Tests;

public sealed class NotationTests
{
    private static readonly Dictionary<string, ScalarFunction> Functions = new()
    {
        ["tanh"] = ScalarFunction.Of(FunctionTable.Tanh),
        ["sigmoid"] = ScalarFunction.Of(FunctionTable.Sigmoid),
        ["softplus"] = ScalarFunction.Of(FunctionTable.Softplus),
        ["relu"] = ScalarFunction.Of(FunctionTable.Relu),
        ["mish"] = Of(static (p, x) => x * p.Call(FunctionTable.Tanh, p.Call(FunctionTable.Log, 1 + p.Call(FunctionTable.Exp, x)))),
        ["swish"] = Of(static (p, x) => x / (1 + p.Call(FunctionTable.Exp, -x))),
        ["gelu"] = Of(static (p, x) => 0.5 * x * (1 + p.Call(FunctionTable.Erf, x / Math.Sqrt(2)))),
        ["leaky"] = Of(static (p, x) => p.Select(Comparison.Less, p.Number(0), x, x, 0.01 * x)),
        ["elu"] = Of(static (p, x) => p.Select(Comparison.Less, p.Number(0), x, x, p.Call(FunctionTable.Exp, x) - 1)),
    };

    [Theory]
    [InlineData("tanh", "1 − tanh(x)²")]
    [InlineData("sigmoid", "σ(x) · (1 − σ(x))")]
    [InlineData("softplus", "σ(x)")]
    [InlineData("relu", "[x > 0]")]
    [InlineData("mish", "t + x · σ(x) · (1 − t²), t = tanh(softplus(x))")]
    [InlineData("swish", "σ(x) + x · σ(x) · (1 − σ(x))")]
    [InlineData("gelu", "0.5 · (erf(x / √2) + √(2/π) · x · exp(−0.5 · x²) + 1)")]
    [InlineData("elu", "(x > 0 ? 1 : exp(x))")]
    public void A_derivative_reads_as_in_a_textbook(string name, string expected) =>
        Assert.Equal(expected, Functions[name].Derivative(0).ToMathematics(["x"]));

    [Theory]
    [InlineData("tanh", "1 − h²")]
    [InlineData("sigmoid", "h · (1 − h)")]
    [InlineData("swish", "σ(x) + h · (1 − σ(x))")]
    [InlineData("relu", "[h > 0]")]
    [InlineData("leaky", "(h > 0 ? 1 : 0.01)")]
    public void A_derivative_takes_what_it_can_from_the_output(string name, string expected) =>
        Assert.Equal(expected, Functions[name].DerivativeUsingOutput(0).ToMathematics(["x", "h"]));

    [Fact]
    public void A_logarithm_of_one_plus_an_exponential_is_softplus()
    {
        Assert.Equal(Functions["softplus"], Of(static (p, x) => p.Call(FunctionTable.Log, 1 + p.Call(FunctionTable.Exp, x))));
        Assert.Equal(800, Functions["softplus"].Evaluate(800));
    }

    [Fact]
    public void The_reciprocal_of_one_plus_an_exponential_is_a_sigmoid() =>
        Assert.Equal(Functions["sigmoid"], Of(static (p, x) => 1 / (1 + p.Call(FunctionTable.Exp, -x))));

    [Fact]
    public void An_exponential_over_one_plus_itself_is_a_sigmoid()
    {
        var function = Of(static (p, x) => p.Call(FunctionTable.Exp, x) / (1 + p.Call(FunctionTable.Exp, x)));
        Assert.Equal(Functions["sigmoid"], function);
        Assert.Equal(1, function.Evaluate(1000));
    }

    [Fact]
    public void An_exponential_minus_one_keeps_its_digits()
    {
        var function = Of(static (p, x) => p.Call(FunctionTable.Exp, x) - 1);
        Assert.Equal(ScalarFunction.Of(FunctionTable.Expm1), function);
        Assert.Equal(1e-12, function.Evaluate(1e-12), 1e-23);
    }

    [Fact]
    public void A_logarithm_of_one_plus_something_keeps_its_digits()
    {
        var function = Of(static (p, x) => p.Call(FunctionTable.Log, 1 + x));
        Assert.Equal(ScalarFunction.Of(FunctionTable.Log1p), function);
        Assert.Equal(1e-12, function.Evaluate(1e-12), 1e-23);
    }

    [Fact]
    public void The_notation_of_a_long_derivative_is_cut_off()
    {
        var sum = ScalarFunction.Create(2, static (p, x) => p.Sum(Enumerable.Range(1, 5000).Select(i => p.Call(FunctionTable.Tanh, (x[0] * i) + x[1]))));
        string text = sum.Derivative(0).ToMathematics(["x", "y"]);
        Assert.InRange(text.Length, 100, 4000);
        Assert.Contains("…", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_root_of_a_square_is_an_absolute_value() =>
        Assert.Equal(ScalarFunction.Of(FunctionTable.Abs), Of(static (p, x) => p.Call(FunctionTable.Sqrt, x * x)));

    [Fact]
    public void What_stands_above_and_below_the_line_cancels_and_the_gap_is_closed()
    {
        Assert.Equal(1, Of(static (p, x) => x / x).Evaluate(0));
        Assert.Equal(ScalarFunction.Identity, Of(static (p, x) => p.Power(x, 3) / p.Square(x)));
        var quotient = ScalarFunction.Create(3, static (p, x) => x[0] * x[1] / (x[2] * x[1]));
        Assert.Equal(ScalarFunction.Create(3, static (p, x) => x[0] / x[2]), quotient);
        Assert.Equal(double.PositiveInfinity, Of(static (p, x) => x / p.Square(x)).Evaluate(0));
    }

    private static ScalarFunction Of(Func<ExpressionPool, Expression, Expression> build) => ScalarFunction.Create(1, (pool, x) => build(pool, x[0]));
}
