using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes;

/// <summary>Adds an argument to a call in the layout that the call has.</summary>
internal static class ArgumentInsertion
{
    /// <summary>Inserts an argument after another: on a line of its own where that one has its own, else on the same line.
    /// A comment behind the other stays behind it.</summary>
    internal static ArgumentListSyntax InsertAfter(this ArgumentListSyntax list, int index, ArgumentSyntax added)
    {
        var parts = list.Arguments.GetWithSeparators();
        var before = list.Arguments[index];
        bool isLast = index == list.Arguments.Count - 1;

        // What follows the argument on its line belongs to the comma, if there is one.
        var end = isLast ? before.GetTrailingTrivia() : list.Arguments.GetSeparator(index).TrailingTrivia;
        var newLine = end.FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        bool hasOwnLine = newLine.IsKind(SyntaxKind.EndOfLineTrivia);
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken)
            .WithTrailingTrivia(hasOwnLine ? end : SyntaxFactory.TriviaList(SyntaxFactory.Space));
        added = added.WithoutTrivia().WithLeadingTrivia(hasOwnLine ? Indentation(before) : default);
        if (isLast)
        {
            parts = parts.Replace(before, before.WithTrailingTrivia())
                .Add(comma).Add(added.WithTrailingTrivia(hasOwnLine ? SyntaxFactory.TriviaList(newLine) : end));
        }
        else
        {
            var separator = list.Arguments.GetSeparator(index);
            parts = parts.Insert((2 * index) + 2, added)
                .Insert((2 * index) + 3, separator.WithTrailingTrivia(hasOwnLine ? SyntaxFactory.TriviaList(newLine) : separator.TrailingTrivia));
        }

        return list.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(parts));
    }

    /// <summary>Inserts an argument before another, in the layout that the call has.</summary>
    internal static ArgumentListSyntax InsertBefore(this ArgumentListSyntax list, int index, ArgumentSyntax added)
    {
        if (index > 0)
        {
            return list.InsertAfter(index - 1, added);
        }

        var first = list.Arguments[0];
        var newLine = list.OpenParenToken.TrailingTrivia.FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        bool hasOwnLine = newLine.IsKind(SyntaxKind.EndOfLineTrivia);
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(hasOwnLine ? newLine : SyntaxFactory.Space);
        var parts = list.Arguments.GetWithSeparators()
            .Insert(0, added.WithoutTrivia().WithLeadingTrivia(hasOwnLine ? Indentation(first) : default))
            .Insert(1, comma);
        return list.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(parts));
    }

    private static SyntaxTriviaList Indentation(ArgumentSyntax argument) =>
        SyntaxFactory.TriviaList(argument.GetLeadingTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Take(1));
}
