using BackpropGen.Analyzers.Tests.Testing;
using BackpropGen.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Fixes;

/// <summary>Layers made in one file and used in others: a remedy reaches every file, once.</summary>
public sealed class AcrossFilesTests
{
    private static readonly GradientFlowFix Fix = new();

    [Theory]
    [InlineData(FixAllScope.Document)]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public async Task The_layers_are_changed_where_they_are_made_and_the_activations_where_they_are_applied(FixAllScope scope)
    {
        var project = Project();
        var diagnostics = await Diagnostics(project);
        Assert.Equal(2, diagnostics.Length);

        var document = project.Documents.Single(static document => document.Name == "Second.cs");
        var actions = new List<CodeAction>();
        var ofSecond = Assert.Single(diagnostics, diagnostic => project.GetDocument(diagnostic.Location.SourceTree) == document);
        await Fix.RegisterCodeFixesAsync(new CodeFixContext(document, ofSecond, (action, _) => actions.Add(action), default));
        string key = Assert.Single(actions, static action => action.EquivalenceKey == "UseRelu").EquivalenceKey!;
        var all = await Fix.GetFixAllProvider()!.GetFixAsync(new FixAllContext(
            document, Fix, scope, key, Fix.FixableDiagnosticIds, new Known(diagnostics), default));

        var changed = await Apply(all!);
        bool isAll = scope != FixAllScope.Document;
        Assert.Contains("Dense(width, weightInitializer: Initializer.HeNormal)", await Text(changed, "Blocks.cs"), StringComparison.Ordinal);
        Assert.Contains("Relu(layer(x))", await Text(changed, "Second.cs"), StringComparison.Ordinal);
        Assert.Equal(isAll, (await Text(changed, "First.cs")).Contains("Relu(layer(x))", StringComparison.Ordinal));
        Assert.Equal(isAll ? 0 : 1, (await Diagnostics(changed)).Length);
    }

    [Fact]
    public async Task A_normalization_in_a_third_file_is_inserted_once()
    {
        var project = Project();
        var diagnostics = await Diagnostics(project);
        var all = await Fix.GetFixAllProvider()!.GetFixAsync(new FixAllContext(
            project, Fix, FixAllScope.Project, "InsertBatchNorm", Fix.FixableDiagnosticIds, new Known(diagnostics), default));
        var changed = await Apply(all!);
        Assert.Contains("=> Sequence(Dense(width, bias: false), BatchNorm());", await Text(changed, "Blocks.cs"), StringComparison.Ordinal);
        Assert.Equal(await Text(project, "First.cs"), await Text(changed, "First.cs"));
        Assert.Empty(await Diagnostics(changed));
    }

    [Fact]
    public async Task A_key_of_another_provider_fixes_nothing()
    {
        var project = Project();
        Assert.Null(await Fix.GetFixAllProvider()!.GetFixAsync(new FixAllContext(
            project, Fix, FixAllScope.Project, "Other", Fix.FixableDiagnosticIds, new Known(await Diagnostics(project)), default)));
    }

    // What dotnet format asks for where the first diagnostic of a project is one of another rule.
    [Fact]
    public async Task Without_a_key_the_first_of_the_promised_remedies_is_applied()
    {
        var project = Project();
        var all = await Fix.GetFixAllProvider()!.GetFixAsync(new FixAllContext(
            project, Fix, FixAllScope.Project, null!, Fix.FixableDiagnosticIds, new Known(await Diagnostics(project)), default));
        Assert.Equal("WrapInResidual", all!.EquivalenceKey);
    }

    private static async Task<ImmutableArray<Diagnostic>> Diagnostics(Project project)
    {
        var compilation = (await project.GetCompilationAsync())!;
        Verify.Compiles(compilation);
        return [.. (await TestCompilation.Analyze(compilation)).Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
    }

    private static async Task<Project> Apply(CodeAction action)
    {
        var operation = Assert.Single((await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>());
        return operation.ChangedSolution.Projects.Single();
    }

    private static async Task<string> Text(Project project, string name) =>
        (await project.Documents.Single(document => document.Name == name).GetTextAsync()).ToString();

    private static Project Project()
    {
        var project = new AdhocWorkspace().AddProject("Definitions", LanguageNames.CSharp)
            .WithParseOptions(TestCompilation.ParseOptions)
            .WithCompilationOptions(TestCompilation.Options)
            .WithMetadataReferences(TestCompilation.References);
        foreach (var (name, text) in new[]
        {
            ("Blocks.cs", Usings + "public static class Blocks\n{\n    [Layer]\n    public static Layer Hidden(int width) => Dense(width);\n}\n"),
            ("First.cs", Model("First")),
            ("Second.cs", Model("Second")),
        })
        {
            project = project.AddDocument(name, text, filePath: "/source/" + name).Project;
        }

        return project;
    }

    private const string Usings = "using BackpropGen;\nusing static BackpropGen.Functions;\nusing static BackpropGen.Layers;\n\n";

    private static string Model(string name) => Usings + $$"""
        [Model]
        public sealed partial class {{name}}
        {
            private readonly Layer[] _hidden = Repeat(6, _ => Blocks.Hidden(8));
            private readonly Layer _head = Dense(2);

            public Tensor Forward([Shape(8)] Tensor x)
            {
                foreach (var layer in _hidden) x = Sigmoid(layer(x));
                return _head(x);
            }

            public Tensor Loss(Tensor logits, [Classes(2)] ClassLabel label) => SoftmaxCrossEntropy(logits, label);
        }
        """;

    private sealed class Known(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(diagnostic => document.Project.GetDocument(diagnostic.Location.SourceTree)?.Id == document.Id));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
