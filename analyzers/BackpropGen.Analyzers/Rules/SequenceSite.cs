using System.Collections.Generic;
using System.Linq;
using BackpropGen.Analyzers.Patterns;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Analyzers.Rules;

/// <summary>The call <c>Sequence(Dense(16), Dense(3))</c> in which neighbouring arguments make two linear layers.</summary>
/// <param name="Call">The call.</param>
/// <param name="Positions">The arguments that make the inner layer of each pair, ascending.</param>
internal sealed record SequenceSite(Location Call, IReadOnlyList<int> Positions)
{
    /// <summary>The call that makes all layers of some pairs; null where they are not neighbours in one, or where one of its
    /// arguments makes other layers too, which have no need of an activation.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pairs">The pairs that one expression applies.</param>
    /// <param name="all">All pairs of the model.</param>
    internal static SequenceSite? Of(ModelAnalysis model, IReadOnlyList<LayerPair> pairs, IReadOnlyList<LayerPair> all)
    {
        var positions = new SortedSet<int>();
        ArgumentListSyntax? list = null;
        foreach (var pair in pairs)
        {
            if (ArgumentOf(model, pair.Inner) is not { Parent: ArgumentListSyntax around } inner
                || (list is not null && list != around)
                || around.Arguments.IndexOf(inner) is var position && ArgumentOf(model, pair.Outer) is not { } outer
                || around.Arguments.IndexOf(outer) != position + 1
                || !MakesPairsAlone(model, pair.Inner, all))
            {
                return null;
            }

            list = around;
            positions.Add(position);
        }

        return list?.Parent is InvocationExpressionSyntax call && FunctionText.Of(call) == "Sequence"
            ? new(call.GetLocation(), [.. positions])
            : null;
    }

    private static ArgumentSyntax? ArgumentOf(ModelAnalysis model, LinearLayer layer) =>
        model.MakingOf(layer.Name(model.Graph)) is { } making ? model.ExpressionAt(making.Location)?.Parent as ArgumentSyntax : null;

    /// <summary>Whether all layers that the call behind one makes are the inner ones of pairs.</summary>
    private static bool MakesPairsAlone(ModelAnalysis model, LinearLayer layer, IReadOnlyList<LayerPair> all)
    {
        var location = model.MakingOf(layer.Name(model.Graph))!.Value.Location;
        return model.Sources.Makings.Where(making => making.Value.Location == location)
            .All(making => all.Any(pair => pair.Inner.Name(model.Graph) == making.Key));
    }
}
