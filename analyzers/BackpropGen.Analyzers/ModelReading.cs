using BackpropGen.Generator.Models;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Analyzers;

/// <summary>A model as the reader understood it, and where its parts come from.</summary>
/// <param name="Definition">The model.</param>
/// <param name="Sources">The expressions that made the nodes of its training graph.</param>
/// <param name="Fallback">The model's name in its declaration, for what comes from no expression.</param>
internal sealed record ModelReading(ModelDefinition Definition, SourceMap Sources, Location Fallback)
{
    /// <summary>The expression that made a node.</summary>
    internal Location LocationOf(int node) => Sources.Nodes.TryGetValue(node, out var location) ? location : Fallback;
}
