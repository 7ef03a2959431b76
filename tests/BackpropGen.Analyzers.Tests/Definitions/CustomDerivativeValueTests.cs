using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Definitions;

/// <summary>BPG0018: the value of a custom derivative. A wrong one is found at a point that the message names; a right one never is.</summary>
public sealed class CustomDerivativeValueTests
{
    /// <summary>Bodies of F(x), and slopes that are right, however they are written.</summary>
    public static TheoryData<string, string> Right => new()
    {
        { "x * x", "x + x" },
        { "Math.Tanh(x)", "1 / (Math.Cosh(x) * Math.Cosh(x))" },
        { "Math.Tanh(x)", "1 - (F(x) * F(x))" },
        { "1 / (1 + Math.Exp(-x))", "Math.Exp(-x) / ((1 + Math.Exp(-x)) * (1 + Math.Exp(-x)))" },
        { "Math.Log(1 + Math.Exp(x))", "Math.Exp(x) / (1 + Math.Exp(x))" },
        { "x * Math.Tanh(Math.Log(1 + Math.Exp(x)))", "Math.Tanh(Math.Log(1 + Math.Exp(x))) + (x * (1 - Math.Pow(Math.Tanh(Math.Log(1 + Math.Exp(x))), 2)) / (1 + Math.Exp(-x)))" },
        { "0.5 * x * (1 + Math.Tanh(0.7978845608 * (x + (0.044715 * x * x * x))))", "0.5 * (1 + Math.Tanh(0.79788456 * (x + (0.044715 * x * x * x)))) + (0.5 * x * (1 - Math.Pow(Math.Tanh(0.79788456 * (x + (0.044715 * x * x * x))), 2)) * 0.79788456 * (1 + (0.134145 * x * x)))" },
        { "0.3989423 * Math.Exp(-0.5 * x * x)", "-x * Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI)" },
        // Cancelling terms: what is left is rounding.
        { "Math.Sqrt(x + 1) - Math.Sqrt(x)", "(0.5 / Math.Sqrt(x + 1)) - (0.5 / Math.Sqrt(x))" },
        { "Math.Sqrt((x * x) + 1) - x", "-1 / ((Math.Sqrt((x * x) + 1) + x) * Math.Sqrt((x * x) + 1))" },
        { "(1 - Math.Cos(x)) / (x * x)", "(Math.Sin(x) / (x * x)) - (2 * (1 - Math.Cos(x)) / (x * x * x))" },
        { "Math.Exp(x) - 1 - x", "Math.Exp(x) - 1" },
        { "((x + 1e8) * (x + 1e8)) - 1e16", "2 * (x + 1e8)" },
        { "Math.Sin(1000 * x)", "1000 * Math.Cos(1000 * x)" },
        { "Math.Exp(-1 / (x * x))", "2 * Math.Exp(-1 / (x * x)) / (x * x * x)" },
        // Kinks are the rule's own to decide.
        { "Math.Max(x, 0)", "x > 0 ? 1 : 0" },
        { "Math.Max(x, 0)", "x >= 0 ? 1 : 0" },
        { "Math.Abs(x)", "x < 0 ? -1 : 1" },
        { "Math.Clamp(x, -1, 0.5)", "x > -1 && x < 0.5 ? 1 : 0" },
        { "x > 0.5 ? 2 * x : x * x", "x >= 0.5 ? 2 : 2 * x" },
        { "x == 0 ? 1 : Math.Sin(x) / x", "Math.Abs(x) < 1e-4 ? -x / 3 : ((x * Math.Cos(x)) - Math.Sin(x)) / (x * x)" },
        { "Math.Floor(x)", "0" },
        { "x - Math.Floor(x)", "1" },
        // No value at all on one side, or where it throws.
        { "Math.Log(x)", "1 / x" },
        { "Math.Pow(x, 1.5)", "1.5 * Math.Sqrt(x)" },
        { "x > 100 || x < -100 ? throw new ArgumentOutOfRangeException(nameof(x)) : x * x", "2 * x" },
        { "Math.Acos(x)", "-1 / Math.Sqrt(1 - (x * x))" },
        // A threshold beyond which the difference is far below rounding, as PyTorch has for softplus.
        { "Math.Log(1 + Math.Exp(x))", "x > 20 ? 1 : 1 / (1 + Math.Exp(-x))" },
        // Newton's method, unrolled.
        { "Newton(x)", "1 / (3 * Math.Cbrt(x) * Math.Cbrt(x))" },
        { "Math.Exp(x)", "Math.Exp(x) * (1 + 1e-9)" },
    };

