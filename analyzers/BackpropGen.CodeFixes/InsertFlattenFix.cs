using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using BackpropGen.Analyzers;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes;

/// <summary>
/// BPG0006, BPG0012 and BPG0015 where a <c>Flatten</c> is missing. Whether it is cannot be told from the message: so the
/// changed definition is read, and the fix is offered only where that ends the mistake and makes no other.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InsertFlattenFix))]
[Shared]
public sealed class InsertFlattenFix : EditingFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [RuleIdentifiers.ShapeMismatch, RuleIdentifiers.LabelCount, RuleIdentifiers.LossNotScalar];

    /// <inheritdoc/>
    protected override string Title => "Insert Flatten";

    /// <inheritdoc/>
    protected override IEnumerable<SourceEdit> Edits(
        SyntaxNode root, SemanticModel semantics, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        var declaration = node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().FirstOrDefault();
        if (declaration is null || semantics.GetDeclaredSymbol(declaration, cancellation) is not INamedTypeSymbol model || !IsModel(model))
        {
            return [];
        }

        var before = Problems(model, semantics.Compilation, cancellation);
        foreach (var candidate in FlattenCandidates.Of(node, model, semantics, cancellation))
        {
            var edits = candidate.Select(operand => new SourceEdit(
                operand, current => Expressions.Call("Flatten", semantics, operand.SpanStart, (ExpressionSyntax)current))).ToList();
            if (Cures(Changed(root, edits)))
            {
                return edits;
            }
        }

        return [];

        bool Cures(SyntaxNode changed)
        {
            var tree = root.SyntaxTree.WithRootAndOptions(changed, root.SyntaxTree.Options);
            var compilation = semantics.Compilation.ReplaceSyntaxTree(root.SyntaxTree, tree);
            int index = root.DescendantNodes().OfType<TypeDeclarationSyntax>().ToList().IndexOf(declaration);
            var again = tree.GetRoot(cancellation).DescendantNodes().OfType<TypeDeclarationSyntax>().ElementAt(index);
            return compilation.GetSemanticModel(tree).GetDeclaredSymbol(again, cancellation) is INamedTypeSymbol type
                && IsLess(Problems(type, compilation, cancellation), before, diagnostic.Id);
        }
    }

    private static SyntaxNode Changed(SyntaxNode root, List<SourceEdit> edits) => root.ReplaceNodes(
        edits.Select(static edit => edit.Node), (original, current) => edits.First(edit => edit.Node == original).Change(current));

    private static bool IsModel(INamedTypeSymbol type) => type.GetAttributes().Any(static data => KnownTypes.Is(data.AttributeClass, "ModelAttribute"));

    private static List<(string Id, string Message)> Problems(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var problems = new List<(string, string)>();
        ModelReader.Read(type, compilation, problem => problems.Add((problem.Kind.Id, problem.Message)), cancellation);
        return problems;
    }

    /// <summary>Whether nothing is new, and something of a kind is gone.</summary>
    private static bool IsLess(List<(string Id, string Message)> after, List<(string Id, string Message)> before, string id)
    {
        var left = before.ToList();
        return after.All(left.Remove) && left.Any(problem => problem.Id == id);
    }
}
