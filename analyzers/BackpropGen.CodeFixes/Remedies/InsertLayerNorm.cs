using BackpropGen.Analyzers.Repairs;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes.Remedies;

/// <summary>
/// Normalizes what a layer takes: <c>Sequence(LayerNorm(), Dense(16))</c>. Before the layer and not behind it, since the values
/// of a sigmoid are all positive: what they have in common is most of a pre-activation's size, and only a
/// normalization of the values themselves takes it away. Ten sigmoid layers then keep their gradient; with the
/// normalization behind the layers they keep less than 1e-4 of it, as measured.
/// </summary>
internal sealed class InsertLayerNorm : InsertNormalization
{
    /// <inheritdoc/>
    protected override string Normalization => "LayerNorm";

    /// <inheritdoc/>
    protected override bool IsBefore => true;

    /// <inheritdoc/>
    protected override string Property => RepairSites.NormalizedInputs;

    /// <inheritdoc/>
    protected override InvocationExpressionSyntax Adapt(InvocationExpressionSyntax layer, InvocationExpressionSyntax current, LibraryNames names) =>
        current;
}
