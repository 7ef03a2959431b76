using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Testing;

/// <summary>What the tests of rules and fixes assert.</summary>
internal static class Verify
{
    /// <summary>
    /// The source compiles, and exactly the marked diagnostics are reported: of the rule under test, if one is named; else
    /// of all warnings and errors and of the rules that are marked somewhere. So a test need not know all suggestions.
    /// </summary>
    internal static async Task Reports(string marked, IReadOnlyDictionary<string, string>? editorConfig = null, string? rule = null)
    {
        var (source, expected) = Markup.Parse(marked);
        var compilation = TestCompilation.Create(source);
        Compiles(compilation);
        var actual = await TestCompilation.Analyze(compilation, editorConfig);
        Assert.Equal(
            expected.Select(diagnostic => $"{diagnostic.Id}: {source.Substring(diagnostic.Span.Start, diagnostic.Span.Length)} @{diagnostic.Span.Start}").Order(StringComparer.Ordinal),
            Considered(actual, expected, rule).Select(diagnostic => Describe(diagnostic, source)).Order(StringComparer.Ordinal));
    }

    /// <summary>The only diagnostic of a source, of the rule under test if one is named, for assertions on its message and properties.</summary>
    internal static async Task<Diagnostic> Single(string source, IReadOnlyDictionary<string, string>? editorConfig = null, string? rule = null)
    {
        var (text, expected) = Markup.Parse(source);
        var compilation = TestCompilation.Create(text);
        Compiles(compilation);
        return Assert.Single(Considered(await TestCompilation.Analyze(compilation, editorConfig), expected, rule));
    }

    private static IEnumerable<Diagnostic> Considered(
        ImmutableArray<Diagnostic> actual, ImmutableArray<ExpectedDiagnostic> expected, string? rule) => actual.Where(diagnostic =>
            rule is not null ? diagnostic.Id == rule
            : diagnostic.Severity >= DiagnosticSeverity.Warning || expected.Any(marked => marked.Id == diagnostic.Id));

    /// <summary>The fix turns one source into the other, which compiles and reports nothing; nothing of the rule, if one is named.</summary>
    /// <param name="marked">The source, its diagnostics marked.</param>
    /// <param name="expected">The fixed source.</param>
    /// <param name="provider">What offers the fix.</param>
    /// <param name="key">The equivalence key of the fix, where more than one is offered.</param>
    /// <param name="rule">The rule under test.</param>
    internal static async Task Fixes(string marked, string expected, CodeFixProvider provider, string? key = null, string? rule = null)
    {
        var (source, diagnostics) = Markup.Parse(marked);
        await Reports(marked, rule: rule);
        var document = Document(source);
        var diagnostic = Considered(await TestCompilation.Analyze(await Compilation(document)), diagnostics, rule).First();
        var action = Assert.Single(await Actions(document, diagnostic, provider, key));
        Assert.False(string.IsNullOrEmpty(action.EquivalenceKey));
        Assert.NotEmpty(diagnostics);
        await IsFixed(document.Id, action, expected, rule);
    }

    /// <summary>The fix of all diagnostics of a document at once gives the other source, which compiles and reports nothing.</summary>
    internal static async Task FixesAll(string marked, string expected, CodeFixProvider provider, string? key = null, string? rule = null)
    {
        var (source, marks) = Markup.Parse(marked);
        await Reports(marked, rule: rule);
        var document = Document(source);
        ImmutableArray<Diagnostic> diagnostics = [.. Considered(await TestCompilation.Analyze(await Compilation(document)), marks, rule)];
        Assert.True(diagnostics.Length > 1);
        var first = Assert.Single(await Actions(document, diagnostics[0], provider, key));
        var fixAll = provider.GetFixAllProvider();
        Assert.NotNull(fixAll);
        var action = await fixAll.GetFixAsync(new FixAllContext(
            document, provider, FixAllScope.Document, first.EquivalenceKey!, provider.FixableDiagnosticIds, new Known(diagnostics), default));
        Assert.NotNull(action);
        await IsFixed(document.Id, action, expected, rule);
    }

    /// <summary>No fix is offered for the marked diagnostic, or none of an equivalence key.</summary>
    internal static async Task OffersNoFix(string marked, CodeFixProvider provider, string? key = null, string? rule = null)
    {
        await Reports(marked, rule: rule);
        var (source, marks) = Markup.Parse(marked);
        var document = Document(source);
        foreach (var diagnostic in Considered(await TestCompilation.Analyze(await Compilation(document)), marks, rule))
        {
            Assert.Empty(await Actions(document, diagnostic, provider, key));
        }
    }

    /// <summary>The source as the fix of all diagnostics of a rule leaves it.</summary>
    internal static async Task<string> Fixed(string source, CodeFixProvider provider, string key, string rule)
    {
        var document = Document(source);
        ImmutableArray<Diagnostic> diagnostics =
            [.. (await TestCompilation.Analyze(await Compilation(document))).Where(diagnostic => diagnostic.Id == rule)];
        Assert.NotEmpty(diagnostics);
        Assert.Single(await Actions(document, diagnostics[0], provider, key));
        var action = await provider.GetFixAllProvider()!.GetFixAsync(new FixAllContext(
            document, provider, FixAllScope.Document, key, provider.FixableDiagnosticIds, new Known(diagnostics), default));
        return await Applied(document.Id, action!);
    }

    /// <summary>The titles of the fixes that are offered for the first marked diagnostic, in order.</summary>
    internal static async Task<IEnumerable<string>> Titles(string marked, CodeFixProvider provider, string? rule = null)
    {
        await Reports(marked, rule: rule);
        var (source, marks) = Markup.Parse(marked);
        var document = Document(source);
        var diagnostic = Considered(await TestCompilation.Analyze(await Compilation(document)), marks, rule).First();
        return (await Actions(document, diagnostic, provider, null)).Select(static action => action.Title);
    }

    internal static void Compiles(Compilation compilation) =>
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

    private static string Describe(Diagnostic diagnostic, string source)
    {
        var span = diagnostic.Location.SourceSpan;
        return $"{diagnostic.Id}: {source.Substring(span.Start, span.Length)} @{span.Start}";
    }

    private static Document Document(string source)
    {
        var workspace = new AdhocWorkspace();
        return workspace.AddProject("Definition", LanguageNames.CSharp)
            .WithParseOptions(TestCompilation.ParseOptions)
            .WithCompilationOptions(TestCompilation.Options)
            .WithMetadataReferences(TestCompilation.References)
            .AddDocument("Definition.cs", SourceText.From(source), filePath: TestCompilation.FilePath);
    }

    private static async Task<Compilation> Compilation(Document document) => (await document.Project.GetCompilationAsync())!;

    private static async Task<List<CodeAction>> Actions(Document document, Diagnostic diagnostic, CodeFixProvider provider, string? key)
    {
        var actions = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), default));
        return [.. actions.Where(action => key is null || action.EquivalenceKey == key)];
    }

    private static async Task IsFixed(DocumentId document, CodeAction action, string expected, string? rule)
    {
        Assert.Equal(expected, await Applied(document, action), ignoreLineEndingDifferences: true);
        await Reports(expected, rule: rule);
    }

    private static async Task<string> Applied(DocumentId document, CodeAction action)
    {
        var operation = Assert.Single((await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>());
        return (await operation.ChangedSolution.GetDocument(document)!.GetTextAsync()).ToString();
    }

    private sealed class Known(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
