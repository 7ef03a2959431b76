using BackpropGen.Analyzers.Repairs;
using BackpropGen.Analyzers.Tests.Testing;
using BackpropGen.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Fixes;

/// <summary>The remedy that gives layers and parameters the initializer that a diagnostic names, whatever the rule.</summary>
public sealed class SetInitializerTests
{
    private static readonly GradientFlowFix Fix = new();

    [Theory]
    [InlineData("{|X:Dense(8)|}", "HeNormal", null, "Dense(8, weightInitializer: Initializer.HeNormal)")]
    [InlineData("{|X:Dense(8, weightInitializer: Initializer.Zeros)|}", "LecunNormal", null, "Dense(8, weightInitializer: Initializer.LecunNormal)")]
    [InlineData("{|X:Dense(8, biasInitializer: Initializer.Constant(-5), bias: true)|}", "Zeros", "biasInitializer", "Dense(8, biasInitializer: Initializer.Zeros, bias: true)")]
    [InlineData("{|X:Dense(8)|}", "Normal(0, 0.02)", null, "Dense(8, weightInitializer: Initializer.Normal(0, 0.02))")]
    [InlineData("{|X:Parameter(8)|}", "Ones", null, "Parameter(8, initializer: Initializer.Ones)")]
    [InlineData("{|X:Layers.Parameter([2, 3], Initializer.Zeros)|}", "GlorotUniform", null, "Layers.Parameter([2, 3], Initializer.GlorotUniform)")]
    [InlineData("Repeat(3, _ => Sequence({|X:Dense(8)|}, Tanh, {|X:Dense(4 /* few */)|}))", "HeNormal", null, "Repeat(3, _ => Sequence(Dense(8, weightInitializer: Initializer.HeNormal), Tanh, Dense(4, weightInitializer: Initializer.HeNormal /* few */)))")]
    public async Task The_initializer_takes_the_place_of_the_one_that_is_given(string marked, string initializer, string? argument, string expected)
    {
        var (document, diagnostic) = await Diagnose(marked, initializer, argument);
        var action = Assert.Single(await Actions(document, diagnostic));
        Assert.Equal("Use Initializer." + initializer, action.Title);
        var operation = Assert.Single((await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>());
        var changed = operation.ChangedSolution.GetDocument(document.Id)!;
        Assert.Equal(Source(expected), (await changed.GetTextAsync()).ToString());
        Verify.Compiles((await changed.Project.GetCompilationAsync())!);
    }

    [Fact]
    public async Task Lines_and_comments_of_a_call_stay() => Assert.Equal(
        Source("Dense(\n        8, // units\n        bias: false,\n        weightInitializer: Initializer.HeNormal)"),
        await Fixed("{|X:Dense(\n        8, // units\n        bias: false,\n        weightInitializer: Initializer.Zeros)|}"));

    [Fact]
    public async Task A_diagnostic_that_names_no_initializer_is_offered_none()
    {
        var (document, diagnostic) = await Diagnose("{|X:Dense(8)|}", null, null);
        Assert.Empty(await Actions(document, diagnostic));
    }

    [Fact]
    public async Task A_diagnostic_that_promises_nothing_is_offered_nothing()
    {
        var (document, diagnostic) = await Diagnose("{|X:Dense(8)|}", "HeNormal", null);
        Assert.Empty(await Actions(document, Create(diagnostic.Location, [], ImmutableDictionary<string, string?>.Empty)));
    }

    private static Diagnostic Create(Location location, IEnumerable<Location> beside, ImmutableDictionary<string, string?> properties) => Diagnostic.Create(
        "BPG1004", "Category", "Message", DiagnosticSeverity.Info, DiagnosticSeverity.Info, true, 1,
        location: location, additionalLocations: beside, properties: properties);

    private static async Task<string> Fixed(string marked)
    {
        var (document, diagnostic) = await Diagnose(marked, "HeNormal", null);
        var operations = await Assert.Single(await Actions(document, diagnostic)).GetOperationsAsync(default);
        return (await operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }

    private static async Task<List<CodeAction>> Actions(Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        await Fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), default));
        return actions;
    }

    /// <summary>A diagnostic as a rule makes it: at the field, the marked calls beside it.</summary>
    private static async Task<(Document Document, Diagnostic Diagnostic)> Diagnose(string marked, string? initializer, string? argument)
    {
        var (source, calls) = Markup.Parse(Source(marked));
        var document = new AdhocWorkspace().AddProject("Definition", LanguageNames.CSharp)
            .WithParseOptions(TestCompilation.ParseOptions)
            .WithCompilationOptions(TestCompilation.Options)
            .WithMetadataReferences(TestCompilation.References)
            .AddDocument("Definition.cs", SourceText.From(source), filePath: TestCompilation.FilePath);
        var tree = (await document.GetSyntaxTreeAsync())!;
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(RepairSites.Layers, string.Join(",", Enumerable.Range(1, calls.Length)))
            .Add(RepairSites.InitializerArgument, argument);
        var diagnostic = Create(
            Location.Create(tree, new TextSpan(source.IndexOf("_made", StringComparison.Ordinal), 5)),
            calls.OrderBy(static call => call.Span.Start).Select(call => Location.Create(tree, call.Span)),
            initializer is null ? properties : properties.Add(RepairSites.Initializer, initializer));
        return (document, diagnostic);
    }

    private static string Source(string expression) => $$"""
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        public sealed class Definition
        {
            private readonly object _made = {{expression}}; // made here

            public object Made => _made;
        }
        """;
}
