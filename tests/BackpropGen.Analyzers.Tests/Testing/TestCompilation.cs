using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackpropGen.Analyzers.Tests.Testing;

/// <summary>Compiles a test's source as a user's project does, and runs the analyzers on it.</summary>
internal static class TestCompilation
{
    internal const string FilePath = "/source/Definition.cs";

    internal static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    internal static readonly CSharpCompilationOptions Options =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    internal static readonly ImmutableArray<MetadataReference> PlatformReferences =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is "System.Private.CoreLib.dll" or "System.Runtime.dll" or "System.Console.dll"
                or "System.Collections.dll" or "System.Linq.dll" or "netstandard.dll")
            .Select(static path => (MetadataReference)MetadataReference.CreateFromFile(path)),
    ];

    internal static readonly ImmutableArray<MetadataReference> References =
        [.. PlatformReferences, MetadataReference.CreateFromFile(typeof(Tensor).Assembly.Location)];

    internal static CSharpCompilation Create(string source, IEnumerable<MetadataReference>? references = null) => CSharpCompilation.Create(
        "Definition", [CSharpSyntaxTree.ParseText(source, ParseOptions, FilePath)], references ?? References, Options);

    /// <summary>What the analyzers report, suppressed ones left out; an analyzer that throws fails the test.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="editorConfig">Keys and values that <c>.editorconfig</c> would give for the file.</param>
    internal static async Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation, IReadOnlyDictionary<string, string>? editorConfig = null)
    {
        Exception? thrown = null;
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], new ConfigOptionsProvider(editorConfig ?? ImmutableDictionary<string, string>.Empty)),
            onAnalyzerException: (exception, _, _) => thrown = exception,
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        var diagnostics = await compilation.WithAnalyzers([new DefinitionAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
        Xunit.Assert.True(thrown is null, thrown?.ToString());
        return [.. diagnostics.Where(static diagnostic => !diagnostic.IsSuppressed)];
    }

    private sealed class ConfigOptionsProvider(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptionsProvider
    {
        private readonly ConfigOptions _options = new(values);

        public override AnalyzerConfigOptions GlobalOptions => _options;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _options;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _options;
    }

    private sealed class ConfigOptions(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value) =>
            values.TryGetValue(key, out value!);
    }
}
