using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using BackpropGen.CodeFixes.Remedies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BackpropGen.CodeFixes;

/// <summary>
/// Applies one remedy to all diagnostics of a document, project or solution. A model's layers may be made in another file than
/// its Forward, so the changes of all diagnostics are collected first and then made file by file.
/// </summary>
internal sealed class RemedyFixAll : FixAllProvider
{
    internal static readonly RemedyFixAll Instance = new();

    /// <inheritdoc/>
    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var diagnostics = (await DiagnosticsAsync(fixAllContext).ConfigureAwait(false)).ToList();
        if (GradientFlowFix.Choose(fixAllContext.CodeActionEquivalenceKey, diagnostics) is not { } remedy)
        {
            return null;
        }

        var promising = diagnostics.Where(remedy.IsPromisedBy).ToImmutableArray();
        return CodeAction.Create(
            remedy.Title(promising[0]), cancellation => remedy.ApplyAsync(fixAllContext.Solution, promising, cancellation), remedy.Key);
    }

    private static async Task<IEnumerable<Diagnostic>> DiagnosticsAsync(FixAllContext context)
    {
        switch (context.Scope)
        {
            case FixAllScope.Document when context.Document is not null:
                return await context.GetDocumentDiagnosticsAsync(context.Document).ConfigureAwait(false);
            case FixAllScope.Project:
                return await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false);
            case FixAllScope.Solution:
                var all = new List<Diagnostic>();
                foreach (var project in context.Solution.Projects.Where(project => project.Language == context.Project.Language))
                {
                    all.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
                }

                return all;
            default:
                return [];
        }
    }
}
