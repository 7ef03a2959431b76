using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Analyzers.Rules;

/// <summary>What messages call the function that an expression applies.</summary>
internal static class FunctionText
{
    private const int Longest = 40;

    /// <summary><c>Relu</c> of <c>Relu(x)</c>, <c>Mish</c> of <c>Map(Mish, x)</c>; other expressions as they stand, if short.</summary>
    internal static string Of(ExpressionSyntax? expression)
    {
        string text = expression switch
        {
            InvocationExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: "Map" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Map" } } map
                when map.ArgumentList.Arguments.Count > 1 && map.ArgumentList.Arguments[0].Expression is SimpleNameSyntax or MemberAccessExpressionSyntax =>
                    map.ArgumentList.Arguments[0].Expression.ToString(),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } => member.Name.ToString(),
            InvocationExpressionSyntax call => call.Expression.ToString(),
            null => "",
            _ => expression.ToString(),
        };
        return text.Length <= Longest ? text : text.Substring(0, Longest - 1) + "…";
    }
}
