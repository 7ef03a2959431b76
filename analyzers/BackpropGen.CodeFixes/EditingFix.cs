using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BackpropGen.CodeFixes;

/// <summary>A fix that changes single nodes of a file: a subclass says which and how, and is asked for one diagnostic or for all.</summary>
public abstract class EditingFix : CodeFixProvider
{
    /// <summary>What the editor's menu shows.</summary>
    protected abstract string Title { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        async (context, document, diagnostics) => await ApplyAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if ((await EditsAsync(context.Document, [diagnostic], context.CancellationToken).ConfigureAwait(false)).Count > 0)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(Title, cancellation => ApplyAsync(context.Document, [diagnostic], cancellation), GetType().Name),
                    diagnostic);
            }
        }
    }

    /// <summary>The changes that fix a diagnostic; none where it cannot be fixed by itself.</summary>
    /// <param name="root">The file.</param>
    /// <param name="semantics">What it means.</param>
    /// <param name="diagnostic">The diagnostic, in this file.</param>
    /// <param name="cancellation">Ends the search.</param>
    protected abstract IEnumerable<SourceEdit> Edits(
        SyntaxNode root, SemanticModel semantics, Diagnostic diagnostic, CancellationToken cancellation);

    private async Task<Document> ApplyAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var edits = await EditsAsync(document, diagnostics, cancellation).ConfigureAwait(false);
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        return root is null || edits.Count == 0
            ? document
            : document.WithSyntaxRoot(RemovedStatement.Clear(
                root.ReplaceNodes(edits.Keys, (original, current) => edits[original].Change(current))));
    }

    /// <summary>The changes by their nodes; two diagnostics with one cause want the same one.</summary>
    private async Task<Dictionary<SyntaxNode, SourceEdit>> EditsAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var edits = new Dictionary<SyntaxNode, SourceEdit>();
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var semantics = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (root is not null && semantics is not null)
        {
            foreach (var edit in diagnostics.SelectMany(diagnostic => Edits(root, semantics, diagnostic, cancellation)))
            {
                edits[edit.Node] = edit;
            }
        }

        return edits;
    }
}
