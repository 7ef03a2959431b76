using System.Collections.Generic;
using BackpropGen.Generator.Graphs;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>Values that weigh others. What an expression of the source makes in one turn of a loop it makes in all of them: in
/// the first step of a recurrence a gate may multiply a start that is the same for all samples.</summary>
internal sealed class Gates
{
    private readonly ModelAnalysis _model;
    private readonly HashSet<(Location Location, Primitive Primitive)> _expressions = [];

    internal Gates(ModelAnalysis model)
    {
        _model = model;
        foreach (var made in model.Sources.Nodes)
        {
            if (model.Analysis.Hidden.Weighs(made.Key))
            {
                _expressions.Add((made.Value, model.Graph.Nodes[made.Key].Primitive));
            }
        }
    }

    /// <summary>Whether a value weighs another one, or does so in another turn of its loop.</summary>
    internal bool IsMatch(int node) => _model.Analysis.Hidden.Weighs(node)
        || (_model.Sources.Nodes.TryGetValue(node, out var location) && _expressions.Contains((location, _model.Graph.Nodes[node].Primitive)));
}
