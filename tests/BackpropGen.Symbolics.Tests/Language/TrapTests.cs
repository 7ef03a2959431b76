using System.Globalization;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>What users of other systems complain of, one test each.</summary>
public sealed class TrapTests
{
    [Fact]
    public void Silently_wrong_gradients_around_loops_break_continue_and_division()
    {
        // Differences over a fine grid would show a wrong branch anywhere; the suite's points would not.
        var group = new ProgramGroup("""
            public static double F(double x) { double r = 1; for (int i = 1; i < 8; i++) { if (r > 3) { break; } if (x * i < 1) { r += x / i; continue; } r += (i / 2) / x + 1.0 / (i * x); } return r; }
            """);
        var function = group.Methods["F"].Function!.Output(0);
        var derivative = function.Derivative(0);
        var executed = group.Executed("F");
        int smooth = 0;
        for (double x = 0.05; x < 3; x += 0.013)
        {
            Differences.AssertClose(executed([x])[0], function.Evaluate(x), 1e-13, $"F({x})");
            if (Differences.Partial(point => executed(point)[0], [x], 0, 1e-4) is { } slope)
            {
                smooth++;
                Differences.AssertClose(slope, derivative.Evaluate(x), 1e-7, $"F'({x})");
            }
        }

        Assert.InRange(smooth, 200, int.MaxValue);
    }

    [Theory]
    [InlineData("x > 0 ? Math.Log(x) : 0", -1.0, 0.0)]
    [InlineData("x > 0 ? Math.Sqrt(x) : x", 0.0, 1.0)]
    [InlineData("x != 0 ? Math.Sin(x) / x : 1", 0.0, 0.0)]
    [InlineData("x < 700 ? Math.Exp(x) : 1", 800.0, 0.0)]
    [InlineData("x > 0 ? Math.Pow(x, 0.5) * Math.Log(x) / x : 2 * x", 0.0, 2.0)]
    [InlineData("Math.Abs(x) < 1 ? Math.Acos(x) : 3 * x", 5.0, 3.0)]
    [InlineData("{ double r = 0; for (int i = 0; i < 3; i++) { if (x <= i) { break; } r += Math.Log(x - i); } return r; }", 0.0, 0.0)]
    [InlineData("{ double r = 5 * x; if (x <= 0) { return r; } r += 1 / x; return r * Math.Sqrt(x); }", 0.0, 5.0)]
    public void No_NaN_from_the_branch_not_taken(string body, double x, double expected)
    {
        var group = Scalar(body);
        Assert.Equal(expected, group.Methods["F"].Function!.Output(0).Derivative(0).Evaluate(x), 1e-15);
        foreach (var (member, executed) in group.Generated("F"))
        {
            Assert.All(executed([x, .. Enumerable.Repeat(1.0, ((BackpropGen.Generator.Differentiation.ExpressionMember)member).Function.Arity - 1)]), value => Assert.False(double.IsNaN(value), member.Name));
        }
    }

    [Theory]
    [InlineData("Math.Sqrt(x)", 0.0, double.PositiveInfinity)]
    [InlineData("double.Hypot(x, 0)", 0.0, 0.0)]
    [InlineData("double.Hypot(x, x * 2)", 0.0, 0.0)]
    [InlineData("Math.Cbrt(x)", 0.0, double.PositiveInfinity)]
    public void Sqrt_and_norm_at_zero(string body, double x, double expected) =>
        Assert.Equal(expected, Scalar(body).Methods["F"].Function!.Output(0).Derivative(0).Evaluate(x));

    [Theory]
    [InlineData("Math.Abs(x)", 0.0, 0.0)]
    [InlineData("Math.Max(x, 1)", 1.0, 0.5)]
    [InlineData("Math.Max(x, 0)", 0.0, 0.0)]
    [InlineData("Math.Min(x, 1)", 1.0, 0.5)]
    [InlineData("Math.Clamp(x, 0, 1)", 1.0, 1.0)]
    [InlineData("Math.Clamp(x, 0, 1)", 0.0, 1.0)]
    [InlineData("x > 0 ? x : 0", 0.0, 0.0)]
    [InlineData("x >= 0 ? x : 0", 0.0, 1.0)]
    [InlineData("Math.Sign(x) * x", 0.0, 0.0)]
    [InlineData("Math.CopySign(x, 1)", 0.0, 0.0)]
    public void Kinks_have_the_convention_of_the_documented_table_and_branches_that_of_the_side_taken(string body, double x, double expected) =>
        Assert.Equal(expected, Scalar(body).Methods["F"].Function!.Output(0).Derivative(0).Evaluate(x));

    [Theory]
    [InlineData("{ double r = x; @{ if (x > # * 0.01) { r = r * 1.01 + #; } } return r; }", 40)]
    [InlineData("{ double r = x; @{ if (r > # + 5) { return r * x; } r += 0.1 * x; } return r; }", 40)]
    [InlineData("{ double r = x, s = 1; for (int i = 0; i < N; i++) { if (r > 50) { break; } if (r < -50) { continue; } r += x * s; s *= 0.9; } return r * s; }", 100)]
    [InlineData("{ double r = x; for (int i = 0; i < N && r < 10; i++) { r = r * 1.1 + 0.1; } return r; }", 100)]
    [InlineData("{ double r = 0; for (int i = 0; i < N; i++) { for (int j = 0; j < 3; j++) { if (x * j > i) { break; } r += x; } } return r; }", 40)]
    [InlineData("{ int n = 0; for (int i = 0; i < N; i++) { if (x > i * 0.01) { n++; } } return n * x; }", 30)]
    [InlineData("{ bool f = false; @{ f = x > # * 0.1 ? !f : f && x < #; } return f ? x * x : x; }", 40)]
    [InlineData("{ double r = x; @{ switch (r) { case > 3: r -= x; break; case < -3: r += x; break; default: r = r * x + 0.1; break; } } return r; }", 40)]
    [InlineData("{ double r = x; @{ r = r > 0 && r < # + 1 || r > # + 7 ? r * x : r + 1; } return r; }", 40)]
    public void No_compile_time_blow_up_from_branches_and_unrolling(string body, int count)
    {
        // Twice as many rounds may cost twice as much; a doubling per round would not end.
        int once = Size(body, count), twice = Size(body, 2 * count);
        Assert.InRange(twice, once, (int)(once * (body.Contains("n++", StringComparison.Ordinal) ? 4.2 : 2.3)));
    }

