using System.Globalization;
using System.Text.RegularExpressions;
using BackpropGen.Analyzers.Tests.Testing;
using BackpropGen.Generator.Problems;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BackpropGen.Analyzers.Tests;

/// <summary>Every rule has a page, and the page tells the truth.</summary>
public sealed class RulePageTests
{
    public static TheoryData<string> Ids => [.. DiagnosticDescriptors.All.Select(static descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_has_a_page_with_all_sections_filled(string id)
    {
        var page = RulePage.Read(id);
        Assert.Equal(RulePage.RequiredSections, page.Sections);
        Assert.All(RulePage.RequiredSections, section => Assert.NotEmpty(page[section]));
        var descriptor = DiagnosticDescriptors.All.Single(rule => rule.Id == id);
        Assert.StartsWith($"# {id}: ", page.Text, StringComparison.Ordinal);
        string severity = descriptor.DefaultSeverity == DiagnosticSeverity.Info ? "suggestion" : $"{descriptor.DefaultSeverity}";
        Assert.Contains($"Severity: {severity}", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith($"docs/rules/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_bad_code_of_a_page_reports_its_rule_and_no_other_warning(string id)
    {
        var compilation = TestCompilation.Create(RulePage.Read(id).Code("Bad code"));
        Verify.Compiles(compilation);

        // A rule that is off by default is switched on as its page says.
        var severity = DiagnosticDescriptors.All.Single(rule => rule.Id == id).IsEnabledByDefault
            ? ImmutableDictionary<string, string>.Empty
            : ImmutableDictionary<string, string>.Empty.Add($"dotnet_diagnostic.{id}.severity", "suggestion");
        var reported = await TestCompilation.Analyze(compilation, severity.AddRange(SwitchesOf(id)));
        Assert.Contains(reported, diagnostic => diagnostic.Id == id);
        Assert.All(reported, diagnostic => Assert.True(diagnostic.Id == id || diagnostic.Severity < DiagnosticSeverity.Warning, diagnostic.ToString()));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_good_code_of_a_page_reports_neither_its_rule_nor_a_warning(string id)
    {
        var compilation = TestCompilation.Create(RulePage.Read(id).Code("Good code"));
        Verify.Compiles(compilation);
        var reported = await TestCompilation.Analyze(compilation, SwitchesOf(id).ToImmutableDictionary());
        Assert.DoesNotContain(reported, diagnostic => diagnostic.Id == id || diagnostic.Severity >= DiagnosticSeverity.Warning);
    }

    [Fact]
    public void Every_page_belongs_to_a_rule()
    {
        var pages = Directory.GetFiles(Path.GetDirectoryName(RulePage.PathOf("x"))!, "*.md").Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(DiagnosticDescriptors.All.Select(static descriptor => descriptor.Id), pages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_mistake_of_the_reader_has_a_rule_of_its_own()
    {
        Assert.Equal(
            ProblemKinds.All.Select(static kind => (kind.Id, kind.Title, kind.Format)),
            DiagnosticDescriptors.All
                .Where(static descriptor => descriptor.Id.StartsWith("BPG0", StringComparison.Ordinal))
                .Select(static descriptor => (descriptor.Id, descriptor.Title.ToString(CultureInfo.InvariantCulture), descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture))));
        Assert.All(ProblemKinds.All, static kind =>
            Assert.Equal(kind.IsWarning ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error, DiagnosticDescriptors.Of(kind).DefaultSeverity));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_lists_the_rules_options_with_their_defaults(string id)
    {
        var options = DiagnosticDescriptors.Rules.Where(rule => rule.Descriptor.Id == id).SelectMany(static rule => rule.Options);
        Assert.Equal(
            options.Select(static option => option.Key + "=" + option.DefaultText),
            Regex.Matches(RulePage.Read(id)["Options"], @"\| `(backpropgen\.[^`]+)` \| ([^ ]+) \|")
                .Select(static match => $"{match.Groups[1].Value}={match.Groups[2].Value}"));
    }

    /// <summary>The options that must be true for a rule to report.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> SwitchesOf(string id) => DiagnosticDescriptors.Rules
        .Where(rule => rule.Descriptor.Id == id).SelectMany(static rule => rule.Options)
        .Where(static option => option.IsFlag).Select(static option => KeyValuePair.Create(option.Key, "true"));
}
