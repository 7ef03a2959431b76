using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using BackpropGen.Analyzers;
using BackpropGen.CodeFixes.Remedies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BackpropGen.CodeFixes;

/// <summary>
/// Offers the remedies that a diagnostic about the flow of gradients promises, in the order of their effect. One provider, so
/// that editors show them in this order and that a tool which takes the first one takes the best.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GradientFlowFix))]
[Shared]
public sealed class GradientFlowFix : CodeFixProvider
{
    private static readonly ImmutableArray<Remedy> Remedies =
    [
        new WrapInResidual(),
        new InsertLayerNorm(),
        new InsertBatchNorm(),
        new ReplaceActivation("Relu"),
        new ReplaceActivation("Gelu"),
        new SetInitializer(),
        new AddClipping(),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        RuleIdentifiers.SaturatingStack,
        RuleIdentifiers.VanishingGradient,
        RuleIdentifiers.ExplodingGradient,
        RuleIdentifiers.InitializerMismatch,
        RuleIdentifiers.SymmetricWeights,
        RuleIdentifiers.RecurrenceWithoutClipping,
        RuleIdentifiers.DeepBatchNorm,
        RuleIdentifiers.PlainDepth,
        RuleIdentifiers.UnscaledResidualStack,
        RuleIdentifiers.SigmoidInHiddenLayer,
        RuleIdentifiers.DeadStart,
    ];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => RemedyFixAll.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var solution = context.Document.Project.Solution;
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var remedy in Remedies.Where(remedy => remedy.IsPromisedBy(diagnostic)))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        remedy.Title(diagnostic), cancellation => remedy.ApplyAsync(solution, [diagnostic], cancellation), remedy.Key),
                    diagnostic);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>The remedy of an equivalence key; the best of those that are promised where there is no key or the diagnostics do not
    /// promise its remedy: <c>dotnet format</c> takes the key from the first diagnostic of a project, of whichever rule.</summary>
    internal static Remedy? Choose(string? key, IReadOnlyCollection<Diagnostic> diagnostics)
    {
        if (key is not null && !Remedies.Any(remedy => remedy.Key == key))
        {
            return null;
        }

        var promised = Remedies.Where(remedy => diagnostics.Any(remedy.IsPromisedBy)).ToList();
        return promised.Find(remedy => remedy.Key == key) ?? promised.FirstOrDefault();
    }
}
