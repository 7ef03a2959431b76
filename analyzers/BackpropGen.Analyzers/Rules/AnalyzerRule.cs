using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>What every rule beyond the reader's own has: one descriptor, its limits, and a page in <c>docs/rules</c>.</summary>
internal abstract class AnalyzerRule
{
    /// <summary>The category of rules about the flow of gradients, <c>BPG1xxx</c>.</summary>
    protected const string GradientFlow = "BackpropGen.GradientFlow";

    /// <summary>The category of rules about mistakes of modelling, <c>BPG2xxx</c>.</summary>
    protected const string Modelling = "BackpropGen.Modelling";

    /// <summary>The category of what only informs, <c>BPG3xxx</c>.</summary>
    protected const string Information = "BackpropGen.Information";

    /// <summary>What the rule reports.</summary>
    internal abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>Its limits.</summary>
    internal virtual IReadOnlyList<RuleOption> Options => [];
}
