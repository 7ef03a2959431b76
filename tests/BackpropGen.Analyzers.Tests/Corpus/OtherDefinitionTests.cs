using System.Globalization;
using BackpropGen.Analyzers.Tests.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace BackpropGen.Analyzers.Tests.Corpus;

/// <summary>No warning on the models of this repository that are not made to be warned of.</summary>
public sealed class OtherDefinitionTests
{
    /// <summary>Holds the models of a sample that are broken on purpose.</summary>
    private const string BrokenModels = "BrokenModels.cs";

    /// <summary>Models that test the derivatives of what the rules warn of.</summary>
    private static readonly ImmutableHashSet<(string Model, string Id)> RightlyReported = [("DeepSigmoidMlp", RuleIdentifiers.SaturatingStack)];

    private static string Root => Path.Combine(AppContext.BaseDirectory, "Definitions");

    public static TheoryData<string> Projects =>
    [
        "Gradients",
        .. Directory.GetDirectories(Path.Combine(Root, "Samples")).Select(static path => Path.Combine("Samples", Path.GetFileName(path)))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task A_model_of_this_repository_has_no_warning(string project)
    {
        var compilation = Compile(project);
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !IsOfTheHarness(diagnostic)));
        Assert.Contains(compilation.SyntaxTrees, IsDefinition);
        var reported = await TestCompilation.Analyze(compilation);
        Assert.Empty(reported
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !RightlyReported.Contains((ModelOf(diagnostic), diagnostic.Id)))
            .Select(Describe));
    }

    [Fact]
    public async Task A_model_that_is_broken_on_purpose_is_warned_of()
    {
        var trees = Directory.GetFiles(Root, BrokenModels, SearchOption.AllDirectories)
            .Select(static path => CSharpSyntaxTree.ParseText("using BackpropGen;\n" + File.ReadAllText(path), TestCompilation.ParseOptions, path));
        var compilation = CSharpCompilation.Create("Broken", trees, TestCompilation.References, TestCompilation.Options);
        Verify.Compiles(compilation);
        var reported = await TestCompilation.Analyze(compilation);
        var models = compilation.SyntaxTrees.SelectMany(static tree => tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()).Select(static type => type.Identifier.Text);
        Assert.Equal(
            models.Order(StringComparer.Ordinal),
            reported.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning).Select(ModelOf).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>The files with definitions alone: the rest of a program needs what the generator adds to them.</summary>
    private static CSharpCompilation Compile(string project)
    {
        var trees = Directory.GetFiles(Path.Combine(Root, project), "*.cs", SearchOption.AllDirectories)
            .Where(static path => Path.GetFileName(path) != BrokenModels)
            .Order(StringComparer.Ordinal)
            .Select(static path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), TestCompilation.ParseOptions, path))
            .Where(static tree => IsDefinition(tree) || Path.GetFileName(tree.FilePath) is "GlobalUsings.cs" or "IRealModel.cs");
        return CSharpCompilation.Create(
            "Definitions", trees, [.. TestCompilation.References, MetadataReference.CreateFromFile(typeof(Assert).Assembly.Location)], TestCompilation.Options);
    }

    private static bool IsDefinition(SyntaxTree tree) => tree.GetRoot().DescendantNodes().OfType<AttributeSyntax>()
        .Any(static attribute => attribute.Name.ToString() is "Model" or "Layer" or "Differentiable");

    /// <summary>Interface members that the generator adds; and, since the compiler that the tests run on is older than the
    /// SDK's and knows no extension properties, <c>layer.Weight</c> and <c>layer.Bias</c>: the two models that read them are not analyzed here.</summary>
    private static bool IsOfTheHarness(Diagnostic diagnostic) => diagnostic.Id == "CS0535"
        || (diagnostic.Id == "CS1061" && diagnostic.GetMessage(CultureInfo.InvariantCulture).StartsWith("'Layer' does not contain", StringComparison.Ordinal));

    private static string ModelOf(Diagnostic diagnostic) => diagnostic.Location.SourceTree!.GetRoot()
        .FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ClassDeclarationSyntax>()!.Identifier.Text;

    private static string Describe(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetLineSpan();
        return $"{Path.GetFileName(place.Path)}({place.StartLinePosition.Line + 1}): {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
    }
}
