using System;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>A rule about a model that was read without a mistake. One rule, one file, one descriptor, one page in <c>docs/rules</c>.</summary>
internal abstract class ModelRule : AnalyzerRule
{
    /// <summary>Reports what the rule finds in a model, each cause once.</summary>
    /// <param name="model">The model.</param>
    /// <param name="report">Takes the diagnostics.</param>
    internal abstract void Check(ModelAnalysis model, Action<Diagnostic> report);
}
