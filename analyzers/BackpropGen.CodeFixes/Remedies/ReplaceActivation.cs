using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Repairs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes.Remedies;

/// <summary>Replaces activations by another, and the initializers of the layers that feed them by the one that suits it.</summary>
/// <param name="activation">The function of <c>BackpropGen.Functions</c>.</param>
internal sealed class ReplaceActivation(string activation) : Remedy
{
    // He's variance 2 / fan-in makes up for the half that a rectifier cuts off; GELU is close to one.
    private const string MatchingInitializer = "HeNormal", Layer = "layer";

    /// <inheritdoc/>
    internal override string Key => "Use" + activation;

    /// <inheritdoc/>
    internal override string Title(Diagnostic diagnostic) => $"Use {activation} with Initializer.{MatchingInitializer}";

    /// <inheritdoc/>
    internal override IEnumerable<RemedySite> Sites(Diagnostic diagnostic) =>
        RepairSites.Read(diagnostic, RepairSites.Activation).Select(static location => new RemedySite(location))
            .Concat(RepairSites.Read(diagnostic, RepairSites.ActivationLayers).Select(static location => new RemedySite(location, Layer)));

    /// <inheritdoc/>
    internal override SyntaxNode? Target(SyntaxNode? site) => site as ExpressionSyntax;

    /// <inheritdoc/>
    internal override SyntaxNode Rewrite(
        SyntaxNode target, SyntaxNode current, IReadOnlyList<(SyntaxNode Node, string Detail)> sites, LibraryNames names)
    {
        if (sites[0].Detail == Layer)
        {
            return new LayerCall((InvocationExpressionSyntax)target, names.Semantics).With(
                (InvocationExpressionSyntax)current,
                "weightInitializer",
                SyntaxFactory.ParseExpression($"{names.Type("Initializer", target)}.{MatchingInitializer}"));
        }

        if (target is not InvocationExpressionSyntax call)
        {
            return names.Sibling((ExpressionSyntax)target, "Functions", activation);
        }

        var changed = (InvocationExpressionSyntax)current;
        var operand = ActivationSite.Operand(changed)!;
        return changed
            .WithExpression(names.Sibling(call.Expression, "Functions", activation))
            .WithArgumentList(ActivationSite.IsMap(call)
                ? changed.ArgumentList.WithArguments(SyntaxFactory.SingletonSeparatedList(
                    operand.WithLeadingTrivia(changed.ArgumentList.Arguments[0].GetLeadingTrivia())))
                : changed.ArgumentList);
    }
}
