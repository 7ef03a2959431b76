using System.Linq;
using System.Threading;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BackpropGen.CodeFixes;

/// <summary>What fixes share in finding and making expressions.</summary>
internal static class Expressions
{
    /// <summary>The expression that covers exactly a span.</summary>
    internal static ExpressionSyntax? At(SyntaxNode root, TextSpan span) =>
        root.FullSpan.Contains(span) && root.FindNode(span, getInnermostNodeForTie: true) is ExpressionSyntax expression && expression.Span == span
            ? expression
            : null;

    /// <summary>Whether an expression is a tensor by itself, and no number that becomes one.</summary>
    internal static bool IsTensor(ExpressionSyntax expression, SemanticModel semantics, CancellationToken cancellation)
    {
        var type = semantics.GetTypeInfo(expression, cancellation).Type;
        while (type is not null && !KnownTypes.IsTensor(type))
        {
            type = type.BaseType;
        }

        return type is not null;
    }

    /// <summary>A call of one of the language's functions with one expression.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="semantics">The meaning of the file.</param>
    /// <param name="position">Where the call is to stand.</param>
    /// <param name="argument">The argument; the call takes the place of its comments and white space.</param>
    internal static ExpressionSyntax Call(string function, SemanticModel semantics, int position, ExpressionSyntax argument) =>
        SyntaxFactory.InvocationExpression(
                Function(function, semantics, position),
                SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(argument.WithoutTrivia()))))
            .WithTriviaFrom(argument);

    /// <summary>One of the language's functions: by its simple name where that means it, else in full.</summary>
    internal static ExpressionSyntax Function(string function, SemanticModel semantics, int position) =>
        semantics.LookupSymbols(position, name: function).OfType<IMethodSymbol>().Any(static method => KnownTypes.IsFunctions(method.ContainingType))
            ? SyntaxFactory.IdentifierName(function)
            : SyntaxFactory.ParseExpression("global::BackpropGen.Functions." + function);

    /// <summary>An expression in the place of another, in parentheses where what surrounds it would take a part of it only.</summary>
    internal static ExpressionSyntax InPlaceOf(ExpressionSyntax replaced, ExpressionSyntax expression) =>
        IsLoose(expression) && BindsMoreTightly(replaced)
            ? SyntaxFactory.ParenthesizedExpression(expression.WithoutTrivia()).WithTriviaFrom(expression)
            : expression;

    private static bool IsLoose(ExpressionSyntax expression) => expression
        is BinaryExpressionSyntax or ConditionalExpressionSyntax or AssignmentExpressionSyntax or PrefixUnaryExpressionSyntax
        or SwitchExpressionSyntax or AnonymousFunctionExpressionSyntax or CastExpressionSyntax;

    private static bool BindsMoreTightly(ExpressionSyntax site) => site.Parent
        is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or CastExpressionSyntax or MemberAccessExpressionSyntax
        or SwitchExpressionSyntax or PostfixUnaryExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax;
}
