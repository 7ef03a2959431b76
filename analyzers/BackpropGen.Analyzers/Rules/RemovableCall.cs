using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Analyzers.Rules;

/// <summary>What a rule tells the fix that replaces a call, <c>Relu(x)</c>, by its argument.</summary>
internal static class RemovableCall
{
    /// <summary>The property of a diagnostic whose own expression is a call to remove.</summary>
    internal const string Property = "RemovableCall";

    /// <summary>The properties of a diagnostic.</summary>
    /// <param name="expression">Its expression.</param>
    /// <param name="canRemove">Whether nothing else is lost by the removal.</param>
    internal static ImmutableDictionary<string, string?> Properties(ExpressionSyntax? expression, bool canRemove) =>
        canRemove && expression is InvocationExpressionSyntax
            ? ImmutableDictionary<string, string?>.Empty.Add(Property, "")
            : ImmutableDictionary<string, string?>.Empty;
}
