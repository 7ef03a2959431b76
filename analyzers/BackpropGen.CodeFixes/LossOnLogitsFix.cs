using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using BackpropGen.Analyzers;
using BackpropGen.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes;

/// <summary>BPG2004: drops the output's sigmoid or softmax, and takes the cross-entropy that applies it by itself.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LossOnLogitsFix))]
[Shared]
public sealed class LossOnLogitsFix : EditingFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIdentifiers.SquaredLossOfProbability];

    /// <inheritdoc/>
    protected override string Title => "Use the loss on logits";

    /// <inheritdoc/>
    protected override IEnumerable<SourceEdit> Edits(
        SyntaxNode root, SemanticModel semantics, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (diagnostic.Properties.TryGetValue(SquaredLossOfProbabilityRule.Replacement, out string? replacement)
            && Expressions.At(root, diagnostic.Location.SourceSpan) is InvocationExpressionSyntax loss
            && NameOf(loss) is { } name
            && CallRemoval.Of(Expressions.At(root, diagnostic.AdditionalLocations[0].SourceSpan), semantics, cancellation) is { } removal)
        {
            yield return removal;
            yield return new(name, current => SyntaxFactory.IdentifierName(replacement!).WithTriviaFrom(current));
        }
    }

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name,
        var expression => expression as SimpleNameSyntax,
    };
}
