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
    /// <param name="editorConfig">Keys and values that <c>.editorconfig</c> gives for C# files.</param>
    internal static async Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation, IReadOnlyDictionary<string, string>? editorConfig = null)
    {
        Exception? thrown = null;
        var config = Parse(editorConfig);
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], new ConfigOptionsProvider(config.AnalyzerOptions)),
            onAnalyzerException: (exception, _, _) => thrown = exception,
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        var configured = compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new Severities(config.TreeOptions)));
        var diagnostics = await configured.WithAnalyzers([new DefinitionAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
        Xunit.Assert.True(thrown is null, thrown?.ToString());
        return [.. diagnostics.Where(static diagnostic => !diagnostic.IsSuppressed)];
    }

    /// <summary>Read by the compiler's own reader of <c>.editorconfig</c>.</summary>
    private static AnalyzerConfigOptionsResult Parse(IReadOnlyDictionary<string, string>? editorConfig)
    {
        string text = "root = true\n[*.cs]\n" + string.Concat((editorConfig ?? ImmutableDictionary<string, string>.Empty)
            .Select(static pair => $"{pair.Key} = {pair.Value}\n"));
        return AnalyzerConfigSet.Create<AnalyzerConfig[]>([AnalyzerConfig.Parse(text, "/source/.editorconfig")]).GetOptionsForSourcePath(FilePath);
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
        public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
    }

    private sealed class Severities(ImmutableDictionary<string, ReportDiagnostic> values) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            values.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Default;
            return false;
        }
    }
}
