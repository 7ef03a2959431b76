using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackpropGen.Benchmarks.Analysis;

/// <summary>What any analyzer costs that is told of every class and method: the compiler's driver, and no work.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class IdleAnalyzer : DiagnosticAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = new(
        "PEER1", "Never reported", "Never reported", "Peer", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(static _ => { }, SymbolKind.NamedType, SymbolKind.Method);
    }
}

/// <summary>What any analyzer costs that looks at the bound form of the models' bodies and of no others, as BackpropGen does: for every
/// class marked <c>[Model]</c> it asks for the operations of its methods and of what its fields begin with, and does nothing with them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class BindingAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [IdleAnalyzer.Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Ask, SymbolKind.NamedType);
    }

    private static void Ask(SymbolAnalysisContext context)
    {
        if (!context.Symbol.GetAttributes().Any(static data => data.AttributeClass is { Name: "ModelAttribute" }))
        {
            return;
        }

        foreach (var member in ((INamedTypeSymbol)context.Symbol).GetMembers())
        {
            foreach (var reference in member.DeclaringSyntaxReferences)
            {
                SyntaxNode? body = reference.GetSyntax(context.CancellationToken) switch
                {
                    VariableDeclaratorSyntax { Initializer: { } initializer } => initializer,
                    MethodDeclarationSyntax method => method,
                    _ => null,
                };
                if (body is not null)
                {
                    AnalyzerHost.Bind(context.Compilation, body, context.CancellationToken);
                }
            }
        }
    }
}
