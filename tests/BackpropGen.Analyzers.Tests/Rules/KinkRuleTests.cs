using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG2012, on request: each call that has a kink, with the place in the call's own words.</summary>
public sealed class KinkRuleTests
{
    private static readonly Dictionary<string, string> On = new() { ["backpropgen.report_kinks"] = "true" };

    [Theory]
    [InlineData("{|BPG2012:Math.Abs(x - y)|}", "x - y = 0: there it is taken to be 0 (torch.abs)")]
    [InlineData("{|BPG2012:Math.Max(x, y)|} * y", "x = y: there it is taken to be ½ each (torch.maximum)")]
    [InlineData("{|BPG2012:Math.Max(0, 2 * x)|}", "2 * x = 0: there it is taken to be 0 (torch.relu)")]
    [InlineData("{|BPG2012:Math.Clamp(x * y, -1, 1)|}", "x * y = -1, x * y = 1: there it is taken to be 1 (torch.clamp)")]
    [InlineData("x - {|BPG2012:Math.Floor(x)|}", "the steps: there it is taken to be 0 (torch.floor)")]
    [InlineData("{|BPG2012:double.Hypot(x, y)|}", "x = y = 0: there it is taken to be 0, the subgradient that torch.norm takes")]
    [InlineData("{|BPG2012:Math.Sqrt(x * x)|}", "its argument = 0: there it is taken to be 0 (torch.abs)")]
    [InlineData("Scaled(x) + Scaled(2 * x)", "v = 0: there it is taken to be 0 (torch.abs)")]
    public async Task A_kink_is_named_with_its_place_and_the_derivative_taken(string expression, string message)
    {
        string source = Method(expression);
        bool isCalled = expression.StartsWith("Scaled", StringComparison.Ordinal);
        source = isCalled ? source.Replace("Math.Abs(v)", "{|BPG2012:Math.Abs(v)|}", StringComparison.Ordinal) : source;
        await Verify.Reports(source, On, "BPG2012");
        Assert.EndsWith(message, (await Verify.Single(source, On, "BPG2012")).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Math.Abs(x * x)")]
    [InlineData("Math.Max(2.0, 3.0) * x")]
    [InlineData("Math.Exp(x) + Math.Abs(Math.Exp(y))")]
    [InlineData("x > 0 ? x : -x")]
    [InlineData("Math.Tanh(x)")]
    public Task What_simplifies_to_something_smooth_is_not_reported(string expression) => Verify.Reports(Method(expression), On, "BPG2012");

    [Fact]
    public Task Without_the_option_nothing_is_reported() => Verify.Reports(Method("Math.Abs(x)"), rule: "BPG2012");

    [Theory]
    [InlineData("false")]
    [InlineData("yes")]
    [InlineData("1")]
    [InlineData("")]
    public Task A_value_that_is_not_true_counts_as_false(string value) =>
        Verify.Reports(Method("Math.Abs(x)"), new Dictionary<string, string> { ["backpropgen.report_kinks"] = value }, "BPG2012");

    [Fact]
    public Task A_call_in_a_loop_is_reported_once() => Verify.Reports(
        Method("0; for (int i = 0; i < 5; i++) { x += {|BPG2012:Math.Abs(x - i)|}; } return x").Replace("=> 0;", "{", StringComparison.Ordinal)
            .Replace("return x;", "return x; }", StringComparison.Ordinal),
        On, "BPG2012");

    private static string Method(string expression) => $$"""
        using System;
        using BackpropGen;
        public static partial class Methods
        {
            [Differentiable] public static double F(double x, double y) => {{expression}};
            private static double Scaled(double v) => 3 * Math.Abs(v);
        }
        """;
}
