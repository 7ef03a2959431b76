extern alias runtime;
using System.Collections.Immutable;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Generator.Tests;

/// <summary>Compiles a user's source against .NET and the runtime, and reads it or runs the generator on it.</summary>
internal static class GeneratorHost
{
    /// <summary>What most users write at the top of a file.</summary>
    public const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using BackpropGen;
        using static BackpropGen.Functions;
        using static BackpropGen.Layers;

        """;

    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview, DocumentationMode.Diagnose);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(static path => (MetadataReference)MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(runtime::BackpropGen.Tensor).Assembly.Location),
    ];

    public static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "Definitions",
        sources.Select(static (source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Source{i}.cs")),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));

    /// <summary>Reads the first class marked [Model].</summary>
    public static ReadResult Read(string source, CancellationToken cancellation = default) => Read(Compile(Usings + source), cancellation);

    public static ReadResult Read(CSharpCompilation compilation, CancellationToken cancellation = default)
    {
        var problems = new List<Problem>();
        var sources = new SourceMap();
        var model = ModelReader.Read(FindModel(compilation), compilation, problems.Add, cancellation, sources);
        return new ReadResult(model, problems, sources, compilation);
    }

    public static INamedTypeSymbol FindModel(CSharpCompilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var semantics = compilation.GetSemanticModel(tree);
            foreach (var declaration in tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>())
            {
                if (semantics.GetDeclaredSymbol(declaration) is INamedTypeSymbol type
                    && type.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ModelAttribute"))
                {
                    return type;
                }
            }
        }

        throw new ArgumentException("No class is marked [Model].", nameof(compilation));
    }

    /// <summary>A driver that tracks its steps.</summary>
    public static GeneratorDriver CreateDriver() => CSharpGeneratorDriver.Create(
        [new ModelGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Runs the generator once.</summary>
    public static GeneratedResult Generate(params string[] sources)
    {
        var driver = CreateDriver().RunGeneratorsAndUpdateCompilation(Compile(sources), out var output, out var diagnostics);
        return new GeneratedResult(driver.GetRunResult().Results[0], output, diagnostics);
    }
}

/// <summary>What reading gave.</summary>
internal sealed record ReadResult(ModelDefinition? Model, IReadOnlyList<Problem> Problems, SourceMap Sources, CSharpCompilation Compilation)
{
    /// <summary>The compiler's own errors.</summary>
    public IEnumerable<Diagnostic> Errors => Compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>Each problem as <c>BPG0004 «its text»</c>.</summary>
    public IEnumerable<string> Findings => Problems.Select(static problem =>
        $"{problem.Kind.Id} «{problem.Location.SourceTree?.GetText().ToString(problem.Location.SourceSpan)}»");

    /// <summary>The model, known to be without mistakes.</summary>
    public ModelDefinition Sound
    {
        get
        {
            Assert.Empty(Errors);
            Assert.Empty(Problems.Select(static problem => $"{problem.Kind.Id} «{problem.Location.SourceTree?.GetText().ToString(problem.Location.SourceSpan)}» {problem.Message}"));
            Assert.NotNull(Model);
            Assert.False(Model.IsBroken);
            return Model;
        }
    }

    /// <summary>The parameters as <c>path[2, 3]</c>.</summary>
    public IEnumerable<string> Parameters => Sound.Parameters.Select(static parameter => parameter.Path + parameter.Shape);
}

/// <summary>What the generator gave.</summary>
internal sealed record GeneratedResult(GeneratorRunResult Run, Compilation Output, ImmutableArray<Diagnostic> Diagnostics)
{
    public IEnumerable<Diagnostic> Errors => Output.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    public IEnumerable<string> HintNames => Run.GeneratedSources.Select(static source => source.HintName);
}
