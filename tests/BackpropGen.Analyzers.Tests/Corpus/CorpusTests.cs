using System.Globalization;
using Microsoft.CodeAnalysis;
using Xunit;
using Xunit.Abstractions;

namespace BackpropGen.Analyzers.Tests.Corpus;

/// <summary>
/// Precision first: no warning on architectures that are known to train, and a warning, for the right reason, on those
/// that are known not to. An entry whose rules are not all written yet waits for them.
/// </summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    private static readonly ImmutableHashSet<string> Rules = [.. DiagnosticDescriptors.All.Select(static descriptor => descriptor.Id)];

    public static TheoryData<string> SoundNames => [.. Entries(isSound: true).Select(static entry => entry.Name)];

    public static TheoryData<string> BadNames => [.. Entries(isSound: false).Where(IsDecidable).Select(static entry => entry.Name)];

    public static TheoryData<string> Names => [.. CorpusEntry.All.Select(static entry => entry.Name)];

    [Theory]
    [MemberData(nameof(SoundNames))]
    public async Task A_sound_architecture_has_no_warning(string name)
    {
        var verdict = await Verdict.Of(CorpusEntry.Named(name));
        Assert.Empty(verdict.Warnings.Select(Describe));
    }

    [Theory]
    [MemberData(nameof(BadNames))]
    public async Task A_bad_architecture_is_warned_of_for_what_is_wrong_with_it(string name)
    {
        var verdict = await Verdict.Of(CorpusEntry.Named(name));
        Assert.True(verdict.IsExplained, $"{string.Join(" or ", verdict.Entry.Expected)} expected, but: {string.Join("; ", verdict.Diagnostics.Select(Describe))}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_entry_is_read_without_a_mistake(string name)
    {
        var verdict = await Verdict.Of(CorpusEntry.Named(name));
        Assert.DoesNotContain(verdict.Diagnostics, static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_entry_says_where_it_comes_from_and_a_bad_one_what_is_wrong(string name)
    {
        var entry = CorpusEntry.Named(name);
        Assert.Matches(@"(19|20)\d\d|documentation", entry.Source);
        Assert.Contains("[Model", entry.Code, StringComparison.Ordinal);
        Assert.Equal(entry.IsSound, entry.Expected.IsEmpty);
    }

    [Fact]
    public void There_are_forty_or_more_of_each_kind()
    {
        Assert.True(Entries(isSound: true).Count() >= 40);
        Assert.True(Entries(isSound: false).Count() >= 40);
    }

    [Fact]
    public async Task Precision_and_recall_of_warnings_are_one()
    {
        var verdicts = await Task.WhenAll(CorpusEntry.All.Where(static entry => entry.IsSound || IsDecidable(entry)).Select(Verdict.Of));
        foreach (var verdict in verdicts)
        {
            output.WriteLine(VerdictTable.Rows(verdict));
        }

        int warned = verdicts.Count(static verdict => verdict.Warnings.Any());
        int rightly = verdicts.Count(static verdict => !verdict.Entry.IsSound && verdict.Warnings.Any());
        int explained = verdicts.Count(static verdict => !verdict.Entry.IsSound && verdict.IsExplained);
        int bad = verdicts.Count(static verdict => !verdict.Entry.IsSound);
        string[] waiting = [.. Entries(isSound: false).Where(static entry => !IsDecidable(entry)).Select(static entry => entry.Name)];
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{verdicts.Length - bad} sound, {bad} bad; precision {(double)rightly / warned:0.000}, recall {(double)explained / bad:0.000}"));
        output.WriteLine($"Waiting for their rules: {(waiting.Length == 0 ? "none" : string.Join(", ", waiting))}");
        Assert.Equal((warned, bad), (rightly, explained));
    }

    private static IEnumerable<CorpusEntry> Entries(bool isSound) => CorpusEntry.All.Where(entry => entry.IsSound == isSound);

    private static bool IsDecidable(CorpusEntry entry) => entry.Expected.All(Rules.Contains);

    private static string Describe(Diagnostic diagnostic) => $"{diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
}
