using BackpropGen.Analyzers.Tests.Testing;
using BackpropGen.CodeFixes;
using Xunit;
using Xunit.Abstractions;

namespace BackpropGen.Analyzers.Tests.Fixes;

/// <summary>
/// What the remedies do to the gradient, measured on the generated code of the source before and after: the norm by the first
/// layer's result over that by the last one's, at initialization, from single samples. After batch normalization it is the norm
/// by the weights, from batches: there are no biases, and no single samples.
/// </summary>
public sealed class MeasuredRemediesTests(ITestOutputHelper output)
{
    /// <summary>The limit of BPG1002: less than this has vanished.</summary>
    private const double Limit = 1e-3;

    private static readonly GradientFlowFix Fix = new();

    [Theory]
    [InlineData("WrapInResidual")]
    [InlineData("InsertLayerNorm")]
    [InlineData("InsertBatchNorm")]
    [InlineData("UseRelu")]
    [InlineData("UseGelu")]
    public Task Ten_sigmoid_layers_of_a_loop_learn_from_the_first_on(string remedy) => Revives(remedy, "BPG1001", Loop("Dense(64)", 10, "Sigmoid"));

    [Theory]
    [InlineData("WrapInResidual")]
    [InlineData("InsertLayerNorm")]
    [InlineData("InsertBatchNorm")]
    [InlineData("UseRelu")]
    [InlineData("UseGelu")]
    public Task Fourteen_tanh_layers_with_small_weights_learn_from_the_first_on(string remedy) =>
        Revives(remedy, "BPG1001", Loop("Dense(64, weightInitializer: Initializer.Uniform(-0.125, 0.125))", 14, "Tanh"));

    [Theory]
    [InlineData("InsertLayerNorm")]
    [InlineData("InsertBatchNorm")]
    [InlineData("UseRelu")]
    [InlineData("UseGelu")]
    public Task Ten_sigmoid_layers_of_a_sequence_learn_from_the_first_on(string remedy) => Revives(remedy, "BPG1001", Sequence(10));

    [Theory]
    [InlineData("WrapInResidual")]
    [InlineData("InsertLayerNorm")]
    [InlineData("InsertBatchNorm")]
    [InlineData("UseRelu")]
    [InlineData("UseGelu")]
    public Task Ten_blocks_made_by_a_method_learn_from_the_first_on(string remedy) => Revives(remedy, "BPG1001", Blocks(10));

    [Theory]
    [InlineData("WrapInResidual")]
    [InlineData("InsertLayerNorm")]
    [InlineData("InsertBatchNorm")]
    [InlineData("UseRelu")]
    [InlineData("UseGelu")]
    [InlineData("SetInitializer")]
    public Task Twelve_tanh_layers_with_too_small_weights_learn_from_the_first_on(string remedy) =>
        Revives(remedy, "BPG1002", Loop("Dense(64, weightInitializer: Initializer.Normal(0, 0.05))", 12, "Tanh"));

    [Fact]
    public Task Thirty_ReLU_layers_with_Glorot_learn_from_the_first_on_with_He() =>
        Revives("SetInitializer", "BPG1002", Loop("Dense(64)", 30, "Relu"));

    /// <summary>Thirty sums, or thirty normalizations with ReLU, would multiply it by hundreds.</summary>
    [Fact]
    public async Task A_remedy_that_would_make_the_gradient_explode_is_not_offered() => Assert.Equal(
        ["Use Initializer.HeNormal"],
        await Verify.Titles(Loop("Dense(64)", 30, "Relu").Replace("Relu(_stem(input))", "{|BPG1002:Relu(_stem(input))|}", StringComparison.Ordinal), Fix, "BPG1002"));

    [Fact]
    public async Task Clipping_revives_nothing_as_its_title_says()
    {
        string source = Loop("Dense(64)", 10, "Sigmoid");
        string clipped = await Verify.Fixed(source, Fix, "AddClipping", "BPG1001");
        Assert.Contains("[ClipGradients(MaxNorm = 1)]", clipped, StringComparison.Ordinal);
        Assert.Equal(Measure(source, isBatch: false), Measure(clipped, isBatch: false));
        Assert.True(Measure(clipped, isBatch: false) < Limit);
    }

    private async Task Revives(string remedy, string rule, string source)
    {
        bool isBatch = remedy == "InsertBatchNorm";
        double before = Measure(source, isBatch: false);
        string repaired = await Verify.Fixed(source, Fix, remedy, rule);
        double after = Measure(repaired, isBatch);
        output.WriteLine(FormattableString.Invariant($"{remedy}: {before:0.0E+0} before, {after:0.0E+0} after"));
        Assert.True(before < Limit, FormattableString.Invariant($"The measured gradient was {before} before."));
        Assert.True(after > Limit, FormattableString.Invariant($"The measured gradient is {after} after."));
        await Verify.Reports(repaired);
    }

    private static double Measure(string source, bool isBatch)
    {
        var model = CompiledModel.Compile(source);
        if (!isBatch)
        {
            return MeasuredGradients.Of(model, seeds: 4, samples: 8).FirstToLast("bias");
        }

        var weights = model.Layout.Where(static array => array.Shape.Length == 2).Select(static array => array.Path).ToHashSet();
        return MeasuredGradients.Of(model, seeds: 4, samples: 4, batch: 32).FirstToLast("weight", weights.Contains);
    }

    private static string Loop(string layer, int depth, string activation) => Model(
        $"private readonly Layer[] _hidden = Repeat({depth}, _ => {layer});",
        $"foreach (var layer in _hidden) x = {activation}(layer(x));");

    private static string Sequence(int depth) => Model(
        $"private readonly Layer _hidden = Sequence({string.Join(", ", Enumerable.Repeat("Dense(64), Sigmoid", depth))});",
        "x = _hidden(x);");

    private static string Blocks(int depth) => Model(
        $$"""
        private readonly Layer[] _blocks = Repeat({{depth}}, _ => Block(64));

            [Layer]
            public static Layer Block(int width)
            {
                var inner = Dense(width);
                return x => Sigmoid(inner(x));
            }
        """,
        "foreach (var block in _blocks) x = block(x);");

    private static string Model(string layers, string body) => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model(Precision = Precision.Double)]
        public sealed partial class Model
        {
            {{layers}}
            private readonly Layer _stem = Dense(64), _head = Dense(10);

            public Tensor Forward([Shape(64)] Tensor input)
            {
                var x = Relu(_stem(input));
                {{body}}
                return _head(x);
            }

            public Tensor Loss(Tensor logits, [Classes(10)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }
        """;
}
