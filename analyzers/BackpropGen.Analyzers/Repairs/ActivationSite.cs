using System.Linq;
using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Analyzers.Repairs;

/// <summary>An expression that is one activation: <c>Tanh(z)</c>, <c>Map(Softsign, z)</c>, or <c>Tanh</c> itself where a layer is
/// wanted. The rules decide by it whether to promise a fix, and the fix finds by it what to replace.</summary>
internal static class ActivationSite
{
    /// <summary>The name of the function that is called or meant; null where the expression has another form.</summary>
    internal static SimpleNameSyntax? Function(ExpressionSyntax? expression)
    {
        var called = expression is InvocationExpressionSyntax invocation
            ? Operand(invocation) is not null ? invocation.Expression : null
            : expression;
        var name = called is MemberAccessExpressionSyntax member ? member.Name : called as SimpleNameSyntax;
        return name is not null && BuiltIns.TryGet(name.Identifier.ValueText, out _) ? name : null;
    }

    /// <summary>The tensor of <c>Tanh(tensor)</c> and <c>Map(function, tensor)</c>.</summary>
    internal static ArgumentSyntax? Operand(InvocationExpressionSyntax invocation)
    {
        var arguments = invocation.ArgumentList.Arguments;
        return arguments.Count == (IsMap(invocation) ? 2 : 1) && arguments.All(static argument => argument.NameColon is null)
            ? arguments.Last()
            : null;
    }

    /// <summary>Whether a scalar function is applied by <c>Map</c>.</summary>
    internal static bool IsMap(InvocationExpressionSyntax invocation) => invocation.Expression
        is SimpleNameSyntax { Identifier.ValueText: "Map" }
        or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Map" };
}
