using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using BackpropGen.Analyzers;
using BackpropGen.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes;

/// <summary>BPG2001: turns <c>output(hidden(x))</c> into <c>output(Relu(hidden(x)))</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InsertReluFix))]
[Shared]
public sealed class InsertReluFix : EditingFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIdentifiers.MissingNonlinearity];

    /// <inheritdoc/>
    protected override string Title => "Insert Relu";

    /// <inheritdoc/>
    protected override IEnumerable<SourceEdit> Edits(
        SyntaxNode root, SemanticModel semantics, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (diagnostic.Properties.ContainsKey(MissingNonlinearityRule.CanWrap)
            && Expressions.At(root, diagnostic.Location.SourceSpan) is { } application)
        {
            yield return new(application, current =>
                Expressions.Call("Relu", semantics, application.SpanStart, (ExpressionSyntax)current));
        }
    }
}
