using System.Collections.Concurrent;
using BackpropGen.Analyzers.Tests.Testing;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Tests.Corpus;

/// <summary>What the analyzers say of an entry.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Diagnostics">All that is reported, suggestions too.</param>
internal sealed record Verdict(CorpusEntry Entry, ImmutableArray<Diagnostic> Diagnostics)
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<Verdict>>> Known = [];

    internal IEnumerable<Diagnostic> Warnings => Diagnostics.Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);

    internal IEnumerable<Diagnostic> Suggestions => Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Info);

    /// <summary>Whether a rule that explains what is wrong reports it; what only slows learning down is a suggestion.</summary>
    internal bool IsExplained => Diagnostics.Any(diagnostic => Entry.Expected.Contains(diagnostic.Id));

    /// <summary>The verdict on an entry, found once.</summary>
    internal static Task<Verdict> Of(CorpusEntry entry) =>
        Known.GetOrAdd(entry.Name, _ => new(() => Task.Run(() => Find(entry)))).Value;

    private static async Task<Verdict> Find(CorpusEntry entry)
    {
        var compilation = TestCompilation.Create(entry.Code);
        Verify.Compiles(compilation);
        return new(entry, await TestCompilation.Analyze(compilation));
    }
}
