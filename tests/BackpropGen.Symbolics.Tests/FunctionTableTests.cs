namespace BackpropGen.Symbolics.Tests;

public sealed class FunctionTableTests
{
    private static readonly Dictionary<string, Func<double[], double>> References = new()
    {
        ["exp"] = static x => Math.Exp(x[0]), ["exp2"] = static x => double.Exp2(x[0]), ["expm1"] = static x => double.ExpM1(x[0]),
        ["log"] = static x => Math.Log(x[0]), ["log2"] = static x => Math.Log2(x[0]), ["log10"] = static x => Math.Log10(x[0]),
        ["log1p"] = static x => double.LogP1(x[0]), ["sigmoid"] = static x => 1 / (1 + Math.Exp(-x[0])),
        ["softplus"] = static x => Math.Log(1 + Math.Exp(x[0])), ["sqrt"] = static x => Math.Sqrt(x[0]), ["cbrt"] = static x => Math.Cbrt(x[0]),
        ["pow"] = static x => Math.Pow(x[0], x[1]), ["hypot"] = static x => double.Hypot(x[0], x[1]),
        ["sin"] = static x => Math.Sin(x[0]), ["cos"] = static x => Math.Cos(x[0]), ["tan"] = static x => Math.Tan(x[0]),
        ["asin"] = static x => Math.Asin(x[0]), ["acos"] = static x => Math.Acos(x[0]), ["atan"] = static x => Math.Atan(x[0]),
        ["atan2"] = static x => Math.Atan2(x[0], x[1]), ["sinh"] = static x => Math.Sinh(x[0]), ["cosh"] = static x => Math.Cosh(x[0]),
        ["tanh"] = static x => Math.Tanh(x[0]), ["asinh"] = static x => Math.Asinh(x[0]), ["acosh"] = static x => Math.Acosh(x[0]),
        ["atanh"] = static x => Math.Atanh(x[0]), ["erf"] = static x => ErfByQuadrature(x[0]), ["erfc"] = static x => 1 - ErfByQuadrature(x[0]),
        ["relu"] = static x => Math.Max(x[0], 0), ["abs"] = static x => Math.Abs(x[0]), ["sign"] = static x => Math.Sign(x[0]),
        ["max"] = static x => Math.Max(x[0], x[1]), ["min"] = static x => Math.Min(x[0], x[1]), ["shift"] = static x => Math.Max(x[0], x[1]),
        ["clamp"] = static x => Math.Clamp(x[0], x[1], x[2]), ["floor"] = static x => Math.Floor(x[0]), ["ceiling"] = static x => Math.Ceiling(x[0]),
        ["remainder"] = static x => x[0] % x[1], ["ieeeremainder"] = static x => Math.IEEERemainder(x[0], x[1]),
        ["round"] = static x => Math.Round(x[0]), ["truncate"] = static x => Math.Truncate(x[0]),
    };

    public static TheoryData<string> Names => [.. FunctionTable.All.Select(static row => row.Name)];

