using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Xunit;
using static BackpropGen.Analyzers.Tests.Rules.DefinitionText;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>BPG1005: hidden layers whose units start equal, and the many sound uses of a constant initializer.</summary>
public sealed class SymmetricWeightsTests
{
    private const string Id = RuleIdentifiers.SymmetricWeights;

    [Theory]
    [InlineData("Zeros")]
    [InlineData("Ones")]
    [InlineData("Constant(0.01)")]
    [InlineData("Normal(0.5, 0)")]
    [InlineData("Uniform(0.1, 0.1)")]
    public Task A_hidden_layer_with_a_constant_initializer_is_reported(string initializer) => Reports(Classifier(
        $"private readonly Layer {{|BPG1005:_hidden|}} = Dense(16, weightInitializer: Initializer.{initializer});", "x = Relu(_hidden(x));"));

    [Theory]
    [InlineData("Tanh(_hidden(x))")]
    [InlineData("Square(_norm(_hidden(x)))")]
    [InlineData("Softmax(_hidden(x))")]
    [InlineData("Reshape(Relu(_hidden(x)), 16)")]
    public Task What_is_done_to_all_units_alike_keeps_them_equal(string expression) => Reports(Classifier(
        """
        private readonly Layer {|BPG1005:_hidden|} = Dense(16, weightInitializer: Initializer.Ones);
        private readonly Layer _norm = LayerNorm();
        """,
        $"x = {expression};"));

    [Fact]
    public Task A_network_of_zeros_is_reported_at_each_hidden_layer_but_not_at_its_output() => Reports(Model(
        """
        private readonly Layer {|BPG1005:_first|} = Dense(16, weightInitializer: Initializer.Zeros), {|BPG1005:_second|} = Dense(16, weightInitializer: Initializer.Zeros);
        private readonly Layer _output = Dense(2, weightInitializer: Initializer.Zeros);
        """,
        "return _output(Tanh(_second(Tanh(_first(x)))));",
        "public Tensor Loss(Tensor logits, [Classes(2)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);"));

