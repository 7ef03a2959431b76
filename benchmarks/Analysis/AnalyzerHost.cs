using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BackpropGen.Analyzers;
using BackpropGen.Benchmarks.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackpropGen.Benchmarks.Analysis;

/// <summary>Who looks at a compilation.</summary>
internal enum Onlooker
{
    /// <summary>The compiler alone.</summary>
    Compiler,

    /// <summary>The compiler, and an analyzer that does nothing.</summary>
    Idle,

    /// <summary>The compiler, and an analyzer that has the models' bodies bound, and looks no further.</summary>
    Binding,

    /// <summary>The compiler, and BackpropGen's analyzers.</summary>
    BackpropGen,
}

/// <summary>Compilations to run analyzers in, as the compiler does.</summary>
internal static class AnalyzerHost
{
    /// <summary>Parsed, not yet bound files.</summary>
    public static SyntaxTree[] Parse(IEnumerable<string> sources) =>
        [.. sources.Select(static (source, i) => GeneratorHost.Parse(source, $"File{i}.cs"))];

    /// <summary>Everything that is reported of a compilation, by the compiler and by who else looks at it.</summary>
    public static IReadOnlyList<Diagnostic> Diagnostics(CSharpCompilation compilation, Onlooker onlooker)
    {
        if (onlooker == Onlooker.Compiler)
        {
            return compilation.GetDiagnostics();
        }

        DiagnosticAnalyzer analyzer = onlooker switch
        {
            Onlooker.Idle => new IdleAnalyzer(),
            Onlooker.Binding => new BindingAnalyzer(),
            _ => new DefinitionAnalyzer(),
        };
        Exception? thrown = null;
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: (exception, _, _) => thrown = exception,
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        var diagnostics = compilation.WithAnalyzers([analyzer], options).GetAllDiagnosticsAsync().GetAwaiter().GetResult();
        return thrown is null ? diagnostics : throw new InvalidOperationException("An analyzer failed.", thrown);
    }

    /// <summary>Has a body bound, as the reader of definitions does.</summary>
    public static void Bind(Compilation compilation, SyntaxNode body, CancellationToken cancellation) =>
        _ = compilation.GetSemanticModel(body.SyntaxTree).GetOperation(body, cancellation)
            ?? throw new InvalidOperationException("A body has no operation.");

    /// <summary>A compilation of which nothing is bound.</summary>
    public static CSharpCompilation Compile(SyntaxTree[] trees) => GeneratorHost.Compile(trees);

    /// <summary>A compilation that knows nothing of BackpropGen, of which nothing is bound.</summary>
    public static CSharpCompilation CompileWithoutRuntime(SyntaxTree[] trees)
    {
        var compilation = GeneratorHost.Compile(trees);
        var runtime = compilation.References.Where(static reference => reference.Display!.EndsWith("BackpropGen.dll", StringComparison.Ordinal));
        return compilation.RemoveReferences(runtime);
    }
}
