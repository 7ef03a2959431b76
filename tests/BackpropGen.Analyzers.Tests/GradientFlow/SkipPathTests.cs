using System.Globalization;
using BackpropGen.Analyzers.Patterns;
using BackpropGen.Analyzers.Tests.Testing;
using BackpropGen.Generator.Emission;
using BackpropGen.Generator.Reading;
using BackpropGen.Generator.Summaries;
using Microsoft.CodeAnalysis;
using Xunit;
using static BackpropGen.Analyzers.Tests.Rules.DefinitionText;

namespace BackpropGen.Analyzers.Tests.GradientFlow;

/// <summary>Which path carries the gradient: a skip around six saturating branches is seen as such however the source writes
/// it, and what the user reads agrees with the path.</summary>
public sealed class SkipPathTests
{
    // The branch's path ends in this name, whatever it is part of.
    private const string Branch = "branch";
    private const string Shortcut = "x + ";

    /// <summary>The ways to write six blocks: fields, statements, members. Without "x + " they have no skip.</summary>
    private static readonly Dictionary<string, (string Fields, string Forward, string Members)> Writings = new()
    {
        ["directly"] = (
            "private readonly Layer[] _branch = Repeat(6, _ => Dense(32));",
            "foreach (var branch in _branch) x = x + Sigmoid(branch(x));",
            ""),
        ["in a layer"] = (
            "private readonly Layer _a = Block(), _b = Block(), _c = Block(), _d = Block(), _e = Block(), _f = Block();",
            "x = _f(_e(_d(_c(_b(_a(x))))));",
            "[Layer] private static Layer Block() { Layer branch = Dense(32); return x => x + Sigmoid(branch(x)); }"),
        ["in a layer within a layer"] = (
            "private readonly Layer _first = Half(), _second = Half();",
            "x = _second(_first(x));",
            """
            [Layer] private static Layer Half() { Layer[] blocks = Repeat(3, _ => Block()); return x => { foreach (var block in blocks) x = block(x); return x; }; }
            [Layer] private static Layer Block() { Layer branch = Dense(32); return x => x + Sigmoid(branch(x)); }
            """),
        ["around a layer that is handed over"] = (
            "private readonly Layer[] _blocks = Repeat(6, _ => Around(Saturating()));",
            "foreach (var block in _blocks) x = block(x);",
            """
            [Layer] private static Layer Around(Layer inner) => x => x + inner(x);
            [Layer] private static Layer Saturating() { Layer branch = Dense(32); return x => Sigmoid(branch(x)); }
            """),
        ["in a local function"] = (
            "private readonly Layer[] _branch = Repeat(6, _ => Dense(32));",
            "foreach (var branch in _branch) x = Around(branch, x);\nstatic Tensor Around(Layer branch, Tensor x) => x + Sigmoid(branch(x));",
            ""),
        ["in a lambda"] = (
            "private readonly Layer[] _branch = Repeat(6, _ => Dense(32));",
            "Func<Layer, Tensor, Tensor> around = (branch, x) => x + Sigmoid(branch(x));\nforeach (var branch in _branch) x = around(branch, x);",
            ""),
        ["in a method"] = (
            "private readonly Layer[] _branch = Repeat(6, _ => Dense(32));",
            "foreach (var branch in _branch) x = Around(branch, x);",
            "private static Tensor Around(Layer branch, Tensor x) => x + Sigmoid(branch(x));"),
        ["in repeated blocks"] = (
            "private readonly Layer[] _blocks = Repeat(6, _ => Block());",
            "foreach (var block in _blocks) x = block(x);",
            "[Layer] private static Layer Block() { Layer branch = Dense(32); return x => x + Sigmoid(branch(x)); }"),
    };

    public static TheoryData<string> Ways => [.. Writings.Keys];

