using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Rules;

public sealed class LayerInformationTests
{
    private const string Usings = """
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        """;

    private const string Residual = Usings + """
        public static class Blocks
        {
            [Layer]
            public static Layer Residual(int width)
            {
                Layer {|BPG3001:down|} = Dense(width / 4), {|BPG3001:up|} = Dense(width);
                return x => x + up(Tanh(down(x)));
            }
        }

        [Model]
        public sealed partial class Classifier
        {
            private readonly Layer {|BPG3001:_stem|} = Dense(64), {|BPG3001:_head|} = Dense(10);
            private readonly Layer[] {|BPG3001:_blocks|} = Repeat(8, _ => Blocks.Residual(64));
            private readonly Tensor {|BPG3001:_scale|} = Parameter(64, Initializer.Ones);
            private readonly int _unrelated = 3;

            public Tensor Forward([Shape(64)] Tensor image)
            {
                var x = Tanh(_stem(image));
                foreach (var block in _blocks)
                {
                    x = block(x);
                }

                return _head(_scale * x);
            }

            public Tensor Loss(Tensor logits, [Classes(10)] ClassLabel digit) => SoftmaxCrossEntropy(logits, digit);
        }
        """;

    [Fact]
    public Task It_informs_at_every_field_and_local_that_names_a_layer_or_parameter() => Verify.Reports(Residual, rule: "BPG3001");

    [Fact]
    public Task It_tells_kind_shape_parameters_and_gradient_ratio() => Tells(
        """
        'blocks' of Classifier: 8 × Dense → [16], 8 × Dense → [64], 17,024 parameters, predicted gradient ratios from 0.465 to 2.88 (estimate at initialization)
        'blocks.0…7.down' of Classifier: 8 × Dense → [16], 8,320 parameters, predicted gradient ratios from 0.465 to 1.35 (estimate at initialization)
        'blocks.0…7.up' of Classifier: 8 × Dense → [64], 8,704 parameters, predicted gradient ratios from 1.32 to 2.88 (estimate at initialization)
        'head' of Classifier: Dense → [10], 650 parameters, predicted gradient ratio 1 (estimate at initialization)
        'scale' of Classifier: Parameter → [64], 64 parameters
        'stem' of Classifier: Dense → [64], 4,160 parameters, predicted gradient ratio 2.28 (estimate at initialization)
        """,
        Residual);

    [Fact]
    public Task Without_a_loss_it_predicts_nothing() => Tells(
        "'layer' of Plain: Dense → [3], 15 parameters",
        Usings + """
            [Model]
            public sealed partial class Plain
            {
                private readonly Layer _layer = Dense(3);
                public Tensor Forward([Shape(4)] Tensor x) => _layer(x);
            }
            """);

    [Fact]
    public Task A_member_of_many_kinds_counts_the_rest() => Tells(
        "'layers' of Wide: Dense → [2], Dense → [3], Dense → [4], Dense → [5] and 2 more, 139 parameters",
        Usings + """
            [Model]
            public sealed partial class Wide
            {
                private readonly Layer[] _layers = Repeat(6, i => Dense(i + 2));
                public Tensor Forward([Shape(1)] Tensor x) { foreach (var layer in _layers) x = Tanh(layer(x)); return x; }
            }
            """);

    [Fact]
    public Task A_local_of_a_layer_that_several_members_use_is_told_of_for_each() => Tells(
        """
        'blocks' of Deep: 3 × Dense → [4], 60 parameters
        'blocks.0…2.inner' of Deep: 3 × Dense → [4], 60 parameters
        'stem' of Deep: Dense → [4], 12 parameters
        'stem.inner' of Deep: Dense → [4], 12 parameters
        """,
        Usings + """
            public static class Blocks
            {
                [Layer] public static Layer One() { Layer inner = Dense(4); return x => Relu(inner(x)); }
            }

            [Model]
            public sealed partial class Deep
            {
                private readonly Layer _stem = Blocks.One();
                private readonly Layer[] _blocks = Repeat(3, _ => Blocks.One());
                public Tensor Forward([Shape(2)] Tensor x) { x = _stem(x); foreach (var block in _blocks) x = block(x); return x; }
            }
            """);

    [Fact]
    public async Task It_is_hidden_until_its_severity_is_raised()
    {
        Assert.All(await Reported(Residual), static diagnostic => Assert.Equal(DiagnosticSeverity.Hidden, diagnostic.Severity));
        var raised = await Reported(Residual, new Dictionary<string, string> { ["dotnet_diagnostic.BPG3001.severity"] = "suggestion" });
        Assert.NotEmpty(raised);
        Assert.All(raised, static diagnostic => Assert.Equal(DiagnosticSeverity.Info, diagnostic.Severity));
    }

    /// <summary>The messages are the expected ones, in alphabetical order; a failure shows all of them.</summary>
    private static async Task Tells(string expected, string marked)
    {
        var messages = (await Reported(marked)).Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture));
        string found = string.Join("\n", messages.Order(StringComparer.Ordinal));
        Assert.True(expected == found, "Found:\n" + found);
    }

    private static async Task<IEnumerable<Diagnostic>> Reported(string marked, IReadOnlyDictionary<string, string>? editorConfig = null)
    {
        var compilation = TestCompilation.Create(Markup.Parse(marked).Source);
        Verify.Compiles(compilation);
        return (await TestCompilation.Analyze(compilation, editorConfig)).Where(static diagnostic => diagnostic.Id == "BPG3001");
    }
}
