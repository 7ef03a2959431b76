using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using BackpropGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Benchmarks.Generation;

/// <summary>Compilations and drivers to run the generator in, as the compiler does.</summary>
internal static class GeneratorHost
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest);

    private static readonly List<MetadataReference> References = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(static path => Path.GetFileName(path) is var name
            && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "BackpropGen.dll"))
        .Select(static path => MetadataReference.CreateFromFile(path))];

    /// <summary>A parsed, not yet bound file.</summary>
    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, Options, path);

    /// <summary>A compilation of which nothing is bound yet.</summary>
    public static CSharpCompilation Compile(params SyntaxTree[] trees) => CSharpCompilation.Create(
        "Benchmarked", trees, References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>A driver that has cached nothing.</summary>
    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: Options);

    /// <summary>The generated files of a run.</summary>
    /// <exception cref="InvalidOperationException">The generated code does not compile, or there is none.</exception>
    public static IReadOnlyList<string> Check(GeneratorDriver driver, CSharpCompilation compilation)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var updated, out var reported);
        var errors = updated.GetDiagnostics().Concat(reported).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        var files = driver.GetRunResult().GeneratedTrees.Select(static tree => tree.ToString()).ToList();
        return errors.Count == 0 && files.Count > 0
            ? files
            : throw new InvalidOperationException($"{files.Count} generated files. " + string.Join("\n", errors.Take(5)));
    }
}
