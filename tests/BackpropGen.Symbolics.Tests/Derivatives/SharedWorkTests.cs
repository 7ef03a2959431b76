namespace BackpropGen.Symbolics.Tests.Derivatives;

public sealed class SharedWorkTests
{
    [Fact]
    public void Sine_and_cosine_of_one_angle_are_one_call()
    {
        var function = VectorFunction.Create(1, static (pool, x) => [pool.Call(FunctionTable.Sin, x[0]) * pool.Call(FunctionTable.Cos, x[0])]);
        Assert.Equal(["var (t0, t1) = global::BackpropGen.Kernels.ScalarMath.SinCos(a);"], function.ToScalarCode(["a"], Precision.Double).Statements);
    }

    [Fact]
    public void Sine_alone_stays_alone() =>
        Assert.Equal("global::System.Math.Sin(a)", VectorFunction.Create(1, static (pool, x) => [pool.Call(FunctionTable.Sin, x[0])]).ToScalarCode(["a"], Precision.Double).Results.Single());

    [Fact]
    public void Three_quotients_by_a_square_root_share_its_reciprocal()
    {
        var function = VectorFunction.Create(4, static (pool, x) => [.. Enumerable.Range(0, 3).Select(i => x[i] / pool.Call(FunctionTable.Sqrt, x[3]))]);
        var code = function.ToScalarCode(["a", "b", "c", "d"], Precision.Double);
        Assert.Equal(["var t0 = 1.0 / global::System.Math.Sqrt(d);"], code.Statements);
    }

    [Fact]
    public void Quotients_by_what_may_be_too_small_for_a_reciprocal_stay_quotients()
    {
        var function = VectorFunction.Create(4, static (pool, x) => [.. Enumerable.Range(0, 3).Select(i => x[i] / x[3])]);
        var code = function.ToScalarCode(["a", "b", "c", "d"], Precision.Double);
        Assert.Empty(code.Statements);
        Assert.Equal(["a / d", "b / d", "c / d"], code.Results);
    }

    [Fact]
    public void A_root_is_zero_where_its_radicand_is()
    {
        var pool = new ExpressionPool();
        var (x, zero) = (pool.Argument(0), pool.Number(0));
        Assert.Same(
            pool.Select(Comparison.Equal, x, zero, x, pool.Number(1)),
            pool.Select(Comparison.Equal, pool.Call(FunctionTable.Sqrt, x), zero, x, pool.Number(1)));
    }

    [Fact]
    public void A_Hessian_with_three_diagonals_computes_only_them()
    {
        const int count = 20;
        var chain = VectorFunction.Create(count, static (pool, x) =>
            [pool.Sum(Enumerable.Range(0, count - 1).Select(i => (100 * pool.Square(x[i + 1] - pool.Square(x[i]))) + pool.Square(1 - x[i])))]);
        int[] all = [.. Enumerable.Range(0, count)];
        var hessian = chain.WithHessian(all);
        Assert.Equal(count + (2 * (count - 1)), Enumerable.Range(0, count * count).Count(i => !hessian.IsZero(1 + count + i)));

        // Each element of the diagonals takes a handful of operations beside the gradient.
        Assert.InRange(hessian.Cost - chain.WithJacobian(all).Cost, 0, 6 * count);
    }

    [Fact]
    public void A_recursion_over_subsets_is_read_once_for_each_subset()
    {
        // 8! orders are far beyond what is read; 2^8 subsets are not.
        var generated = new GeneratedMethods("""
            [Differentiable]
            public static double Of8([Shape(64)] ReadOnlySpan<double> matrix) => Cofactors(matrix, 8, 0, 0);

            private static double Cofactors(ReadOnlySpan<double> matrix, int size, int row, int taken)
            {
                if (row == size)
                {
                    return 1;
                }

                double sum = 0, sign = 1;
                for (int column = 0; column < size; column++)
                {
                    if ((taken & (1 << column)) == 0)
                    {
                        sum += sign * matrix[row * size + column] * Cofactors(matrix, size, row + 1, taken | (1 << column));
                        sign = -sign;
                    }
                }

                return sum;
            }
            """);
        double[] matrix = new double[64], gradient = new double[64];
        for (int i = 0; i < 8; i++)
        {
            for (int j = 0; j < 8; j++)
            {
                // Upper triangular: the determinant is the product of the diagonal.
                matrix[(8 * i) + j] = i == j ? 1 + (0.5 * i) : j > i ? Math.Sin((3 * i) + j) : 0;
            }
        }

        double determinant = generated.As<Gradient>("Of8Gradient")(matrix, gradient);
        double product = Enumerable.Range(0, 8).Aggregate(1.0, static (product, i) => product * (1 + (0.5 * i)));
        Assert.Equal(product, determinant, 1e-12 * product);
        for (int i = 0; i < 8; i++)
        {
            Assert.Equal(product / matrix[9 * i], gradient[9 * i], 1e-12 * product);
        }
    }

    private delegate double Gradient(ReadOnlySpan<double> matrix, Span<double> gradient);
}
