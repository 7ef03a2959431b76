using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Repairs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes.Remedies;

/// <summary>
/// Lets a layer be followed by a normalization where the layer is made: <c>Dense(16)</c> becomes
/// <c>Sequence(Dense(16), LayerNorm())</c>, and within a <c>Sequence</c> the normalization becomes its next layer. So each
/// layer that the call makes gets a normalization of its own, and the code that applies it stays as it is.
/// </summary>
/// <param name="normalization">The function of <c>BackpropGen.Layers</c>.</param>
/// <param name="keepsBias">Whether a bias before it has an effect: <c>BatchNorm</c> subtracts it again.</param>
internal sealed class InsertNormalization(string normalization, bool keepsBias) : Remedy
{
    private const string Sequence = "Sequence";

    /// <inheritdoc/>
    internal override string Key => "Insert" + normalization;

    /// <inheritdoc/>
    internal override string Title(Diagnostic diagnostic) => "Insert " + normalization;

    /// <inheritdoc/>
    internal override IEnumerable<RemedySite> Sites(Diagnostic diagnostic) =>
        RepairSites.Read(diagnostic, RepairSites.Normalization).Select(static location => new RemedySite(location));

    /// <inheritdoc/>
    internal override SyntaxNode? Target(SyntaxNode? site) => site switch
    {
        InvocationExpressionSyntax { Parent: ArgumentSyntax { NameColon: null, Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax outer } list } }
            when LayerCall.NameOf(outer) == Sequence => list,
        InvocationExpressionSyntax => site,
        _ => null,
    };

    /// <inheritdoc/>
    internal override SyntaxNode Rewrite(
        SyntaxNode target, SyntaxNode current, IReadOnlyList<(SyntaxNode Node, string Detail)> sites, LibraryNames names)
    {
        if (current is not ArgumentListSyntax list)
        {
            return Wrap((InvocationExpressionSyntax)target, (InvocationExpressionSyntax)current, names);
        }

        // From the last to the first, so that what is inserted moves none that is still to come.
        foreach (var layer in sites.Select(static site => (InvocationExpressionSyntax)site.Node).OrderByDescending(static layer => layer.SpanStart))
        {
            int index = ((ArgumentListSyntax)target).Arguments.IndexOf((ArgumentSyntax)layer.Parent!);
            var made = (InvocationExpressionSyntax)list.Arguments[index].Expression;
            list = list.ReplaceNode(made, Layer(layer, made, names)).InsertAfter(index, Normalization(layer, names));
        }

        return list;
    }

    private InvocationExpressionSyntax Wrap(InvocationExpressionSyntax layer, InvocationExpressionSyntax current, LibraryNames names) =>
        SyntaxFactory.InvocationExpression(
            names.Sibling(layer.Expression, "Layers", Sequence).WithoutTrivia(),
            SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(
                [SyntaxFactory.Argument(Layer(layer, current, names).WithoutTrivia()), Normalization(layer, names)],
                [SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)])))
        .WithTriviaFrom(current);

    private InvocationExpressionSyntax Layer(InvocationExpressionSyntax layer, InvocationExpressionSyntax current, LibraryNames names)
    {
        if (keepsBias)
        {
            return current;
        }

        var call = new LayerCall(layer, names.Semantics);
        current = call.With(current, "bias", SyntaxFactory.LiteralExpression(SyntaxKind.FalseLiteralExpression));
        return call.Without(current, "biasInitializer");
    }

    private ArgumentSyntax Normalization(InvocationExpressionSyntax layer, LibraryNames names) =>
        SyntaxFactory.Argument(SyntaxFactory.InvocationExpression(
            names.Sibling(layer.Expression, "Layers", normalization).WithoutTrivia(), SyntaxFactory.ArgumentList()));
}
