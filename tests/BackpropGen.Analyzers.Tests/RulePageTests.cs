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
        Assert.Contains($"Severity: {descriptor.DefaultSeverity}", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith($"docs/rules/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_bad_code_of_a_page_reports_its_rule_and_nothing_else(string id)
    {
        var compilation = TestCompilation.Create(RulePage.Read(id).Code("Bad code"));
        Verify.Compiles(compilation);
        var reported = await TestCompilation.Analyze(compilation);
        Assert.True(reported.Length > 0, "nothing was reported");
        Assert.All(reported, diagnostic => Assert.Equal(id, diagnostic.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_good_code_of_a_page_reports_nothing(string id)
    {
        var compilation = TestCompilation.Create(RulePage.Read(id).Code("Good code"));
        Verify.Compiles(compilation);
        Assert.Empty(await TestCompilation.Analyze(compilation));
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
        Assert.All(ProblemKinds.All, static kind => Assert.Equal(DiagnosticSeverity.Error, DiagnosticDescriptors.Of(kind).DefaultSeverity));
    }

    [Fact]
    public void Every_option_is_documented_with_its_default()
    {
        var options = RulePage.Read(RuleIdentifiers.SaturatingStack)["Options"];
        Assert.Equal(
            ["backpropgen.bpg1001.max_sigmoid_like=5", "backpropgen.bpg1001.max_tanh_like=13"],
            Regex.Matches(options, @"\| `(backpropgen\.[^`]+)` \| (\d+) \|").Select(static match => $"{match.Groups[1].Value}={match.Groups[2].Value}"));
    }
}