    [Theory]
    [MemberData(nameof(Ways))]
    public void The_path_takes_the_skip_and_no_saturating_branch(string way)
    {
        var path = StemPath(Read(Source(way)));
        Assert.Equal(["head"], path.Above.Select(static layer => layer.Layer));
        Assert.Empty(path.Activations);
        Assert.Equal("2 weighted layers", path.Description);
        Assert.InRange(path.Ratio, 1, 2);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Without_the_skip_it_goes_through_every_branch(string way)
    {
        var path = StemPath(Read(WithoutSkip(Source(way))));
        Assert.Equal(7, path.Above.Count);
        Assert.Equal(6, path.Above.Count(static layer => layer.Layer.Split('.').Contains(Branch)));
        Assert.Equal("6 stacked Sigmoid activations", path.Description);
        Assert.InRange(path.Ratio, 0, 1e-3);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_message_counts_the_activations_on_the_path(string way)
    {
        // Every layer receives less than 10; what is reported is the one that receives least, and so the first branch's layer.
        Assert.Contains("through 1 stacked Sigmoid activation (", await Message(Source(way), limit: "10"), StringComparison.Ordinal);
        string message = await Message(WithoutSkip(Source(way)), limit: "1e-3");
        Assert.StartsWith("'_stem' receives ", message, StringComparison.Ordinal);
        Assert.Contains(" through 6 stacked Sigmoid activations (", message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Only_the_stack_without_a_skip_is_warned_of(string way)
    {
        await Verify.Reports(Source(way));
        var reported = await TestCompilation.Analyze(TestCompilation.Create(WithoutSkip(Source(way))));
        Assert.Equal(
            [RuleIdentifiers.SaturatingStack],
            reported.Where(static diagnostic => diagnostic is { Severity: DiagnosticSeverity.Warning, Descriptor.Category: "BackpropGen.GradientFlow" })
                .Select(static diagnostic => diagnostic.Id));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void The_summary_shows_the_ratio_of_the_path(string way)
    {
        foreach (string source in new[] { Source(way), WithoutSkip(Source(way)) })
        {
            var model = Read(source);
            var summary = SummaryText.Of(LayerGroup.AllOf(LayerDescription.AllOf(model.Definition, model.Flow)));
            string stem = Assert.Single(summary.Split('\n'), static line => line.StartsWith("stem ", StringComparison.Ordinal));
            Assert.EndsWith(" " + RatioText.Of(StemPath(model).Ratio), stem, StringComparison.Ordinal);
        }
    }

    private static string Source(string way)
    {
        var (fields, forward, members) = Writings[way];
        return "using System;\n" + Classifier(
            "private readonly Layer _stem = Dense(32);\n" + fields, "x = _stem(x);\n" + forward, members: members, input: "32");
    }

    private static string WithoutSkip(string source)
    {
        Assert.Contains(Shortcut, source, StringComparison.Ordinal);
        return source.Replace(Shortcut, "", StringComparison.Ordinal);
    }

    /// <summary>What BPG1002 says; where the gradient is clipped, for BPG1001 is silent then.</summary>
    private static async Task<string> Message(string source, string limit) => (await Verify.Single(
        source.Replace("[Model]", "[Model][ClipGradients(MaxNorm = 1)]", StringComparison.Ordinal),
        Option(RuleIdentifiers.VanishingGradient, "min_ratio", limit),
        RuleIdentifiers.VanishingGradient)).GetMessage(CultureInfo.InvariantCulture);

    private static GradientPath StemPath(ModelAnalysis model) => Assert.Single(model.GradientPaths, static path => path.Layer.Layer == "stem");

    private static ModelAnalysis Read(string source)
    {
        var compilation = TestCompilation.Create(source);
        Verify.Compiles(compilation);
        var type = compilation.GetTypeByMetadataName("Model")!;
        var sources = new SourceMap();
        var problems = new List<Problem>();
        var definition = ModelReader.Read(type, compilation, problems.Add, default, sources);
        Assert.Empty(problems.Select(static problem => problem.Message));
        return new(type, definition!, sources, null);
    }
}
