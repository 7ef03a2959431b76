using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes;

/// <summary>Names members of the library as shortly as the place in the source allows.</summary>
internal sealed class LibraryNames(SemanticModel semantics)
{
    private const string Library = "BackpropGen";

    internal SemanticModel Semantics { get; } = semantics;

    /// <summary>A member of a static class of the library: <c>Relu</c>, <c>Functions.Relu</c> or <c>global::BackpropGen.Functions.Relu</c>.</summary>
    internal ExpressionSyntax Member(string type, string member, SyntaxNode place)
    {
        var visible = Semantics.LookupSymbols(place.SpanStart, name: member);
        return !visible.IsEmpty && visible.All(symbol => IsLibrary(symbol.ContainingType, type))
            ? SyntaxFactory.IdentifierName(member)
            : SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, Type(type, place), SyntaxFactory.IdentifierName(member));
    }

    /// <summary>A type of the library.</summary>
    internal ExpressionSyntax Type(string type, SyntaxNode place)
    {
        var visible = Semantics.LookupSymbols(place.SpanStart, name: type);
        return !visible.IsEmpty && visible.All(symbol => IsLibrary(symbol as INamedTypeSymbol, type))
            ? SyntaxFactory.IdentifierName(type)
            : SyntaxFactory.ParseExpression($"global::{Library}.{type}");
    }

    /// <summary>A name with another last part, where its first part is a type of the library: <c>Functions.Tanh</c>, <c>Functions.Relu</c>.</summary>
    internal ExpressionSyntax Sibling(ExpressionSyntax name, string type, string member) =>
        name is MemberAccessExpressionSyntax access && IsLibrary(Semantics.GetSymbolInfo(access.Expression).Symbol as INamedTypeSymbol, type)
            ? access.WithName(SyntaxFactory.IdentifierName(member).WithTriviaFrom(access.Name))
            : Member(type, member, name).WithTriviaFrom(name);

    private static bool IsLibrary(INamedTypeSymbol? type, string name) =>
        type is not null && type.Name == name && type.ContainingType is null
        && type.ContainingNamespace is { Name: Library, ContainingNamespace.IsGlobalNamespace: true };
}
