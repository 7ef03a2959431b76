using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes;

/// <summary>A statement of which nothing is left: marked while nodes are replaced, and cleared away afterwards.</summary>
internal static class RemovedStatement
{
    private static readonly SyntaxAnnotation Mark = new("BackpropGen.RemovedStatement");

    /// <summary>What stands for the statement until then.</summary>
    internal static StatementSyntax Of(SyntaxNode statement) => ((StatementSyntax)statement).WithAdditionalAnnotations(Mark);

    /// <summary>Removes the marked statements; comments before them stay.</summary>
    internal static SyntaxNode Clear(SyntaxNode root)
    {
        while (root.GetAnnotatedNodes(Mark).FirstOrDefault() is { } marked)
        {
            bool isFollowedByComment = HasComment(marked.GetTrailingTrivia());
            if (!isFollowedByComment)
            {
                // A comment before the statement keeps its line, and the statement's own line goes.
                var comments = HasComment(marked.GetLeadingTrivia())
                    ? marked.GetLeadingTrivia().Reverse().SkipWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse()
                    : [];
                root = root.ReplaceNode(marked, marked.WithLeadingTrivia(comments).WithTrailingTrivia());
                marked = root.GetAnnotatedNodes(Mark).First();
            }

            root = root.RemoveNode(marked, SyntaxRemoveOptions.KeepExteriorTrivia | SyntaxRemoveOptions.KeepUnbalancedDirectives)!;
        }

        return root;
    }

    private static bool HasComment(SyntaxTriviaList trivia) => trivia.Any(static part =>
        part.IsKind(SyntaxKind.SingleLineCommentTrivia) || part.IsKind(SyntaxKind.MultiLineCommentTrivia) || part.IsDirective);
}
