using BackpropGen.Analyzers.Tests.Testing;
using Xunit;

namespace BackpropGen.Analyzers.Tests;

/// <summary>Each mistake in a definition is reported at the exact expression. What is clean is in the pages' good code.</summary>
public sealed class DefinitionRuleTests
{
    private const string Hidden = "private readonly Layer _hidden = Dense(16), _output = Dense(3);";
    private const string Forward = "public Tensor Forward([Shape(4)] Tensor x) => _output(Relu(_hidden(x)));";
    private const string Loss = "public Tensor Loss(Tensor logits, [Classes(3)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);";

    [Fact]
    public Task A_sound_model_is_reported_by_no_rule() => Verify.Reports(Model(Hidden, Forward, Loss));

    [Fact]
    public Task BPG0001_is_at_the_name_of_the_type_that_is_not_partial() => Verify.Reports(
        Model(Hidden, Forward, Loss).Replace("partial class Model", "class {|BPG0001:Model|}", StringComparison.Ordinal));

    [Fact]
    public Task BPG0002_is_at_the_models_name() => Verify.Reports(
        Model(Hidden, "", "").Replace("class Model", "class {|BPG0002:Model|}", StringComparison.Ordinal));

    [Fact]
    public Task BPG0003_is_at_the_parameter_that_has_no_role() => Verify.Reports(Model(
        Hidden, Forward, "public Tensor Loss(Tensor logits, ClassLabel {|BPG0003:label|}) => SoftmaxCrossEntropy(logits, label);"));

    [Fact]
    public Task BPG0004_is_at_the_value_that_is_not_known() => Verify.Reports(Model(
        "private static int s_width = 16; private readonly Layer _hidden = Dense({|BPG0004:s_width|}), _output = Dense(3);", Forward, Loss));

    [Fact]
    public Task BPG0005_is_at_the_construct() => Verify.Reports(Model(
        Hidden, "public Tensor Forward([Shape(4)] Tensor x) { {|BPG0005:lock (_output) { return _output(Relu(_hidden(x))); }|} }", Loss));

    [Fact]
    public Task BPG0006_is_at_the_operation() => Verify.Reports(Model(
        Hidden, "public Tensor Forward([Shape(4)] Tensor x) => _output({|BPG0006:x + Relu(_hidden(x))|});", Loss));

    [Fact]
    public Task BPG0007_is_at_the_call() => Verify.Reports(Model(
        "private readonly Layer _hidden = {|BPG0007:Dense(0)|}, _output = Dense(3);", Forward, Loss));

    [Theory]
    [InlineData("BPG0001", "a type")]
    [InlineData("BPG0006", "both shapes")]
    public async Task A_message_has_no_empty_place(string id, string what)
    {
        var reported = await TestCompilation.Analyze(TestCompilation.Create(RulePage.Read(id).Code("Bad code")));
        string message = reported[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.False(message.Contains('{', StringComparison.Ordinal), $"{what}: {message}");
        Assert.DoesNotContain("''", message, StringComparison.Ordinal);
    }

    [Fact]
    public Task BPG0009_is_where_the_second_layer_is_first_applied() => Verify.Reports(Model(
        "private readonly Layer _hidden = Dense(16), hidden = Dense(16), _output = Dense(3);",
        "public Tensor Forward([Shape(4)] Tensor x) => _output(Relu({|BPG0009:hidden(Relu(_hidden(x)))|}));", Loss));

    [Fact]
    public Task BPG0011_is_at_the_division() => Verify.Reports(Model(
        Hidden, "public Tensor Forward([Shape(4)] Tensor x) => _output({|BPG0011:3 / 2|} * Relu(_hidden(x)));", Loss));

    [Fact]
    public Task BPG0012_is_at_the_loss_function() => Verify.Reports(Model(
        Hidden, Forward, Loss.Replace("[Classes(3)]", "[Classes(4)]", StringComparison.Ordinal)
            .Replace("SoftmaxCrossEntropy(logits, label)", "{|BPG0012:SoftmaxCrossEntropy(logits, label)|}", StringComparison.Ordinal)));

    [Fact]
    public Task BPG0014_is_at_the_expression_that_fails() => Verify.Reports(Model(
        "private static Layer Narrow(int by) => Dense({|BPG0014:16 / by|}); private readonly Layer _hidden = Narrow(0), _output = Dense(3);", Forward, Loss));

    [Fact]
    public Task A_mistake_in_a_layer_that_two_models_share_is_reported_once() => Verify.Reports("""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        public static class Blocks
        {
            [Layer]
            public static Layer Twice(int width)
            {
                Layer wide = Dense(width);
                return x => {|BPG0006:x + wide(x)|};
            }
        }

        [Model]
        public sealed partial class First
        {
            private readonly Layer _block = Blocks.Twice(5);

            public Tensor Forward([Shape(4)] Tensor x) => _block(x);
        }

        [Model]
        public sealed partial class Second
        {
            private readonly Layer _block = Blocks.Twice(5);

            public Tensor Forward([Shape(4)] Tensor x) => _block(x);
        }
        """);

    [Fact]
    public async Task A_mistake_that_the_compiler_reports_is_not_reported_again()
    {
        var compilation = TestCompilation.Create(Model(
            Hidden, "public Tensor Forward([Shape(4)] Tensor x) => _output(Relu(_missing(x)));", Loss));
        Assert.NotEmpty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Id == "CS0103"));
        Assert.Empty(await TestCompilation.Analyze(compilation));
    }

    [Fact]
    public async Task Without_a_reference_to_BackpropGen_the_analyzer_is_inert()
    {
        var compilation = TestCompilation.Create(
            "[System.Obsolete] public class Model { public int Forward(int x) => x; }", TestCompilation.PlatformReferences);
        Verify.Compiles(compilation);
        Assert.Empty(await TestCompilation.Analyze(compilation));
    }

    [Fact]
    public async Task An_attribute_of_the_same_name_in_another_namespace_is_not_ours()
    {
        var compilation = TestCompilation.Create("public class ModelAttribute : System.Attribute; [Model] public class Nothing;");
        Verify.Compiles(compilation);
        Assert.Empty(await TestCompilation.Analyze(compilation));
    }

    private static string Model(params string[] members) => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        [Model]
        public sealed partial class Model
        {
            {{string.Join("\n\n    ", members)}}
        }
        """;
}
