using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using System.Linq;
using System.Threading;
using BackpropGen.Analyzers;
using BackpropGen.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes;

/// <summary>BPG2001: turns <c>output(hidden(x))</c> into <c>output(Relu(hidden(x)))</c>, and <c>Sequence(Dense(16), Dense(3))</c>
/// into <c>Sequence(Dense(16), Relu, Dense(3))</c>.</summary>
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
        else if (diagnostic.Properties.TryGetValue(MissingNonlinearityRule.InsertAfter, out string? positions)
            && diagnostic.AdditionalLocations[0].SourceTree == root.SyntaxTree
            && Expressions.At(root, diagnostic.AdditionalLocations[0].SourceSpan) is InvocationExpressionSyntax sequence)
        {
            var relu = Expressions.Function("Relu", semantics, sequence.SpanStart);
            yield return new(sequence.ArgumentList, current => Inserted(
                (ArgumentListSyntax)current, [.. positions!.Split(',').Select(static position => int.Parse(position, CultureInfo.InvariantCulture))], relu));
        }
    }

    /// <summary>The list with the function after some arguments, on lines of its own where they are.</summary>
    private static ArgumentListSyntax Inserted(ArgumentListSyntax list, HashSet<int> positions, ExpressionSyntax function)
    {
        var items = new List<SyntaxNodeOrToken>();
        for (int i = 0; i < list.Arguments.Count; i++)
        {
            items.Add(list.Arguments[i]);
            if (i < list.Arguments.SeparatorCount)
            {
                var comma = list.Arguments.GetSeparator(i);
                items.Add(comma);
                if (positions.Contains(i))
                {
                    items.Add(SyntaxFactory.Argument(function).WithLeadingTrivia(list.Arguments[i + 1].GetLeadingTrivia()
                        .Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))));
                    items.Add(comma.WithLeadingTrivia().WithTrailingTrivia(Separation(comma.TrailingTrivia)));
                }
            }
        }

        return list.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(items));
    }

    /// <summary>The line break after a comma, or the space; comments belong to what stands before.</summary>
    private static IEnumerable<SyntaxTrivia> Separation(SyntaxTriviaList trivia) => trivia.Any(SyntaxKind.EndOfLineTrivia)
        ? trivia.Where(static part => part.IsKind(SyntaxKind.EndOfLineTrivia))
        : trivia.Where(static part => part.IsKind(SyntaxKind.WhitespaceTrivia));
}
