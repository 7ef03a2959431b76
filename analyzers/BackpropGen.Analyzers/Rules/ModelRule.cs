using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Rules;

/// <summary>A rule about a model that was read without a mistake. One rule, one file, one descriptor, one page in <c>docs/rules</c>.</summary>
internal abstract class ModelRule
{
    /// <summary>The category of rules about the flow of gradients, <c>BPG1xxx</c>.</summary>
    protected const string GradientFlow = "BackpropGen.GradientFlow";

    /// <summary>The category of rules about mistakes of modelling, <c>BPG2xxx</c>.</summary>
    protected const string Modelling = "BackpropGen.Modelling";

    /// <summary>What the rule reports.</summary>
    internal abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>Its limits.</summary>
    internal virtual IReadOnlyList<RuleOption> Options => [];

    /// <summary>Reports what the rule finds in a model, each cause once.</summary>
    /// <param name="model">The model.</param>
    /// <param name="report">Takes the diagnostics.</param>
    internal abstract void Check(ModelAnalysis model, Action<Diagnostic> report);
}
