using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.CodeFixes;

/// <summary>Changes the arguments of a call that makes a layer, <c>Dense(16, weightInitializer: …)</c>.</summary>
/// <param name="call">The call as it is in the document.</param>
/// <param name="semantics">What knows which argument is for which parameter.</param>
internal sealed class LayerCall(InvocationExpressionSyntax call, SemanticModel semantics)
{
    /// <summary>The name of the function that is called, without a qualifier.</summary>
    internal static string? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>Gives a parameter a value: in place of the one it has, else as the last argument, by name.</summary>
    /// <param name="current">The call with the changes made so far, which did not move arguments.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="value">Its value.</param>
    internal InvocationExpressionSyntax With(InvocationExpressionSyntax current, string parameter, ExpressionSyntax value)
    {
        var list = current.ArgumentList;
        int index = IndexOf(parameter);
        if (index >= 0)
        {
            var given = list.Arguments[index].Expression;
            return current.WithArgumentList(list.ReplaceNode(given, value.WithTriviaFrom(given)));
        }

        var named = SyntaxFactory.Argument(
            SyntaxFactory.NameColon(SyntaxFactory.IdentifierName(parameter))
                .WithColonToken(SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space)),
            default,
            value);
        return current.WithArgumentList(list.Arguments.Count == 0
            ? list.AddArguments(named)
            : list.InsertAfter(list.Arguments.Count - 1, named));
    }

    /// <summary>Takes an argument away; what stood behind the last one stays behind the last one.</summary>
    internal InvocationExpressionSyntax Without(InvocationExpressionSyntax current, string parameter)
    {
        int index = IndexOf(parameter);
        if (index < 0)
        {
            return current;
        }

        var arguments = current.ArgumentList.Arguments;
        var removed = arguments[index];
        arguments = arguments.RemoveAt(index);
        if (index == arguments.Count && index > 0)
        {
            arguments = arguments.Replace(arguments.Last(), arguments.Last().WithTrailingTrivia(removed.GetTrailingTrivia()));
        }

        return current.WithArgumentList(current.ArgumentList.WithArguments(arguments));
    }

    private int IndexOf(string parameter)
    {
        var argument = (semantics.GetOperation(call) as IInvocationOperation)?.Arguments
            .FirstOrDefault(argument => argument.ArgumentKind == ArgumentKind.Explicit && argument.Parameter?.Name == parameter);
        return argument?.Syntax is ArgumentSyntax syntax ? call.ArgumentList.Arguments.IndexOf(syntax) : -1;
    }
}
