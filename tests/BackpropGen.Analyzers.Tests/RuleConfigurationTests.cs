using BackpropGen.Analyzers.Rules;
using BackpropGen.Analyzers.Tests.Rules;
using BackpropGen.Analyzers.Tests.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace BackpropGen.Analyzers.Tests;

/// <summary>Every rule obeys its severity, a pragma, <c>[SuppressMessage]</c> and each of its limits: shown by the bad code of
/// its page, so that no rule can lack it.</summary>
public sealed class RuleConfigurationTests
{
    /// <summary>Bad code for rules that share the identifier, and so the page, of another one.</summary>
    private static readonly Dictionary<string, string> WithoutPage = new()
    {
        [nameof(RepeatedDecayByOptimizerRule)] = RepeatedDecayTests.Training("new AdamW()"),
    };

    /// <summary>For each limit a value with which the rule is silent, and a close one with which it reports; the bad code where it
    /// is not the page's.</summary>
    private static readonly Dictionary<string, (string Silences, string Keeps, string? Bad)> Limits = new()
    {
        ["bpg1001.max_sigmoid_like"] = ("9", "8", null),
        ["bpg1001.max_tanh_like"] = ("16", "15", Stack(15, "Dense(16)", "Tanh(layer(x))")),
        ["bpg1002.min_ratio"] = ("4e-10", "5e-10", null),
        ["bpg1003.max_ratio"] = ("1001", "1000", null),
        ["bpg1004.min_ratio"] = ("0.03", "0.032", null),
        ["bpg1004.max_ratio"] = ("12", "11", Stack(5, "Dense(64, weightInitializer: Initializer.Normal(0, 0.45))", "Relu(layer(x))")),
        ["bpg1006.min_ratio"] = ("9e-6", "1e-5", null),
        ["bpg1008.max_growth"] = ("257", "255", null),
        ["bpg1009.max_variance"] = ("10", "9.9", null),
        ["bpg1010.max_ratio"] = ("1082", "1081", null),
        ["bpg1011.max_depth"] = ("27", "26", null),
        ["bpg1012.max_ratio"] = ("8873", "8872", null),
        ["bpg1013.max_blocks"] = ("9", "8", null),
        ["bpg1014.max_slope"] = ("0.24", "0.26", null),
        ["bpg1015.min_active"] = ("1e-15", "2e-15", null),
        ["bpg2009.max_adam"] = ("3", "2.9", null),
        ["bpg2009.max_sgd"] = ("12", "11", Optimizer("new Sgd(12)")),
        ["bpg2009.min"] = ("1e-9", "2e-9", Optimizer("new Adam(1e-9)")),
        ["bpg2010.min_layers"] = ("4", "3", null),
    };

    public static TheoryData<string> Rules => [.. DiagnosticDescriptors.All.Select(static descriptor => descriptor.Id), .. WithoutPage.Keys];

    public static TheoryData<string> Keys => [.. Limits.Keys];

    [Fact]
    public void Every_rule_has_bad_code() => Assert.All(
        DiagnosticDescriptors.Rules.GroupBy(static rule => rule.Descriptor.Id),
        static alike => Assert.Equal(alike.Count() - 1, alike.Count(static rule => WithoutPage.ContainsKey(rule.GetType().Name))));