    /// <summary>Bodies of F(x), and slopes that are nearly right.</summary>
    public static TheoryData<string, string> Wrong => new()
    {
        { "x * x", "-2 * x" },
        { "x * x", "x" },
        { "Math.Sin(3 * x)", "Math.Cos(3 * x)" },
        { "Math.Cos(x)", "Math.Sin(x)" },
        { "Math.Exp(-x * x)", "Math.Exp(-x * x)" },
        { "Math.Tanh(x)", "1 - (x * x)" },
        { "Math.Tanh(x)", "1 - Math.Tanh(x)" },
        { "Math.Abs(x)", "1" },
        { "x < 0 ? Math.Exp(x) - 1 : x", "x < 0 ? Math.Exp(x) - 1 : 1" },
        { "x < 0 ? 0.01 * x : x", "x < 0 ? 0 : 1" },
        { "Math.Log((x * x) + 1)", "Math.Abs(x) > 50 ? 0 : 2 * x / ((x * x) + 1)" },
        { "x < 200 ? x : 200 + Math.Log(x / 200)", "x < 200 ? 1 : 200 / x" },
        { "Math.Pow(Math.Abs(x), 1.5)", "1.5 * Math.Sqrt(x)" },
        { "Math.Log(x)", "1 / (x * 2.302585)" },
        { "1 / x", "-1 / x" },
        { "Math.Sqrt(x)", "0.5 * Math.Sqrt(x)" },
        { "Math.Exp(x)", "Math.Exp(x) * 1.0001" },
        { "x / (1 + Math.Abs(x))", "1 / (1 + Math.Abs(x))" },
        { "Math.Clamp(x, -1, 1)", "1" },
        { "x * x * x", "x > 2.5 && x < 2.9 ? 0 : 3 * x * x" },
        { "Math.Log(1 + Math.Exp(x))", "x > 3 ? 1 : 1 / (1 + Math.Exp(-x))" },
        { "Math.Round(x)", "1" },
    };

    [Theory]
    [MemberData(nameof(Right))]
    public Task A_right_rule_is_not_accused(string body, string slope) => Verify.Reports(OfOne(body, slope, "Slope"));

    [Theory]
    [MemberData(nameof(Right))]
    public Task A_right_rule_in_reverse_is_not_accused(string body, string slope) => Verify.Reports(OfOne(body, $"({slope}) * cotangent", "Slope", "Reverse", ", double cotangent"));

    [Theory]
    [MemberData(nameof(Wrong))]
    public Task A_wrong_rule_is_an_error_at_its_name(string body, string slope) => Verify.Reports(OfOne(body, slope, "{|BPG0018:Slope|}"));

    [Theory]
    [MemberData(nameof(Wrong))]
    public Task A_wrong_rule_in_forward_form_is_an_error(string body, string slope) =>
        Verify.Reports(OfOne(body, $"tangent * ({slope})", "{|BPG0018:Slope|}", "Forward", ", double tangent"));

