using BackpropGen.Analyzers.Repairs;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes.Remedies;

/// <summary>Normalizes what a layer gives, before the activation: <c>Sequence(Dense(16, bias: false), BatchNorm())</c>. The
/// layer loses its bias, which the normalization would subtract again; it has a shift of its own.</summary>
internal sealed class InsertBatchNorm : InsertNormalization
{
    /// <inheritdoc/>
    protected override string Normalization => "BatchNorm";

    /// <inheritdoc/>
    protected override bool IsBefore => false;

    /// <inheritdoc/>
    protected override string Property => RepairSites.NormalizedResults;

    /// <inheritdoc/>
    protected override InvocationExpressionSyntax Adapt(InvocationExpressionSyntax layer, InvocationExpressionSyntax current, LibraryNames names)
    {
        var call = new LayerCall(layer, names.Semantics);
        current = call.With(current, "bias", SyntaxFactory.LiteralExpression(SyntaxKind.FalseLiteralExpression));
        return call.Without(current, "biasInitializer");
    }
}
