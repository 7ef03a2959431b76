using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Repairs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes.Remedies;

/// <summary>Gives layers or parameters the initializer that a diagnostic names.</summary>
internal sealed class SetInitializer : Remedy
{
    /// <inheritdoc/>
    internal override string Key => nameof(SetInitializer);

    /// <inheritdoc/>
    internal override string Title(Diagnostic diagnostic) => "Use Initializer." + diagnostic.Properties[RepairSites.Initializer];

    /// <inheritdoc/>
    internal override IEnumerable<RemedySite> Sites(Diagnostic diagnostic)
    {
        diagnostic.Properties.TryGetValue(RepairSites.Initializer, out string? initializer);
        diagnostic.Properties.TryGetValue(RepairSites.InitializerArgument, out string? argument);
        return initializer is null ? [] : RepairSites.Read(diagnostic, RepairSites.Layers)
            .Select(location => new RemedySite(location, $"{argument}={initializer}"));
    }

    /// <inheritdoc/>
    internal override SyntaxNode? Target(SyntaxNode? site) => site as InvocationExpressionSyntax;

    /// <inheritdoc/>
    internal override SyntaxNode Rewrite(
        SyntaxNode target, SyntaxNode current, IReadOnlyList<(SyntaxNode Node, string Detail)> sites, LibraryNames names)
    {
        var call = (InvocationExpressionSyntax)target;
        string[] detail = sites[0].Detail.Split(['='], 2);
        string argument = detail[0].Length > 0 ? detail[0] : LayerCall.NameOf(call) == "Parameter" ? "initializer" : "weightInitializer";
        return new LayerCall(call, names.Semantics).With(
            (InvocationExpressionSyntax)current,
            argument,
            SyntaxFactory.ParseExpression($"{names.Type("Initializer", target)}.{detail[1]}"));
    }
}