    [Fact]
    public void Ten_nested_ifs_are_ten_conditions()
    {
        string nested = string.Concat(Enumerable.Range(0, 10).Select(static i => $"if (x > {i} * 0.1) {{ r = r * x + {i}; ")) + new string('}', 10);
        Assert.InRange(Size("{ double r = x; " + nested + " return r; }", 0), 20, 60);
    }

    [Fact]
    public void Thousands_of_rounds_cost_no_more_than_the_loop_they_are_written_in()
    {
        const string body = "{ double r = x; for (int i = 0; i < N; i++) { r = Math.Sin(r) * 1.5 + x; if (r > 1) { r -= x; } } return r; }";
        Assert.Equal(Size(body, 3_000), Size(body, 1_000_000));
    }

    [Fact]
    public void Where_the_method_throws_its_value_and_all_derivatives_are_NaN()
    {
        var function = Scalar("{ if (x < 0) { throw new ArgumentException(\"negative\"); } return x * x; }").Methods["F"].Function!.Output(0);
        Assert.Equal(9, function.Evaluate(3));
        Assert.Equal(6, function.Derivative(0).Evaluate(3));
        Assert.True(double.IsNaN(function.Evaluate(-1)));
        Assert.True(double.IsNaN(function.Derivative(0).Evaluate(-1)));
        Assert.True(double.IsNaN(function.Derivative(0).Derivative(0).Evaluate(-1)));
    }

    [Fact]
    public void NaN_goes_where_the_program_sends_it()
    {
        var group = Scalar("{ double r = 0; if (x < 1) { r = 1; } if (!(x >= 1)) { r += 2; } if (x is >= 0 or < 0) { r += 4; } for (int i = 0; i < 6 && !(x > 2) && r < 30; i++) { r += 8; } return r; }");
        double executed = group.Executed("F")([double.NaN])[0];
        Assert.Equal(executed, group.Methods["F"].Function!.Evaluate(double.NaN)[0]);
        Assert.Equal(34, executed);
    }

    [Fact]
    public void Errors_are_in_the_users_terms()
    {
        var problems = new List<Problem>();
        var compilation = CompiledSource.Compile("using System; using BackpropGen; public static partial class Methods { [Differentiable] public static double F(double x) => Math.ILogB(x) + x; }");
        Assert.Null(DifferentiableReader.Read(compilation.GetTypeByMetadataName("Methods")!.GetMembers("F").OfType<IMethodSymbol>().Single(), compilation, problems.Add, default));
        Assert.Equal(
            "'Math.ILogB(x)' cannot be differentiated: 'ILogB' has no source here and no known derivative: wrap it in a method of its own and give that one's"
                + " derivative with [Derivative(of: ...)], or pass its value as a parameter",
            Assert.Single(problems).Message);
    }

    private static ProgramGroup Scalar(string body) => new("public static double F(double x) " + (body[0] == '{' ? body : "=> " + body + ";"));

    /// <summary>The number of steps of a method, in which <c>@{…}</c> stands for as many copies, numbered by <c>#</c>.</summary>
    private static int Size(string body, int count)
    {
        int start = body.IndexOf("@{", StringComparison.Ordinal);
        if (start >= 0)
        {
            int end = start + 1, depth = 0;
            do
            {
                depth += body[end] == '{' ? 1 : body[end] == '}' ? -1 : 0;
                end++;
            }
            while (depth > 0);
            string inner = body[(start + 2)..(end - 1)];
            body = body[..start] + string.Concat(Enumerable.Range(0, count).Select(i => inner.Replace("#", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))) + body[end..];
        }

        body = body.Replace("N;", count.ToString(CultureInfo.InvariantCulture) + ";", StringComparison.Ordinal).Replace("N &&", count.ToString(CultureInfo.InvariantCulture) + " &&", StringComparison.Ordinal);
        var compilation = CompiledSource.Compile("using System; using BackpropGen; public static partial class Methods { [Differentiable] public static double F(double x) " + body + " }");
        var problems = new List<Problem>();
        DifferentiableMethod? method = DifferentiableReader.Read(
            compilation.GetTypeByMetadataName("Methods")!.GetMembers("F").OfType<IMethodSymbol>().Single(), compilation, problems.Add, default);
        Assert.True(method is not null, string.Join("; ", problems.Select(static problem => problem.Message)));
        return method.Function?.Instructions.Length ?? Steps(method.Program!.Items);
    }

    private static int Steps(IEnumerable<ProgramItem> items) =>
        items.Sum(static item => item is ProgramItem.Loop loop ? 1 + Steps(loop.Body) : ((ProgramItem.Step)item).Function.Instructions.Length);
}
