using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Summaries;

/// <summary>Equal layers that a definition repeats: their paths differ by numbers alone. A layer that it does not repeat is a group of one.</summary>
/// <param name="Name">The paths in one, as <c>blocks.0…7.down</c>.</param>
/// <param name="Layers">The layers, the first applied first.</param>
internal sealed record LayerGroup(string Name, EquatableArray<LayerDescription> Layers)
{
    /// <summary>What stands for all of them.</summary>
    internal LayerDescription First => Layers[0];

    /// <summary>The layers in groups, in the order of each group's first, so that a thousand repeated ones are one line.</summary>
    internal static IReadOnlyList<LayerGroup> AllOf(IEnumerable<LayerDescription> layers) =>
    [
        .. layers.GroupBy(static layer => (PathPattern.Of(layer.Path), layer.Kind, layer.OutputShape, layer.ParameterCount, layer.StateCount))
            .Select(static group => new LayerGroup(PathPattern.Describe([.. group.Select(static layer => layer.Path)]), group.ToEquatableArray())),
    ];
}