    /// <summary>All but the one whose derivative is 0 because what it is used in does not depend on it.</summary>
    public static TheoryData<string> Differentiated => [.. FunctionTable.All.Where(static row => row != FunctionTable.Shift).Select(static row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_value_is_that_of_the_reference(string name)
    {
        foreach (double[] x in TablePoints.Of(Row(name)))
        {
            Differences.AssertClose(References[name](x), Row(name).Evaluate(x), 2e-14, $"{name}({string.Join(", ", x)})");
        }
    }

    [Theory]
    [MemberData(nameof(Differentiated))]
    public void The_derivative_rule_agrees_with_differences(string name)
    {
        var function = ScalarFunction.Of(Row(name));
        int compared = 0;
        foreach (double[] x in TablePoints.Of(Row(name)))
        {
            for (int i = 0; i < x.Length; i++)
            {
                if (Differences.Partial(References[name], x, i) is { } expected)
                {
                    Differences.AssertClose(expected, function.Derivative(i).Evaluate(x), 1e-7, $"∂{i} {name}({string.Join(", ", x)})");
                    compared++;
                }
            }
        }

        Assert.True(compared >= 5, $"{compared} points");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_NaN_stays_NaN(string name)
    {
        var row = Row(name);
        double[] x = [.. Enumerable.Repeat(double.NaN, row.Arity)];
        double expected = name == "sign" ? 0 : double.NaN;
        Assert.Equal(expected, row.Evaluate(x));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_declared_limit_is_approached_and_a_bounded_side_has_none(string name)
    {
        var row = Row(name);
        if (row.Arity != 1)
        {
            return;
        }

        AssertLimit(row, -1, row.LimitAtNegativeInfinity, row.DomainLower);
        AssertLimit(row, 1, row.LimitAtPositiveInfinity, row.DomainUpper);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_maximum_slope_is_the_largest_that_a_scan_finds(string name)
    {
        var row = Row(name);
        if (row.Arity != 1)
        {
            return;
        }

        var derivative = ScalarFunction.Of(row).Derivative(0);
        double lower = Math.Max(row.DomainLower, -12), upper = Math.Min(row.DomainUpper, 12), largest = 0;
        for (int i = 1; i < 24_000; i++)
        {
            largest = Math.Max(largest, Math.Abs(derivative.Evaluate(lower + ((upper - lower) * i / 24_000))));
        }

        Assert.True(largest <= row.MaximumSlope * (1 + 1e-12), $"{largest} > {row.MaximumSlope}");
        Assert.True(double.IsInfinity(row.MaximumSlope) ? largest > 20 || name is "cbrt" or "log" or "log2" : largest >= row.MaximumSlope * 0.999, $"{largest} < {row.MaximumSlope}");
    }

    [Fact]
    public void Every_row_has_a_reference_and_a_unique_name() =>
        Assert.Equal(References.Keys.Order(StringComparer.Ordinal), FunctionTable.All.Select(static row => row.Name).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("relu", 0, 0.0, 0.0)]
    [InlineData("abs", 0, 0.0, 0.0)]
    [InlineData("sign", 0, 0.0, 0.0)]
    [InlineData("max", 0, 0.5, 1.5, 1.5)]
    [InlineData("max", 1, 0.5, 1.5, 1.5)]
    [InlineData("min", 0, 0.5, -2.0, -2.0)]
    [InlineData("min", 1, 0.5, -2.0, -2.0)]
    [InlineData("clamp", 0, 1.0, -1.0, -1.0, 2.0)]
    [InlineData("clamp", 0, 1.0, 2.0, -1.0, 2.0)]
    [InlineData("clamp", 0, 0.0, 2.1, -1.0, 2.0)]
    [InlineData("hypot", 0, 0.0, 0.0, 0.0)]
    [InlineData("pow", 0, 0.0, 0.0, 0.0)]
    [InlineData("pow", 1, 0.0, 0.0, 2.0)]
    [InlineData("sqrt", 0, double.PositiveInfinity, 0.0)]
    [InlineData("floor", 0, 0.0, 3.0)]
    public void A_kink_has_the_derivative_of_its_convention(string name, int argument, double expected, params double[] x) =>
        Assert.Equal(expected, ScalarFunction.Of(Row(name)).Derivative(argument).Evaluate(x));

    private static void AssertLimit(Function row, double sign, double limit, double bound)
    {
        double far = row.Evaluate([sign * 1e9]);
        if (!double.IsInfinity(bound))
        {
            Assert.True(double.IsNaN(limit), $"{row.Name} ends at {bound}");
        }
        else if (double.IsFinite(limit))
        {
            Differences.AssertClose(limit, far, 1e-8, row.Name);
        }
        else if (double.IsInfinity(limit))
        {
            Assert.True(far * Math.Sign(limit) > 8, $"{row.Name} reaches only {far}");
        }
        else
        {
            Assert.Contains(row.Name, new[] { "sin", "cos" });
        }
    }

    private static Function Row(string name) => FunctionTable.Find(name)!;

    // Simpson's rule on 2000 intervals: an error below 1e-14 for |x| ≤ 3.
    private static double ErfByQuadrature(double x)
    {
        const int intervals = 2000;
        double step = x / intervals, sum = 1 + Math.Exp(-x * x);
        for (int i = 1; i < intervals; i++)
        {
            sum += (i % 2 == 0 ? 2 : 4) * Math.Exp(-(i * step) * (i * step));
        }

        return double.IsNaN(x) ? x : 2 / Math.Sqrt(Math.PI) * sum * step / 3;
    }
}
