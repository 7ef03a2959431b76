using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackpropGen.Analyzers.Rules;

/// <summary>A rule about code that trains a model: it sees one operation of ordinary C# at a time.</summary>
internal abstract class OperationRule : AnalyzerRule
{
    /// <summary>Reports what is wrong with an operation.</summary>
    /// <param name="operation">An object creation, or an assignment to a property.</param>
    /// <param name="options">The options of the operation's file.</param>
    /// <param name="report">Takes the diagnostics.</param>
    internal abstract void Check(IOperation operation, AnalyzerConfigOptions options, Action<Diagnostic> report);
}
