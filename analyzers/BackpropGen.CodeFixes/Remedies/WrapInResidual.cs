using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Repairs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes.Remedies;

/// <summary>Turns <c>x = Sigmoid(layer(x))</c> into <c>x = x + Sigmoid(layer(x))</c> wherever the shapes allow.</summary>
internal sealed class WrapInResidual : Remedy
{
    /// <inheritdoc/>
    internal override string Key => nameof(WrapInResidual);

    /// <inheritdoc/>
    internal override string Title(Diagnostic diagnostic) => "Wrap in a residual connection";

    /// <inheritdoc/>
    internal override IEnumerable<RemedySite> Sites(Diagnostic diagnostic) =>
        RepairSites.Read(diagnostic, RepairSites.Residual).Select(static location => new RemedySite(location));

    /// <inheritdoc/>
    internal override SyntaxNode? Target(SyntaxNode? site) => ResidualSite.Input(site as ExpressionSyntax) is null ? null : site;

    /// <inheritdoc/>
    internal override SyntaxNode Rewrite(
        SyntaxNode target, SyntaxNode current, IReadOnlyList<(SyntaxNode Node, string Detail)> sites, LibraryNames names)
    {
        var sum = SyntaxFactory.BinaryExpression(
            SyntaxKind.AddExpression,
            SyntaxFactory.IdentifierName(ResidualSite.Input((ExpressionSyntax)target)!.Identifier.WithoutTrivia()).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.Token(SyntaxKind.PlusToken).WithTrailingTrivia(SyntaxFactory.Space),
            ((ExpressionSyntax)current).WithoutTrivia());
        ExpressionSyntax wrapped = BindsMoreTightly(target) ? SyntaxFactory.ParenthesizedExpression(sum) : sum;
        return wrapped.WithTriviaFrom(current);
    }

    /// <summary>Whether what surrounds the expression would take a part of the sum only.</summary>
    private static bool BindsMoreTightly(SyntaxNode site) => site.Parent
        is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or CastExpressionSyntax or MemberAccessExpressionSyntax
        or SwitchExpressionSyntax or PostfixUnaryExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax;
}
