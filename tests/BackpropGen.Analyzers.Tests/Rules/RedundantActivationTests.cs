using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG2002: functions without effect.</summary>
public sealed class RedundantActivationTests
{
    [Theory]
    [InlineData("{|BPG2002:Relu(Relu(h))|}")]
    [InlineData("{|BPG2002:Relu(Sigmoid(h))|}")]
    [InlineData("{|BPG2002:Relu(Softmax(h))|}")]
    [InlineData("{|BPG2002:Relu(Softplus(h))|}")]
    [InlineData("{|BPG2002:Relu(Exp(h))|}")]
    [InlineData("{|BPG2002:Abs(Relu(h))|}")]
    [InlineData("{|BPG2002:Abs(Square(h))|}")]
    [InlineData("{|BPG2002:LeakyRelu(Relu(h))|}")]
    [InlineData("{|BPG2002:Elu(Sigmoid(h))|}")]
    [InlineData("{|BPG2002:Maximum(Sigmoid(h), 0)|}")]
    [InlineData("{|BPG2002:Minimum(Tanh(h), 1)|}")]
    [InlineData("{|BPG2002:Map(Clipped, Tanh(h))|}")]
    [InlineData("{|BPG2002:Relu(Map(Rectified, h))|}")]
    [InlineData("{|BPG2002:Relu(Flatten(Relu(h)))|}")]
    [InlineData("{|BPG2002:Relu(Slice(Relu(h), 0, 2, 3))|}")]
    [InlineData("{|BPG2002:Relu({|BPG2002:Relu(Relu(h))|})|}")]
    public Task A_function_that_leaves_its_argument_as_it_is_is_reported(string expression) => Verify.Reports(Model(expression), rule: "BPG2002");

    [Theory]
    [InlineData("Relu(h)")]
    [InlineData("Relu(Tanh(h))")]
    [InlineData("Sigmoid(Relu(h))")]
    [InlineData("Relu(LeakyRelu(h))")]
    [InlineData("Relu(Gelu(h))")]
    [InlineData("Relu(Elu(h))")]
    [InlineData("Tanh(Tanh(h))")]
    [InlineData("Relu(-Relu(h))")]
    [InlineData("Relu(Relu(h) - 1)")]
    [InlineData("Relu(_hidden(Relu(h)))")]
    [InlineData("Relu(h + Relu(h))")]
    [InlineData("Sqrt(Square(h))")]
    [InlineData("Exp(Log(h))")]
    [InlineData("Relu(LogSoftmax(h))")]
    public Task A_function_that_changes_something_is_not_reported(string expression) => Verify.Reports(Model(expression), rule: "BPG2002");

    [Theory]
    [InlineData("Log(Maximum(Exp(h), 1e-12))")]
    [InlineData("Log(Maximum(Softmax(h), 1e-30))")]
    [InlineData("Minimum(Maximum(Sigmoid(h), 1e-7), 1 - 1e-7)")]
    [InlineData("Minimum(Relu(h), 1e6)")]
    [InlineData("Sqrt(Maximum(Mean(Square(h)), 1e-6))")]
    public Task A_guard_that_cuts_something_is_not_reported(string expression) => Verify.Reports(Model(expression), rule: "BPG2002");

    [Fact]
    public Task A_function_that_matters_in_one_turn_of_a_loop_is_not_reported() => Verify.Reports(
        Model("h", "for (int i = 0; i < 3; i++) h = Relu(h);"), rule: "BPG2002");

    [Fact]
    public Task A_function_that_matters_at_one_use_of_a_layer_is_not_reported() => Verify.Reports(
        Model("Rectify(Rectify(h))"), rule: "BPG2002");

    [Fact]
    public Task A_function_in_a_sequence_is_reported_where_it_stands() => Verify.Reports(
        Model("_sequence(h)").Replace("Relu, Abs)", "Relu, {|BPG2002:Abs|})", StringComparison.Ordinal), rule: "BPG2002");

    [Fact]
    public async Task The_message_names_both_functions_and_the_remedy()
    {
        var diagnostic = await Verify.Single(Model("Map(Clipped, Sigmoid(h))"), rule: "BPG2002");
        Assert.Equal(
            "'Clipped' has no effect here: it leaves every value that 'Sigmoid' can yield as it is; remove it, or remove 'Sigmoid' if 'Clipped' is what was meant",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    private static string Model(string expression, string before = "") => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            private readonly Layer _hidden = Dense(8), _sequence = Sequence(Dense(8), Relu, Abs);

            public Tensor Forward([Shape(8)] Tensor x)
            {
                var h = _hidden(x);
                {{before}}
                return {{expression}};
            }

            public Tensor Loss(Tensor y) => Mean(y);

            private static Tensor Rectify(Tensor x) => Relu(x);

            [Differentiable]
            public static float Clipped(float x) => x > 1 ? 1 : x < -1 ? -1 : x;

            [Differentiable]
            public static float Rectified(float x) => x > 0 ? x : 0;
        }
        """;
}
