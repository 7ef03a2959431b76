using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackpropGen.Analyzers.Rules;

/// <summary>A rule about a method marked <c>[Differentiable]</c>.</summary>
internal abstract class DifferentiableRule : AnalyzerRule
{
    /// <summary>Reports what the rule finds in a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="compilation">The compilation that declares it.</param>
    /// <param name="options">The options of the method's file.</param>
    /// <param name="report">Takes the diagnostics.</param>
    /// <param name="cancellation">Ends the search.</param>
    internal abstract void Check(
        IMethodSymbol method, Compilation compilation, AnalyzerConfigOptions options, Action<Diagnostic> report, CancellationToken cancellation);
}

/// <summary>All rules about methods marked <c>[Differentiable]</c>.</summary>
internal static class DifferentiableRules
{
    internal static IReadOnlyList<DifferentiableRule> All { get; } = [new KinkRule()];
}
