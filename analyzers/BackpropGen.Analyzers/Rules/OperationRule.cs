using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackpropGen.Analyzers.Rules;

/// <summary>A rule about code that trains a model: it sees one operation of ordinary C# at a time.</summary>
internal abstract class OperationRule : AnalyzerRule
{
    /// <summary>The operations that the rule looks at.</summary>
    internal abstract ImmutableArray<OperationKind> Kinds { get; }

    /// <summary>Reports what is wrong with an operation.</summary>
    internal abstract void Check(OperationAnalysisContext context);

    /// <summary>The value of a limit in the operation's file.</summary>
    protected static double Read(RuleOption option, OperationAnalysisContext context) =>
        option.Read(context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.Operation.Syntax.SyntaxTree));
}
