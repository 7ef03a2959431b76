using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BackpropGen.Analyzers.Rules;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackpropGen.Analyzers;

/// <summary>
/// Reads every model and every differentiable function of a compilation with the generator's own reader, reports the
/// mistakes it finds (BPG0xxx), and hands what it read to the rules of gradient flow and modelling (BPG1xxx, BPG2xxx). One
/// analyzer for all, so that a definition is read once.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DefinitionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DiagnosticDescriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        var model = context.Compilation.GetTypeByMetadataName(ModelReader.AttributeName);
        var differentiable = context.Compilation.GetTypeByMetadataName("BackpropGen.DifferentiableAttribute");
        var derivative = context.Compilation.GetTypeByMetadataName(DerivativeSignature.AttributeName);
        if (model is null || differentiable is null || derivative is null)
        {
            return;
        }

        var reported = new ReportedOnce();
        context.RegisterSymbolAction(
            symbol =>
            {
                if (Carries(symbol.Symbol, model))
                {
                    CheckModel(symbol, diagnostic => reported.Report(diagnostic, symbol.ReportDiagnostic));
                }
            },
            SymbolKind.NamedType);
        context.RegisterSymbolAction(
            symbol =>
            {
                if (Carries(symbol.Symbol, differentiable))
                {
                    DifferentiableCheck.Run(
                        (IMethodSymbol)symbol.Symbol,
                        symbol.Compilation,
                        problem => reported.Report(Describe(problem), symbol.ReportDiagnostic),
                        symbol.CancellationToken);
                    CheckMethod(symbol, diagnostic => reported.Report(diagnostic, symbol.ReportDiagnostic));
                }

                if (Carries(symbol.Symbol, derivative))
                {
                    DerivativeRules.Check(
                        (IMethodSymbol)symbol.Symbol,
                        symbol.Compilation,
                        problem => reported.Report(Describe(problem), symbol.ReportDiagnostic),
                        symbol.CancellationToken);
                }
            },
            SymbolKind.Method);
        context.RegisterSyntaxNodeAction(CheckTraining, TrainingSyntax.Kinds);
    }

    private static void CheckMethod(SymbolAnalysisContext context, Action<Diagnostic> report)
    {
        if (context.Symbol.Locations.FirstOrDefault()?.SourceTree is { } tree)
        {
            var options = context.Options.AnalyzerConfigOptionsProvider.GetOptions(tree);
            foreach (var rule in DifferentiableRules.All)
            {
                rule.Check((IMethodSymbol)context.Symbol, context.Compilation, options, report, context.CancellationToken);
            }
        }
    }

    private static void CheckTraining(SyntaxNodeAnalysisContext context)
    {
        if (TrainingSyntax.IsCandidate(context.Node) && context.SemanticModel.GetOperation(context.Node, context.CancellationToken) is { } operation)
        {
            var options = context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.Node.SyntaxTree);
            foreach (var rule in OperationRules.All)
            {
                rule.Check(operation, options, context.ReportDiagnostic);
            }
        }
    }

    private static void CheckModel(SymbolAnalysisContext context, Action<Diagnostic> report)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var sources = new SourceMap();
        var definition = ModelReader.Read(
            type, context.Compilation, problem => report(Describe(problem)), context.CancellationToken, sources);
        if (definition is { IsBroken: false })
        {
            var tree = ModelReader.LocationOf(type).SourceTree;
            var options = tree is null ? null : context.Options.AnalyzerConfigOptionsProvider.GetOptions(tree);
            var model = new ModelAnalysis(type, definition, sources, options);
            foreach (var rule in ModelRules.All)
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                if (rule.Descriptor.IsEnabledByDefault || Severities.IsSwitchedOn(rule.Descriptor, context.Compilation, sources, context.CancellationToken))
                {
                    rule.Check(model, report);
                }
            }
        }
    }

    private static Diagnostic Describe(Problem problem) =>
        Diagnostic.Create(DiagnosticDescriptors.Of(problem.Kind), problem.Location, problem.Arguments);

    private static bool Carries(ISymbol symbol, INamedTypeSymbol attribute) =>
        symbol.GetAttributes().Any(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute));
}
