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

    [Theory]
    [InlineData("max_adam", "0.5", "new Adam(0.5)")]
    [InlineData("max_adam", "1e-3", "new Adam({|BPG2009:2e-3|})")]
    [InlineData("max_adam", "-1", "new Adam({|BPG2009:0.5|})")]
    [InlineData("max_sgd", "1", "new Sgd({|BPG2009:2|})")]
    [InlineData("max_sgd", "100", "new Sgd(50)")]
    [InlineData("min", "1e-5", "new Adam({|BPG2009:1e-6|})")]
    [InlineData("min", "0", "new Adam(1e-12)")]
    public Task The_limits_are_options(string name, string value, string expression) => Verify.Reports(
        Training(expression), new Dictionary<string, string> { ["backpropgen.bpg2009." + name] = value });

    [Fact]
    public async Task The_message_names_optimizer_rate_limit_and_remedy()
    {
        var diagnostic = await Verify.Single(Training("new AdamW(2.5)"));
        Assert.Equal(
            "The learning rate of 'AdamW' is 2.5, above the limit 0.1: the loss is likely to diverge; begin near 0.001",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public Task A_pragma_suppresses() => Verify.Reports("""
        using BackpropGen;

        public static class Training
        {
        #pragma warning disable BPG2009
            public static Optimizer Optimizer() => new Adam(5);
        #pragma warning restore BPG2009
        }
        """);

    private static string Training(string expression) => $$"""
        using BackpropGen;

        public static class Training
        {
            private const double Fast = 0.75;

            public static Optimizer Optimizer(double rate) => {{expression}};
        }
        """;
}
