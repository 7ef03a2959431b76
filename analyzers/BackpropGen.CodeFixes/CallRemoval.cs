using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes;

/// <summary>Replaces a call such as <c>Relu(x)</c> or <c>Map(Mish, x)</c> by the tensor it is applied to.</summary>
internal static class CallRemoval
{
    /// <summary>The change; null where the call is not applied to exactly one tensor.</summary>
    internal static SourceEdit? Of(ExpressionSyntax? expression, SemanticModel semantics, CancellationToken cancellation)
    {
        if (expression is not InvocationExpressionSyntax call)
        {
            return null;
        }

        var tensors = call.ArgumentList.Arguments
            .Select((argument, index) => (argument, index))
            .Where(item => Expressions.IsTensor(item.argument.Expression, semantics, cancellation))
            .ToList();
        return tensors.Count != 1 ? null
            : Statement(call, tensors[0].argument) is { } assignment
                ? assignment.Parent is BlockSyntax ? new SourceEdit(assignment, RemovedStatement.Of) : null
                : new SourceEdit(call, current => Unwrap(call, (InvocationExpressionSyntax)current, tensors[0].index));
    }

    /// <summary>The statement <c>x = Relu(x);</c>, of which <c>x = x;</c> would be left.</summary>
    private static ExpressionStatementSyntax? Statement(InvocationExpressionSyntax call, ArgumentSyntax argument) =>
        call.Parent is AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax statement } assignment
        && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression)
        && assignment.Left.IsEquivalentTo(argument.Expression, topLevel: false)
            ? statement
            : null;

    private static ExpressionSyntax Unwrap(InvocationExpressionSyntax original, InvocationExpressionSyntax current, int index)
    {
        var list = current.ArgumentList;
        var argument = list.Arguments[index].Expression;
        var before = current.GetLeadingTrivia()
            .AddRange(Comments(list.OpenParenToken.TrailingTrivia))
            .AddRange(Comments(list.Arguments[index].GetLeadingTrivia()));
        var after = Comments(list.Arguments[index].GetTrailingTrivia())
            .AddRange(Comments(list.CloseParenToken.LeadingTrivia))
            .AddRange(current.GetTrailingTrivia());
        return Expressions.InPlaceOf(original, argument.WithLeadingTrivia(before).WithTrailingTrivia(after));
    }

    /// <summary>Trivia that say something; line breaks and indentation inside the call go with it.</summary>
    private static SyntaxTriviaList Comments(SyntaxTriviaList trivia) =>
        trivia.Any(static part => !part.IsKind(SyntaxKind.WhitespaceTrivia) && !part.IsKind(SyntaxKind.EndOfLineTrivia)) ? trivia : default;
}
