using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Analyzers.Repairs;

/// <summary>An expression <c>Activation(layer(x))</c> that can become <c>x + Activation(layer(x))</c>. The rule decides by it
/// whether to promise a fix, and the fix finds by it what to add.</summary>
internal static class ResidualSite
{
    /// <summary>The name that the innermost call is applied to; null where the expression has another form.</summary>
    /// <param name="expression">An application of an activation.</param>
    internal static IdentifierNameSyntax? Input(ExpressionSyntax? expression) =>
        expression is InvocationExpressionSyntax activation
        && ActivationSite.Operand(activation)?.Expression is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } layerArguments }
            ? layerArguments[0].Expression as IdentifierNameSyntax
            : null;
}