    [Fact]
    public async Task The_layers_of_one_declaration_are_one_finding_that_names_the_first_and_the_number_of_the_others()
    {
        var diagnostic = await Verify.Single(Classifier(
            "private readonly Layer[] _hidden = Repeat(3, _ => Dense(16, weightInitializer: Initializer.Zeros));",
            "foreach (var layer in _hidden) x = Relu(layer(x));"), rule: Id);
        string message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        Assert.StartsWith("Every weight of '_hidden[0]' and 2 more starts at 0, so the 16 units", message, StringComparison.Ordinal);
        Assert.EndsWith("Initializer.HeNormal", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_initializer_that_the_message_names_fits_the_activation()
    {
        var diagnostic = await Verify.Single(Classifier(
            "private readonly Layer _hidden = Dense(16, weightInitializer: Initializer.Constant(0.5));", "x = Tanh(_hidden(x));"), rule: Id);
        string message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        Assert.Contains("starts at 0.5", message, StringComparison.Ordinal);
        Assert.EndsWith("Initializer.GlorotUniform", message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Logistic_regression_may_start_from_zeros() => Silent(Model(
        "private readonly Layer _output = Dense(3, weightInitializer: Initializer.Zeros);",
        "return _output(x);",
        "public Tensor Loss(Tensor logits, [Classes(3)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);"));

    [Fact]
    public Task Linear_regression_may_start_from_zeros() => Silent(Model(
        "private readonly Layer _output = Dense(3, weightInitializer: Initializer.Zeros);",
        "return _output(x);",
        "public Tensor Loss(Tensor y, [Shape(3)] Tensor target) => MeanSquaredError(y, target);"));

    [Fact]
    public Task A_residual_branch_may_end_in_zeros() => Silent(Classifier(
        "private readonly Layer _up = Dense(32), _down = Dense(8, weightInitializer: Initializer.Zeros);", "x = x + _down(Relu(_up(x)));"));

    [Fact]
    public Task A_low_rank_correction_may_start_from_zeros_at_either_end() => Silent(Classifier(
        """
        private readonly Layer _weight = Dense(8), _down = Dense(2, weightInitializer: Initializer.Zeros), _up = Dense(8);
        private readonly Layer _other = Dense(2), _otherUp = Dense(8, weightInitializer: Initializer.Zeros);
        """,
        "x = Relu(_weight(x) + _up(_down(x)) + _otherUp(_other(x)));"));

    [Fact]
    public Task Queries_may_start_from_zeros_because_each_meets_a_key_of_its_own() => Silent(Classifier(
        "private readonly Layer _query = Dense(8, weightInitializer: Initializer.Zeros), _key = Dense(8), _value = Dense(8), _project = Dense(8);",
        "x = Flatten(_project(MatMul(Softmax(MatMul(_query(x), Transpose(_key(x)))), _value(x))));",
        input: "4, 8"));

    [Fact]
    public Task Values_may_start_from_zeros_because_random_weights_read_them_without_a_nonlinearity() => Silent(Classifier(
        "private readonly Layer _query = Dense(8), _key = Dense(8), _value = Dense(8, weightInitializer: Initializer.Zeros), _project = Dense(8);",
        "x = Flatten(x + _project(MatMul(Softmax(MatMul(_query(x), Transpose(_key(x)))), _value(x))));",
        input: "4, 8"));

    [Fact]
    public Task A_gate_may_start_from_zeros() => Silent(Classifier(
        "private readonly Layer _gate = Dense(8, weightInitializer: Initializer.Zeros);", "x = x * Sigmoid(_gate(x));"));

    [Fact]
    public Task Modulation_may_start_from_zeros() => Silent(Classifier(
        """
        private readonly Layer _norm = LayerNorm(), _feed = Dense(8);
        private readonly Layer _scale = Dense(8, weightInitializer: Initializer.Zeros), _shift = Dense(8, weightInitializer: Initializer.Zeros);
        """,
        "x = x + _feed(_norm(x) * (1 + _scale(x)) + _shift(x));"));

    [Fact]
    public Task Tables_and_scales_that_are_added_or_multiplied_may_be_constant() => Silent(Classifier(
        """
        private readonly Parameter _positions = Parameter([4, 8], Initializer.Zeros), _scale = Parameter([4, 8], Initializer.Ones);
        private readonly Layer _norm = LayerNorm(), _feed = Dense(8);
        """,
        "x = Flatten(Relu(_feed(_norm(x * _scale + _positions))));",
        input: "4, 8"));

    [Fact]
    public Task Random_biases_make_the_units_differ() => Silent(Classifier(
        "private readonly Layer _hidden = Dense(16, weightInitializer: Initializer.Zeros, biasInitializer: Initializer.Normal(0, 0.1));",
        "x = Tanh(_hidden(x));"));

    [Fact]
    public Task A_layer_of_one_unit_has_no_symmetry() => Silent(Classifier(
        "private readonly Layer _hidden = Dense(1, weightInitializer: Initializer.Ones);", "x = Relu(_hidden(x));"));

    [Fact]
    public Task A_layer_that_is_also_a_prediction_has_targets_of_its_own() => Silent(Model(
        "private readonly Layer _coarse = Dense(4, weightInitializer: Initializer.Zeros), _fine = Dense(4);",
        "var coarse = _coarse(x); return (coarse, _fine(Relu(coarse)));",
        "public Tensor Loss(Tensor coarse, Tensor fine, [Shape(4)] Tensor target) => MeanSquaredError(coarse, target) + MeanSquaredError(fine, target);")
        .Replace("public Tensor Forward", "public (Tensor Coarse, Tensor Fine) Forward", StringComparison.Ordinal));

    [Fact]
    public Task A_matrix_of_the_users_own_is_a_weight_too() => Reports(Classifier(
        "private readonly Parameter {|BPG1005:_matrix|} = Parameter([8, 16], Initializer.Constant(0.1));", "x = Relu(MatMul(x, _matrix));"));

    private static Task Reports(string source) => Verify.Reports(source, rule: Id);

    private static Task Silent(string source) => Verify.Reports(source);
}
