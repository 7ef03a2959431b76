using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG2009: constant learning rates.</summary>
public sealed class LearningRateTests
{
    [Theory]
    [InlineData("new Adam({|BPG2009:0.5|})")]
    [InlineData("new Adam(learningRate: {|BPG2009:1|})")]
    [InlineData("new AdamW({|BPG2009:1f / 4|}, weightDecay: 0)")]
    [InlineData("new Adam(beta1: 0.5, learningRate: {|BPG2009:Fast|})")]
    [InlineData("new Sgd({|BPG2009:11|}, momentum: 0.9)")]
    [InlineData("new Adam { LearningRate = {|BPG2009:2|} }")]
    [InlineData("new Adam({|BPG2009:1e-9|})")]
    [InlineData("new Sgd({|BPG2009:1e-8|})")]
    public Task A_constant_rate_outside_the_limits_is_reported(string expression) => Verify.Reports(Training(expression));

    [Theory]
    [InlineData("new Adam()")]
    [InlineData("new Adam(0.1)")]
    [InlineData("new Adam(1e-7)")]
    [InlineData("new AdamW(3e-4, weightDecay: 0.5)")]
    [InlineData("new Sgd(1, momentum: 0.9)")]
    [InlineData("new Sgd(10)")]
    [InlineData("new Sgd { LearningRate = 0.5 }")]
    public Task A_usual_rate_is_not_reported(string expression) => Verify.Reports(Training(expression));

    [Fact]
    public Task A_rate_of_0_begins_a_schedule() => Verify.Reports(Training("new Adam(0)"));

    [Fact]
    public Task A_rate_that_is_no_constant_is_not_reported() => Verify.Reports(Training("new Adam(rate * 100)"));

    [Fact]
    public Task A_rate_set_later_is_reported_where_the_optimizer_is_known() => Verify.Reports("""
        using BackpropGen;

        public static class Training
        {
            public static void Set(Adam adam, Sgd descent, Optimizer any)
            {
                adam.LearningRate = {|BPG2009:5|};
                descent.LearningRate = 5;
                any.LearningRate = 5;
            }
        }
        """);

    [Fact]
    public Task An_optimizer_of_the_users_own_has_other_limits() => Verify.Reports("""
        using BackpropGen;

        public sealed class Momentum(double learningRate) : Adam(0.01);

        public static class Training
        {
            public static Optimizer Optimizer() => new Momentum(5);
        }
        """);

    [Fact]
    public async Task The_message_names_optimizer_rate_limit_and_remedy()
    {
        var diagnostic = await Verify.Single(Training("new AdamW(2.5)"));
        Assert.Equal(
            "The learning rate of 'AdamW' is 2.5, above the limit 0.1: the loss is likely to diverge; begin near 0.001",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    private static string Training(string expression) => $$"""
        using BackpropGen;

        public static class Training
        {
            private const double Fast = 0.75;

            public static Optimizer Optimizer(double rate) => {{expression}};
        }
        """;
}
