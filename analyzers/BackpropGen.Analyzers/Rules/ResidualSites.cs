using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.GradientFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Analyzers.Rules;

/// <summary>Decides which activations of a stack can be wrapped in a residual connection, and whether that cures it.</summary>
internal static class ResidualSites
{
    /// <summary>The value of <see cref="ResidualSite.Property"/>; empty where wrapping is impossible or would leave the stack too deep.</summary>
    internal static string Of(ModelAnalysis model, SaturatingStack stack, List<Location> locations)
    {
        var fitting = new HashSet<Location>(locations.Where(location => location.SourceTree == locations[0].SourceTree));
        fitting.RemoveWhere(location =>
            stack.Activations.Any(node => model.LocationOf(model.Activations.SiteOf(node)) == location && !Fits(model, node)));

        int run = 0;
        int longest = 0;
        foreach (int node in stack.Activations)
        {
            run = fitting.Contains(model.LocationOf(model.Activations.SiteOf(node))) ? 0 : run + 1;
            longest = System.Math.Max(longest, run);
        }

        return longest >= stack.Limit
            ? ""
            : string.Join(",", Enumerable.Range(0, locations.Count)
                .Where(i => fitting.Contains(locations[i]))
                .Select(static i => i.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Whether the activation is written <c>f(layer(x))</c>, with a single layer as wide as its input.</summary>
    private static bool Fits(ModelAnalysis model, int node)
    {
        var graph = model.Graph;
        var expression = ExpressionAt(model.LocationOf(model.Activations.SiteOf(node)));
        if (ResidualSite.Input(expression) is not { Parent.Parent.Parent: InvocationExpressionSyntax application })
        {
            return false;
        }

        int preactivation = model.Activations[node].Preactivation;
        var applied = application.GetLocation();
        return DensePattern.Match(graph, preactivation) is { } layer
            && graph.Nodes[layer.Input].Shape == graph.Nodes[node].Shape
            && model.LocationOf(preactivation) == applied

            // A layer made of several: its own inner result is not what the user calls x.
            && model.LocationOf(layer.Input) != applied;
    }

    private static ExpressionSyntax? ExpressionAt(Location location) =>
        location.SourceTree?.GetRoot().FindNode(location.SourceSpan, getInnermostNodeForTie: true) as ExpressionSyntax;
}
