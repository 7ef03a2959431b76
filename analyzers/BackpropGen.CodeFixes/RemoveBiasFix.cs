using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using BackpropGen.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.CodeFixes;

/// <summary>BPG2005: turns <c>Dense(16)</c> into <c>Dense(16, bias: false)</c>; the bias's initializer goes with it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveBiasFix))]
[Shared]
public sealed class RemoveBiasFix : EditingFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIdentifiers.BiasBeforeNormalization];

    /// <inheritdoc/>
    protected override string Title => "Leave the bias out";

    /// <inheritdoc/>
    protected override IEnumerable<SourceEdit> Edits(
        SyntaxNode root, SemanticModel semantics, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (Expressions.At(root, diagnostic.Location.SourceSpan) is not InvocationExpressionSyntax call
            || semantics.GetOperation(call, cancellation) is not IInvocationOperation operation)
        {
            return [];
        }

        int bias = IndexOf("bias"), initializer = IndexOf("biasInitializer");

        // A value that is more than 'true' decides about other layers, or other models, too.
        return bias >= 0 && !call.ArgumentList.Arguments[bias].Expression.IsKind(SyntaxKind.TrueLiteralExpression)
            ? []
            : [new(call.ArgumentList, current => Without((ArgumentListSyntax)current, bias, initializer))];

        int IndexOf(string parameter)
        {
            foreach (var argument in operation.Arguments)
            {
                if (argument.ArgumentKind == ArgumentKind.Explicit && argument.Parameter?.Name == parameter && argument.Syntax is ArgumentSyntax syntax)
                {
                    return call.ArgumentList.Arguments.IndexOf(syntax);
                }
            }

            return -1;
        }
    }

    private static ArgumentListSyntax Without(ArgumentListSyntax list, int bias, int initializer)
    {
        var arguments = list.Arguments;
        var none = SyntaxFactory.LiteralExpression(SyntaxKind.FalseLiteralExpression);
        if (bias >= 0)
        {
            arguments = arguments.Replace(arguments[bias], arguments[bias].WithExpression(none.WithTriviaFrom(arguments[bias].Expression)));
        }

        if (initializer >= 0)
        {
            arguments = arguments.RemoveAt(initializer);
        }

        if (bias < 0)
        {
            arguments = arguments.Add(SyntaxFactory.Argument(
                SyntaxFactory.NameColon(SyntaxFactory.IdentifierName("bias")).WithTrailingTrivia(SyntaxFactory.Space), default, none)
                .WithLeadingTrivia(SyntaxFactory.Space));
        }

        return list.WithArguments(arguments);
    }
}
