using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using BackpropGen.Analyzers;
using BackpropGen.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BackpropGen.CodeFixes;

/// <summary>BPG2002 and BPG2003: removes an activation that has no effect, or a softmax or sigmoid that the loss applies by itself.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveCallFix))]
[Shared]
public sealed class RemoveCallFix : EditingFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIdentifiers.RedundantActivation, RuleIdentifiers.RepeatedSoftmax];

    /// <inheritdoc/>
    protected override string Title => "Remove the function";

    /// <inheritdoc/>
    protected override IEnumerable<SourceEdit> Edits(
        SyntaxNode root, SemanticModel semantics, Diagnostic diagnostic, CancellationToken cancellation) =>
        diagnostic.Properties.ContainsKey(RemovableCall.Property)
        && CallRemoval.Of(Expressions.At(root, diagnostic.Location.SourceSpan), semantics, cancellation) is { } edit
            ? [edit]
            : [];
}