    [Fact]
    public void Every_limit_is_in_the_table() => Assert.Equal(
        DiagnosticDescriptors.Rules.SelectMany(static rule => rule.Options).Where(static option => !option.IsFlag).Select(static option => option.Key).Order(StringComparer.Ordinal),
        Limits.Keys.Select(static key => "backpropgen." + key).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_limit_is_an_option(string key)
    {
        var (silences, keeps, bad) = Limits[key];
        string id = key[.."bpgxxxx".Length].ToUpperInvariant();
        Assert.Empty(await Reported(id, bad ?? BadCode(id), (key, silences)));
        Assert.NotEmpty(await Reported(id, bad ?? BadCode(id), (key, keeps)));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_value_that_no_limit_can_have_counts_as_absent(string key)
    {
        string id = key[.."bpgxxxx".Length].ToUpperInvariant();
        string source = Limits[key].Bad ?? BadCode(id);
        foreach (string value in new[] { "", "many", "-1", "Infinity" })
        {
            Assert.NotEmpty(await Reported(id, source, (key, value)));
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_severity_is_the_users(string rule)
    {
        Assert.All(await OfBadCode(rule, "error"), static diagnostic => Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity));
        Assert.All(await OfBadCode(rule, "suggestion"), static diagnostic => Assert.Equal(DiagnosticSeverity.Info, diagnostic.Severity));
        Assert.Empty(await OfBadCode(rule, "none"));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Pragmas_around_the_reported_lines_suppress(string rule)
    {
        var (id, source) = Bad(rule);
        var lines = source.Split('\n').ToList();
        var reported = (await OfBadCode(rule)).Select(static diagnostic => diagnostic.Location.GetLineSpan().Span)
            .Select(static span => (First: span.Start.Line, Last: span.End.Line)).Distinct();
        foreach (var (first, last) in reported.OrderDescending())
        {
            lines.Insert(last + 1, "#pragma warning restore " + id);
            lines.Insert(first, "#pragma warning disable " + id);
        }

        Assert.Empty(await Reported(id, string.Join("\n", lines)));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task SuppressMessage_on_the_type_suppresses(string rule)
    {
        var (id, source) = Bad(rule);
        string attribute = $"[System.Diagnostics.CodeAnalysis.SuppressMessage(\"{DiagnosticDescriptors.All.Single(descriptor => descriptor.Id == id).Category}\", \"{id}\")]\n";
        var types = (await OfBadCode(rule))
            .Select(static diagnostic => diagnostic.Location.SourceTree!.GetRoot().FindNode(diagnostic.Location.SourceSpan).AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Last())
            .Distinct();
        foreach (var type in types.OrderByDescending(static type => type.SpanStart))
        {
            source = source.Insert(type.SpanStart, attribute);
        }

        Assert.Empty(await Reported(id, source));
    }

    /// <summary>What a rule reports about its bad code, with a severity that shows it.</summary>
    private static async Task<IReadOnlyList<Diagnostic>> OfBadCode(string rule, string severity = "warning")
    {
        var (id, source) = Bad(rule);
        var reported = await Reported(id, source, severity);
        Assert.Equal(severity == "none", reported.Count == 0);
        return reported;
    }

    private static Task<IReadOnlyList<Diagnostic>> Reported(string id, string source, params (string Key, string Value)[] limits) =>
        Reported(id, source, "warning", limits);

    private static async Task<IReadOnlyList<Diagnostic>> Reported(
        string id, string source, string severity, params (string Key, string Value)[] limits)
    {
        var config = limits.ToDictionary(static limit => "backpropgen." + limit.Key, static limit => limit.Value);
        config[$"dotnet_diagnostic.{id}.severity"] = severity;
        foreach (var (key, value) in RulePageTests.SwitchesOf(id))
        {
            config.TryAdd(key, value);
        }

        var compilation = TestCompilation.Create(source);
        Verify.Compiles(compilation);
        return [.. (await TestCompilation.Analyze(compilation, config)).Where(diagnostic => diagnostic.Id == id)];
    }

    private static (string Id, string Source) Bad(string rule) => WithoutPage.TryGetValue(rule, out string? source)
        ? (DiagnosticDescriptors.Rules.Single(known => known.GetType().Name == rule).Descriptor.Id, source)
        : (rule, BadCode(rule));

    private static string BadCode(string id) => RulePage.Read(id).Code("Bad code");

    private static string Stack(int layers, string layer, string value) => DefinitionText.Classifier(
        $"private readonly Layer[] _hidden = Repeat({layers}, _ => {layer});", $"foreach (var layer in _hidden) x = {value};", input: "64");

    private static string Optimizer(string expression) =>
        $"using BackpropGen; public static class Training {{ public static Optimizer Create() => {expression}; }}";
}
