using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Repairs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes.Remedies;

/// <summary>
/// Puts a normalization beside a layer where the layer is made: <c>Dense(16)</c> becomes a <c>Sequence</c> of both, and within a
/// <c>Sequence</c> the normalization becomes one of its layers. So each layer that the call makes gets a normalization of its
/// own, and the code that applies it stays as it is.
/// </summary>
internal abstract class InsertNormalization : Remedy
{
    private const string Sequence = "Sequence";

    /// <summary>The function of <c>BackpropGen.Layers</c>.</summary>
    protected abstract string Normalization { get; }

    /// <summary>Whether it comes before the layer.</summary>
    protected abstract bool IsBefore { get; }

    /// <summary>The property of a diagnostic that lists the layers' calls.</summary>
    protected abstract string Property { get; }

    /// <inheritdoc/>
    internal sealed override string Key => "Insert" + Normalization;

    /// <inheritdoc/>
    internal sealed override string Title(Diagnostic diagnostic) => "Insert " + Normalization;

    /// <inheritdoc/>
    internal sealed override IEnumerable<RemedySite> Sites(Diagnostic diagnostic) =>
        RepairSites.Read(diagnostic, Property).Select(static location => new RemedySite(location));

    /// <inheritdoc/>
    internal sealed override SyntaxNode? Target(SyntaxNode? site) => site switch
    {
        InvocationExpressionSyntax { Parent: ArgumentSyntax { NameColon: null, Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax outer } list } }
            when LayerCall.NameOf(outer) == Sequence => list,
        InvocationExpressionSyntax => site,
        _ => null,
    };

    /// <inheritdoc/>
    internal sealed override SyntaxNode Rewrite(
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
            list = list.ReplaceNode(made, Adapt(layer, made, names));
            list = IsBefore ? list.InsertBefore(index, Made(layer, names)) : list.InsertAfter(index, Made(layer, names));
        }

        return list;
    }

    /// <summary>The layer as it should be beside the normalization.</summary>
    /// <param name="layer">Its call in the document.</param>
    /// <param name="current">The call with other changes made.</param>
    /// <param name="names">The document's names.</param>
    protected abstract InvocationExpressionSyntax Adapt(InvocationExpressionSyntax layer, InvocationExpressionSyntax current, LibraryNames names);

    private InvocationExpressionSyntax Wrap(InvocationExpressionSyntax layer, InvocationExpressionSyntax current, LibraryNames names)
    {
        ArgumentSyntax[] both = [SyntaxFactory.Argument(Adapt(layer, current, names).WithoutTrivia()), Made(layer, names)];
        return SyntaxFactory.InvocationExpression(
            names.Sibling(layer.Expression, "Layers", Sequence).WithoutTrivia(),
            SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(
                IsBefore ? both.Reverse() : both,
                [SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)])))
            .WithTriviaFrom(current);
    }

    private ArgumentSyntax Made(InvocationExpressionSyntax layer, LibraryNames names) =>
        SyntaxFactory.Argument(SyntaxFactory.InvocationExpression(
            names.Sibling(layer.Expression, "Layers", Normalization).WithoutTrivia(), SyntaxFactory.ArgumentList()));
}
