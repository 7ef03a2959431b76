using System;
using System.Collections.Generic;
using System.Threading;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackpropGen.Analyzers.Rules;

/// <summary>BPG2012: a function without a derivative somewhere. Only on request: most kinks are harmless.</summary>
internal sealed class KinkRule : DifferentiableRule
{
    private static readonly RuleOption ReportKinks = RuleOption.Flag("backpropgen.report_kinks");

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIdentifiers.Kink,
        "A differentiable method has a kink",
        "'{0}' has no derivative at {1}: there it is taken to be {2}",
        Modelling,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "At a kink the slopes on both sides differ, and a convention decides which derivative is taken; a method for smooth functions may fail there.",
        helpLinkUri: DiagnosticDescriptors.Pages + RuleIdentifiers.Kink + ".md");

    /// <inheritdoc/>
    internal override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    internal override IReadOnlyList<RuleOption> Options { get; } = [ReportKinks];

    /// <inheritdoc/>
    internal override void Check(
        IMethodSymbol method, Compilation compilation, AnalyzerConfigOptions options, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (ReportKinks.Read(options) == 0)
        {
            return;
        }

        foreach (var kink in DifferentiableReader.Kinks(method, compilation, cancellation))
        {
            report(Diagnostic.Create(Rule, kink.Location, kink.Text, kink.Where, kink.Convention));
        }
    }
}