    [Theory]
    [InlineData("(a * a * b) + c", "(2 * a * b, a * a, 1)", null)]
    [InlineData("(a * a * b) + c", "(a * a, 2 * a * b, 1)", "by 'a' at")]
    [InlineData("(a * a * b) + c", "(2 * a * b, a * a, 0)", "by 'c' at")]
    [InlineData("(a * a * b) + c", "(2 * a * b, 2 * a, 1)", "by 'b' at")]
    [InlineData("Math.Sqrt(a) * Math.Log(b) / c", "(0.5 * Math.Log(b) / (Math.Sqrt(a) * c), Math.Sqrt(a) / (b * c), -F(a, b, c) / c)", null)]
    [InlineData("Math.Sqrt(a) * Math.Log(b) / c", "(0.5 * Math.Log(b) / (Math.Sqrt(a) * c), Math.Sqrt(a) / (b * c), F(a, b, c) / c)", "by 'c' at")]
    [InlineData("a > b ? a * c : b * c", "(a > b ? c : 0, a > b ? 0 : c, Math.Max(a, b))", null)]
    [InlineData("a > b ? a * c : b * c", "(a > b ? c : 0, a > b ? 0 : c, a)", "by 'c' at")]
    public async Task Each_partial_derivative_is_compared(string body, string slopes, string? where)
    {
        string Source(string name) => Type($"public static double F(double a, double b, double c) => {body}; [Derivative(of: nameof(F))] static (double, double, double) {name}(double a, double b, double c) => {slopes};");
        await Verify.Reports(Source(where is null ? "Slopes" : "{|BPG0018:Slopes|}"));
        if (where is not null)
        {
            Assert.Contains(where, (await Verify.Single(Source("Slopes"))).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_message_names_the_point_and_both_values()
    {
        string message = (await Verify.Single(OfOne("x * x", "x", "Slope"))).GetMessage(CultureInfo.InvariantCulture);
        var match = System.Text.RegularExpressions.Regex.Match(message, @"^The derivative of 'F' by 'x' at x = (\S+) is (\S+), but 'Slope' gives (\S+)$");
        Assert.True(match.Success, message);
        double[] numbers = [.. match.Groups.Values.Skip(1).Select(static group => double.Parse(group.Value, CultureInfo.InvariantCulture))];
        Assert.Equal([2 * numbers[0], numbers[0]], numbers[1..]);
    }

    [Theory]
    [InlineData("Forward", "static double {|BPG0018:Slope|}(double x, double y, double dx, double dy) => (y * dx) + (x * dy) + (dx * dy);", "along the tangents xTangent = ")]
    [InlineData("Forward", "static double {|BPG0018:Slope|}(double x, double y, double dx, double dy) => (y * dx * dx) + (x * dy);", "along the tangents xTangent = ")]
    [InlineData("Reverse", "static (double, double) {|BPG0018:Slope|}(double x, double y, double c) => (y * c, x * c * c);", "by 'y' for the cotangent ")]
    [InlineData("Reverse", "static (double, double) {|BPG0018:Slope|}(double x, double y, double c) => (y, x * c);", "by 'x' for the cotangent ")]
    public async Task A_rule_is_linear_in_its_tangents_and_in_its_cotangent(string mode, string rule, string where)
    {
        string source = Type($"public static double F(double x, double y) => x * y; [Derivative(of: nameof(F), Mode = DerivativeMode.{mode})] {rule}");
        await Verify.Reports(source);
        Assert.Contains(where, (await Verify.Single(source)).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(float)Math.Tanh(x)", "1 - (F(x) * F(x))", false)]
    [InlineData("MathF.Exp(-x * x / 2) * 0.39894228f", "-x * F(x)", false)]
    [InlineData("MathF.Exp(-x * x / 2) * 0.39894228f", "-F(x)", true)]
    [InlineData("MathF.Sqrt(x + 1) - MathF.Sqrt(x)", "(0.5f / MathF.Sqrt(x + 1)) - (0.5f / MathF.Sqrt(x))", false)]
    public Task Single_precision_is_compared_as_loosely_as_its_constants(string body, string slope, bool isWrong) => Verify.Reports(Type(
        $"public static float F(float x) => {body}; [Derivative(of: nameof(F))] static float {(isWrong ? "{|BPG0018:Slope|}" : "Slope")}(float x) => {slope};"));

    [Fact]
    public Task What_calls_code_without_source_is_not_compared() => Verify.Reports(
        Type("public static double F(double x) => Math.BitIncrement(x); [Derivative(of: nameof(F))] static double Slope(double x) => 17 * x;"));

    [Fact]
    public Task What_calls_it_through_another_rule_is_compared_as_formulas() => Verify.Reports(
        Type("""
            public static double G(double x) => Math.BitIncrement(Math.Sin(x));
            [Derivative(of: nameof(G))] static double GSlope(double x) => Math.Cos(x);
            public static double F(double x) => G(x * x);
            [Derivative(of: nameof(F))] static double Slope(double x) => 2 * x * Math.Cos(x * x);
            """));

    [Fact]
    public Task Rules_of_methods_that_call_each_other_are_compared() => Verify.Reports(
        Type("""
            public static double F(double x) => G(x) + x;
            public static double G(double x) => 3 * x * x;
            [Derivative(of: nameof(F))] static double {|BPG0018:FSlope|}(double x) => 7 * x + (0 * G(x));
            [Derivative(of: nameof(G))] static double GSlope(double x) => 6 * x + (0 * F(x));
            """));

    private static string OfOne(string body, string slope, string name, string mode = "Partial", string more = "") => Type($$"""
        public static double F(double x) => {{body}};
        [Derivative(of: nameof(F), Mode = DerivativeMode.{{mode}})] static double {{name}}(double x{{more}}) => {{slope}};
        static double Newton(double x)
        {
            double y = x > 1 ? x : 1;
            for (int i = 0; i < 40; i++) { y = ((2 * y) + (x / (y * y))) / 3; }
            return y;
        }
        """);

    private static string Type(string members) => "using System; using BackpropGen; public static partial class Methods { " + members + " }";
}
