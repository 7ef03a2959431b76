using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Analyzers.Rules;

/// <summary>An expression <c>Activation(layer(x))</c> that can become <c>x + Activation(layer(x))</c>. The rule decides by it
/// whether to promise a fix, and the fix finds by it what to add.</summary>
internal static class ResidualSite
{
    /// <summary>The property of a diagnostic that lists the locations to wrap: 0 for the diagnostic's own, 1 for its first
    /// additional one, and so on, separated by commas. Absent where wrapping would not help.</summary>
    internal const string Property = "Residual";

    /// <summary>The name that the innermost call is applied to; null where the expression has another form.</summary>
    /// <param name="expression">An application of an activation.</param>
    internal static IdentifierNameSyntax? Input(ExpressionSyntax? expression) =>
        expression is InvocationExpressionSyntax activation
        && Operand(activation.ArgumentList.Arguments) is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } layerArguments }
            ? layerArguments[0].Expression as IdentifierNameSyntax
            : null;

    /// <summary>The tensor of <c>Tanh(tensor)</c> and of <c>Map(function, tensor)</c>.</summary>
    private static ExpressionSyntax? Operand(SeparatedSyntaxList<ArgumentSyntax> arguments) => arguments.Count switch
    {
        1 => arguments[0].Expression,
        2 when arguments[0].Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax => arguments[1].Expression,
        _ => null,
    };
}
