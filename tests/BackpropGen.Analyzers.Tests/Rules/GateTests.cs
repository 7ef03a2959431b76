using BackpropGen.Analyzers.Tests.Testing;
using Xunit;
using static BackpropGen.Analyzers.Tests.Rules.DefinitionText;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG1014 and gates: a sigmoid whose result multiplies another value is none of a hidden layer's, whatever becomes of the product.</summary>
public sealed class GateTests
{
    [Theory]
    [InlineData("var h = Tanh(_input(Step(x, 0)));", "_hidden(r * h)")]
    [InlineData("var h = Tanh(_input(Step(x, 0)));", "r * _hidden(h)")]
    [InlineData("var h = 0 * _input(Step(x, 0));", "_hidden(r * h)")]
    [InlineData("var h = Sigmoid(_update(Step(x, 0))) * Tanh(_input(Step(x, 0)));", "_hidden(h * r)")]
    [InlineData("Tensor h = _start;", "_hidden(r * h)")]
    [InlineData("Tensor h = _start;", "r * _hidden(h)")]
    [InlineData("Tensor h = Reshape(_start, 1, 8);", "_hidden(r * h)")]
    public Task A_GRU_has_gates(string start, string candidate) => Reports(
        "private readonly Layer _input = Dense(8), _hidden = Dense(8, bias: false), _reset = Dense(8), _resetHidden = Dense(8, bias: false), "
            + "_update = Dense(8), _updateHidden = Dense(8, bias: false); private readonly Parameter _start = Parameter(8);",
        $$"""
            {{start}}
            for (int t = 1; t < 5; t++)
            {
                var r = Sigmoid(_reset(Step(x, t)) + _resetHidden(h));
                var z = Sigmoid(_update(Step(x, t)) + _updateHidden(h));
                var candidate = Tanh(_input(Step(x, t)) + {{candidate}});
                h = (1 - z) * h + z * candidate;
            }

            x = Reshape(h, 8);
            """);

    [Theory]
    [InlineData("Constant(new double[8], 8)")]
    [InlineData("Constant(new double[] { 1, 0, 0, 0, 0, 0, 0, 0 }, 8)")]
    public Task The_first_step_may_start_from_a_constant(string start) => Reports(
        "private readonly Layer _input = Dense(8), _hidden = Dense(8), _forget = Dense(8), _forgetHidden = Dense(8);",
        $$"""
            Tensor h = {{start}};
            for (int t = 0; t < 5; t++)
            {
                var f = Sigmoid(_forget(Step(x, t)) + _forgetHidden(h));
                h = (1 - f) * h + f * Tanh(_input(Step(x, t)) + _hidden(f * h));
            }

            x = Reshape(h, 8);
            """);

    [Fact]
    public Task Gates_may_be_parts_of_one_layer() => Reports(
        "private readonly Layer _gates = Dense(16), _gatesHidden = Dense(16), _input = Dense(8), _hidden = Dense(8); private readonly Parameter _start = Parameter(8);",
        """
            Tensor h = Reshape(_start, 1, 8);
            for (int t = 0; t < 5; t++)
            {
                var gates = Sigmoid(_gates(Step(x, t)) + _gatesHidden(h));
                Tensor r = Slice(gates, 1, 0, 8), z = Slice(gates, 1, 8, 8);
                h = (1 - z) * h + z * Tanh(_input(Step(x, t)) + _hidden(r * h));
            }

            x = Reshape(h, 8);
            """);

    [Theory]
    [InlineData("x = _a(x) * Sigmoid(_b(x));")] // GLU
    [InlineData("x = _c(_a(x) * Sigmoid(_b(x)));")]
    [InlineData("var t = Sigmoid(_a(x)); x = t * Relu(_b(x)) + (1 - t) * x;")] // highway
    [InlineData("x = x * Sigmoid(_a(Relu(_squeeze(Mean(x, 0)))));")] // squeeze and excitation
    [InlineData("x = x * Sigmoid(_one(Relu(_a(x) + _b(x))));")] // attention gate
    [InlineData("x = x + Sigmoid(_one(Tanh(_a(x)))) * _b(x);")]
    [InlineData("var gates = Sigmoid(_five(x)); x = MatMul(gates / Sum(gates, 1, true), _b(x));")] // mixture of experts
    [InlineData("x = MatMul(Transpose(Sigmoid(_one(x))), _b(x));")] // attention without a softmax
    [InlineData("x = _a(x) / (1 + Sigmoid(_b(x)));")]
    [InlineData("x = Max(x, 0) * Pow(Sigmoid(_a(x)), 2);")]
    public Task Other_gates_are_none_of_a_hidden_layers(string statement) => Reports(
        "private readonly Layer _a = Dense(8), _b = Dense(8), _c = Dense(8), _one = Dense(1), _five = Dense(5), _squeeze = Dense(2);",
        statement + " x = Mean(x, 0);");

    [Theory]
    [InlineData("_scale * {|BPG1014:Sigmoid(_a(x))|}")]
    [InlineData("0.5 * {|BPG1014:Sigmoid(_a(x))|}")]
    [InlineData("_b({|BPG1014:Sigmoid(_a(x))|}) * x")]
    public Task A_trained_scale_makes_no_gate(string value) => Reports(
        "private readonly Layer _a = Dense(8), _b = Dense(8); private readonly Parameter _scale = Parameter(8);",
        $"x = Mean({value}, 0);");

    [Fact]
    public Task What_a_normalization_in_the_same_call_multiplies_makes_no_gate() => Reports(
        "private readonly Layer _hidden = Sequence(Dense(8), {|BPG1014:Sigmoid|}, LayerNorm());", "x = Mean(_hidden(x), 0);");

    private static Task Reports(string fields, string forward) => Verify.Reports(
        Classifier(fields, forward, members: "private static Tensor Step(Tensor x, int t) => Slice(x, 0, t, 1);", input: "5, 8"), rule: RuleIdentifiers.SigmoidInHiddenLayer);
}
