using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Repairs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes.Remedies;

/// <summary>Bounds the gradient of the training step. The title says what it cannot do: a gradient that has vanished stays so.</summary>
internal sealed class AddClipping : Remedy
{
    private const string Attribute = "ClipGradients", Limit = "(MaxNorm = 1)";

    /// <inheritdoc/>
    internal override string Key => nameof(AddClipping);

    /// <inheritdoc/>
    internal override string Title(Diagnostic diagnostic) => "Add [ClipGradients(MaxNorm = 1)]: bounds exploding gradients only";

    /// <inheritdoc/>
    internal override IEnumerable<RemedySite> Sites(Diagnostic diagnostic) =>
        RepairSites.Read(diagnostic, RepairSites.Clipping).Select(static location => new RemedySite(location));

    /// <inheritdoc/>
    internal override SyntaxNode? Target(SyntaxNode? site) => Attributed(site) switch
    {
        { Parent.Parent: TypeDeclarationSyntax type } attribute => IsClipping(attribute) ? attribute : type,
        _ => null,
    };

    /// <inheritdoc/>
    internal override SyntaxNode Rewrite(
        SyntaxNode target, SyntaxNode current, IReadOnlyList<(SyntaxNode Node, string Detail)> sites, LibraryNames names)
    {
        if (current is AttributeSyntax clipping)
        {
            return clipping.WithArgumentList(SyntaxFactory.ParseAttributeArgumentList(Limit));
        }

        var type = (TypeDeclarationSyntax)current;
        var model = Attributed(sites[0].Node)!;
        int index = ((TypeDeclarationSyntax)target).AttributeLists.IndexOf((AttributeListSyntax)model.Parent!);
        var beside = type.AttributeLists[index];
        var newLine = beside.GetTrailingTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        bool hasOwnLine = newLine.IsKind(SyntaxKind.EndOfLineTrivia);
        var added = Parse(NameFor(model))
            .WithLeadingTrivia(hasOwnLine ? Indentation(beside) : default)
            .WithTrailingTrivia(hasOwnLine ? newLine : SyntaxFactory.Space);
        return type.WithAttributeLists(type.AttributeLists.Insert(index + 1, added));
    }

    /// <summary>An attribute without arguments spans the same text as its name.</summary>
    private static AttributeSyntax? Attributed(SyntaxNode? site) => site?.FirstAncestorOrSelf<AttributeSyntax>();

    private static bool IsClipping(AttributeSyntax attribute) => LastName(attribute) is Attribute or Attribute + "Attribute";

    private static string LastName(AttributeSyntax attribute) => LastPart(attribute).Identifier.ValueText;

    private static SimpleNameSyntax LastPart(AttributeSyntax attribute) => attribute.Name switch
    {
        QualifiedNameSyntax qualified => qualified.Right,
        AliasQualifiedNameSyntax qualified => qualified.Name,
        var simple => (SimpleNameSyntax)simple,
    };

    /// <summary>As the model's own attribute is named, unless it has an alias.</summary>
    private static string NameFor(AttributeSyntax model) => LastName(model) is "Model" or "ModelAttribute"
        ? model.Name.ReplaceNode(LastPart(model), SyntaxFactory.IdentifierName(Attribute)).ToString()
        : "global::BackpropGen." + Attribute;

    /// <summary>Parsed and not built, so that no formatter takes the lines around it for its own.</summary>
    private static AttributeListSyntax Parse(string name) =>
        ((TypeDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"[{name}{Limit}] class C;")!).AttributeLists[0];

    private static SyntaxTriviaList Indentation(AttributeListSyntax list) =>
        list.GetLeadingTrivia() is { Count: > 0 } leading && leading[leading.Count - 1].IsKind(SyntaxKind.WhitespaceTrivia)
            ? SyntaxFactory.TriviaList(leading[leading.Count - 1])
            : default;
}
