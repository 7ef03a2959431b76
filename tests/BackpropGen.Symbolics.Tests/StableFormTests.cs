namespace BackpropGen.Symbolics.Tests;

/// <summary>Forms that lose digits or overflow as written, at the points where they do.</summary>
public sealed class StableFormTests
{
    [Theory]
    [InlineData(800, 1, -3)]
    [InlineData(-900, -901, -950)]
    [InlineData(0.3, -0.2, 1.1)]
    [InlineData(1e10, 0, -1e10)]
    public void A_logarithm_of_a_sum_of_exponentials_does_not_overflow_and_its_gradient_is_the_softmax(double a, double b, double c)
    {
        var function = VectorFunction.Create(3, static (p, x) => [p.Call(FunctionTable.Log, p.Sum(x.Select(u => p.Call(FunctionTable.Exp, u))))]).WithJacobian([0, 1, 2]);
        double[] u = [a, b, c];
        double largest = u.Max(), sum = u.Sum(v => Math.Exp(v - largest));
        double[] expected = [largest + Math.Log(sum), .. u.Select(v => Math.Exp(v - largest) / sum)], actual = function.Evaluate(u);
        for (int i = 0; i < expected.Length; i++)
        {
            Differences.AssertClose(expected[i], actual[i], 1e-14, $"result {i}");
        }
    }

    [Fact]
    public void A_maximum_taken_out_by_hand_leaves_no_trace()
    {
        var plain = VectorFunction.Create(3, static (p, x) => [p.Call(FunctionTable.Log, p.Sum(x.Select(u => p.Call(FunctionTable.Exp, u))))]);
        var byHand = VectorFunction.Create(3, static (p, x) =>
        {
            var m = p.Call(FunctionTable.Max, x[0], p.Call(FunctionTable.Max, x[1], x[2]));
            return [m + p.Call(FunctionTable.Log, p.Sum(x.Select(u => p.Call(FunctionTable.Exp, u - m))))];
        });
        Assert.Equal(plain, byHand);
        string gradient = string.Join("\n", plain.WithJacobian([0, 1, 2]).ToScalarCode(["a", "b", "c"], Precision.Double).Statements);
        Assert.Equal(3, gradient.Split("Exp(").Length - 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2.5)]
    public void A_constant_beside_exponentials_is_one_of_them(double constant)
    {
        var function = VectorFunction.Create(2, (p, x) => [p.Call(FunctionTable.Log, p.Call(FunctionTable.Exp, x[0]) + constant + (3 * p.Call(FunctionTable.Exp, x[1])))]).WithJacobian([0, 1]);
        double[] small = function.Evaluate(0.5, -0.25), large = function.Evaluate(900, 899), far = function.Evaluate(-900, -900);
        double sum = Math.Exp(0.5) + constant + (3 * Math.Exp(-0.25));
        Assert.Equal(Math.Log(sum), small[0], 1e-14);
        Assert.Equal(Math.Exp(0.5) / sum, small[1], 1e-14);
        Assert.Equal(900 + Math.Log(1 + (3 / Math.E)), large[0], 1e-12);
        Assert.Equal(3 / Math.E / (1 + (3 / Math.E)), large[2], 1e-14);
        Assert.Equal([Math.Log(constant), 0, 0], far);
    }

    [Fact]
    public void The_second_derivatives_are_those_of_the_softmax()
    {
        var hessian = VectorFunction.Create(3, static (p, x) => [p.Call(FunctionTable.Log, p.Sum(x.Select(u => p.Call(FunctionTable.Exp, u))))]).WithHessian([0, 1, 2]);
        double[] u = [703, 702, 701.5], actual = hessian.Evaluate(u);
        double sum = u.Sum(static v => Math.Exp(v - 703));
        double[] softmax = [.. u.Select(v => Math.Exp(v - 703) / sum)];
        for (int i = 0; i < 9; i++)
        {
            double expected = (i / 3 == i % 3 ? softmax[i / 3] : 0) - (softmax[i / 3] * softmax[i % 3]);
            Assert.Equal(expected, actual[4 + i], 1e-14);
        }
    }

    [Fact]
    public void A_softmax_written_as_a_quotient_does_not_overflow()
    {
        var softmax = VectorFunction.Create(3, static (p, x) =>
        {
            Expression[] e = [.. x.Select(u => p.Call(FunctionTable.Exp, u))];
            return [e[0] / p.Sum(e), e[1] / (e[0] + e[1] + e[2])];
        });
        double[] actual = softmax.Evaluate(1000, 999, -40), slopes = softmax.Jacobian([0, 1, 2]).Evaluate(1000, 999, -40);
        double first = 1 / (1 + Math.Exp(-1));
        Assert.Equal(first, actual[0], 1e-14);
        Assert.Equal(1 - first, actual[1], 1e-14);
        Assert.Equal(first * (1 - first), slopes[0], 1e-14);
        Assert.Equal(-first * (1 - first), slopes[1], 1e-14);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(40)]
    public void The_gradient_of_a_norm_is_zero_at_zero_and_the_direction_elsewhere(int count)
    {
        var norm = VectorFunction.Create(count, static (p, x) => [p.Call(FunctionTable.Sqrt, p.Sum(x.Select(p.Square)))]).WithJacobian([.. Enumerable.Range(0, count)]);
        Assert.All(norm.Evaluate(new double[count]), static value => Assert.Equal(0, value));
        double[] at = [.. Enumerable.Range(1, count).Select(static i => (double)i)], actual = norm.Evaluate(at);
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(at[i] / actual[0], actual[1 + i], 1e-14);
        }
    }

    [Fact]
    public void A_distance_has_the_gradient_zero_where_the_points_meet()
    {
        var distance = VectorFunction.Create(4, static (p, x) => [p.Call(FunctionTable.Sqrt, p.Square(x[0] - x[2]) + p.Square(x[1] - x[3]))]).Jacobian([0, 1, 2, 3]);
        Assert.Equal([0, 0, 0, 0], distance.Evaluate(1.5, 2, 1.5, 2));
        Assert.Equal([0.6, 0.8, -0.6, -0.8], distance.Evaluate(4, 6, 1, 2).Select(static v => Math.Round(v, 15)));
    }

    [Fact]
    public void The_root_of_anything_else_keeps_its_infinite_slope()
    {
        Assert.Equal(double.PositiveInfinity, ScalarFunction.Of(FunctionTable.Sqrt).Derivative(0).Evaluate(0));
        var shifted = ScalarFunction.Create(1, static (p, x) => p.Call(FunctionTable.Sqrt, p.Square(x[0]) - 1));
        Assert.Equal(double.PositiveInfinity, shifted.Derivative(0).Evaluate(1));
    }
}
