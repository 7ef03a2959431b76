using System.Collections.Concurrent;
using BackpropGen.Analyzers.Tests.Testing;
using BackpropGen.Generator.GradientFlow;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Analyzers.Tests.Corpus;

/// <summary>What the analyzers say of an entry.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Diagnostics">All that is reported, suggestions too.</param>
/// <param name="Flow">The estimate that explains it.</param>
internal sealed record Verdict(CorpusEntry Entry, ImmutableArray<Diagnostic> Diagnostics, FlowEstimate Flow)
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<Verdict>>> Known = [];

    internal IEnumerable<Diagnostic> Warnings => Diagnostics.Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);

    internal IEnumerable<Diagnostic> Suggestions => Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Info);

    /// <summary>Whether a rule that explains what is wrong warns.</summary>
    internal bool IsExplained => Warnings.Any(warning => Entry.Expected.Contains(warning.Id));

    /// <summary>The verdict on an entry, found once.</summary>
    internal static Task<Verdict> Of(CorpusEntry entry) =>
        Known.GetOrAdd(entry.Name, _ => new(() => Task.Run(() => Find(entry)))).Value;

    private static async Task<Verdict> Find(CorpusEntry entry)
    {
        var compilation = TestCompilation.Create(entry.Code);
        Verify.Compiles(compilation);
        return new(entry, await TestCompilation.Analyze(compilation), Estimate(compilation));
    }

    private static FlowEstimate Estimate(Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.Single();
        var declaration = tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
            .Single(static type => type.AttributeLists.SelectMany(static list => list.Attributes).Any(static attribute => attribute.Name.ToString() == "Model"));
        var type = (INamedTypeSymbol)compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration)!;
        return FlowEstimate.Of(ModelReader.Read(type, compilation, static _ => { }, default)!);
    }
}
