using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using BackpropGen.Analyzers;
using BackpropGen.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BackpropGen.CodeFixes;

/// <summary>BPG1001: turns <c>x = Sigmoid(layer(x))</c> into <c>x = x + Sigmoid(layer(x))</c> wherever a stack's shapes allow.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WrapInResidualFix))]
[Shared]
public sealed class WrapInResidualFix : CodeFixProvider
{
    private const string Title = "Wrap in a residual connection";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIdentifiers.SaturatingStack];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        async (context, document, diagnostics) => await WrapAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is not null && Sites(root, diagnostic).Any())
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        Title, cancellation => WrapAsync(context.Document, [diagnostic], cancellation), nameof(WrapInResidualFix)),
                    diagnostic);
            }
        }
    }

    private static async Task<Document> WrapAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, System.Threading.CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        if (root is null)
        {
            return document;
        }

        var sites = diagnostics.SelectMany(diagnostic => Sites(root, diagnostic)).Distinct().ToList();
        return document.WithSyntaxRoot(root.ReplaceNodes(sites, static (_, site) => Wrap(site)));
    }

    /// <summary>The expressions of a diagnostic that the rule found fit to be wrapped.</summary>
    private static IEnumerable<ExpressionSyntax> Sites(SyntaxNode root, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(ResidualSite.Property, out string? listed) || string.IsNullOrEmpty(listed))
        {
            yield break;
        }

        foreach (string index in listed!.Split(','))
        {
            int number = int.Parse(index, CultureInfo.InvariantCulture);
            var location = number == 0 ? diagnostic.Location : diagnostic.AdditionalLocations[number - 1];
            var found = Find(root, location.SourceSpan);
            if (ResidualSite.Input(found) is not null)
            {
                yield return found!;
            }
        }
    }

    private static ExpressionSyntax? Find(SyntaxNode root, TextSpan span) =>
        root.FullSpan.Contains(span) ? root.FindNode(span, getInnermostNodeForTie: true) as ExpressionSyntax : null;

    private static ExpressionSyntax Wrap(ExpressionSyntax site)
    {
        var sum = SyntaxFactory.BinaryExpression(
            SyntaxKind.AddExpression,
            SyntaxFactory.IdentifierName(ResidualSite.Input(site)!.Identifier.WithoutTrivia()).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.Token(SyntaxKind.PlusToken).WithTrailingTrivia(SyntaxFactory.Space),
            site.WithoutTrivia());
        ExpressionSyntax wrapped = BindsMoreTightly(site) ? SyntaxFactory.ParenthesizedExpression(sum) : sum;
        return wrapped.WithTriviaFrom(site);
    }

    /// <summary>Whether what surrounds the expression would take a part of the sum only.</summary>
    private static bool BindsMoreTightly(ExpressionSyntax site) => site.Parent
        is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or CastExpressionSyntax or MemberAccessExpressionSyntax
        or SwitchExpressionSyntax or PostfixUnaryExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax;
}
