using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace BackpropGen.CodeFixes.Remedies;

/// <summary>An expression or attribute that a remedy changes.</summary>
/// <param name="Location">Where it is.</param>
/// <param name="Detail">What the remedy needs to know of it.</param>
internal readonly record struct RemedySite(Location Location, string Detail = "");

/// <summary>A change of the source that the diagnostics of several rules can promise; see <c>RepairSites</c>.</summary>
internal abstract class Remedy
{
    /// <summary>What the change has in common wherever it is made: the equivalence key of its code action.</summary>
    internal abstract string Key { get; }

    /// <summary>What an editor shows.</summary>
    internal abstract string Title(Diagnostic diagnostic);

    /// <summary>What is to be changed for a diagnostic; nothing where the remedy would not help.</summary>
    internal abstract IEnumerable<RemedySite> Sites(Diagnostic diagnostic);

    /// <summary>The node to replace for a site; null where the source has changed since the diagnostic was made.</summary>
    internal abstract SyntaxNode? Target(SyntaxNode? site);

    /// <summary>Changes a node.</summary>
    /// <param name="target">The node as it is in the document, for questions of meaning.</param>
    /// <param name="current">The same node with the changes inside it made.</param>
    /// <param name="sites">The sites whose target it is.</param>
    /// <param name="names">How to name the library's members.</param>
    internal abstract SyntaxNode Rewrite(SyntaxNode target, SyntaxNode current, IReadOnlyList<(SyntaxNode Node, string Detail)> sites, LibraryNames names);

    /// <summary>Whether there is something to change.</summary>
    internal bool IsPromisedBy(Diagnostic diagnostic)
    {
        var sites = Sites(diagnostic).ToList();
        return sites.Count > 0 && sites.All(site => Target(Find(site.Location.SourceTree?.GetRoot(), site.Location)) is not null);
    }

    /// <summary>Makes the change for diagnostics, in every file that it reaches; what two of them share is changed once.</summary>
    internal async Task<Solution> ApplyAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var changed = solution;
        foreach (var file in diagnostics.SelectMany(Sites).Distinct().GroupBy(static site => site.Location.SourceTree))
        {
            if (solution.GetDocument(file.Key) is { } document
                && await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } semantics)
            {
                var names = new LibraryNames(semantics);
                var root = await semantics.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);

                // A workspace may parse a file again: the nodes of the diagnostic's tree need not be the document's own.
                var targets = file
                    .Select(site => (Node: Find(root, site.Location)!, site.Detail))
                    .Where(site => Target(site.Node) is not null)
                    .ToLookup(site => Target(site.Node)!);
                changed = changed.WithDocumentSyntaxRoot(document.Id, root.ReplaceNodes(
                    targets.Select(static target => target.Key),
                    (target, current) => Rewrite(target, current, [.. targets[target]], names)));
            }
        }

        return changed;
    }

    private static SyntaxNode? Find(SyntaxNode? root, Location location) =>
        root is not null && root.FullSpan.Contains(location.SourceSpan)
            ? root.FindNode(location.SourceSpan, getInnermostNodeForTie: true)
            : null;
}
