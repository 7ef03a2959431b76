using System.Collections.Generic;
using BackpropGen.Generator.Models;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>Where the parts of a graph come from in the user's source. Analyzers point there; it is kept apart from the
/// <see cref="ModelDefinition"/>, which must not change when a line moves.</summary>
internal sealed class SourceMap
{
    private readonly Dictionary<int, Location> _nodes = [];
    private readonly Dictionary<string, Location> _places = [];
    private readonly Dictionary<string, LayerMaking> _makings = [];
    private readonly HashSet<string> _tied = [];

    /// <summary>The expression that made a node of the training graph.</summary>
    public IReadOnlyDictionary<int, Location> Nodes => _nodes;

    /// <summary>The name of the field or local that a path of layers comes from: <c>blocks.3.down</c> is the local <c>down</c>.</summary>
    public IReadOnlyDictionary<string, Location> Places => _places;

    /// <summary>The call that made a layer or parameter, by its path: <c>Dense(64)</c> for <c>blocks.3.down</c>. What a
    /// <c>Repeat</c> makes has one call for all its paths.</summary>
    public IReadOnlyDictionary<string, LayerMaking> Makings => _makings;

    /// <summary>Whether the definition reads the weight or bias of a layer for itself, as tied weights do.</summary>
    public bool IsTied(string layer) => _tied.Contains(layer);

    /// <summary>The field, property or local nearest to a path: that of <c>blocks</c> for <c>blocks.3</c>.</summary>
    public Location? FindPlace(string path)
    {
        while (path.Length > 0)
        {
            if (_places.TryGetValue(path, out var location))
            {
                return location;
            }

            path = path.Substring(0, System.Math.Max(0, path.LastIndexOf('.')));
        }

        return null;
    }

    /// <summary>Notes that an expression made the nodes from <paramref name="first"/> on; what is noted already stays.</summary>
    internal void AddNodes(int first, int end, Location location)
    {
        for (int node = first; node < end; node++)
        {
            if (!_nodes.ContainsKey(node))
            {
                _nodes.Add(node, location);
            }
        }
    }

    /// <summary>Notes the name that a path comes from; the first one stays.</summary>
    internal void AddPlace(string path, Location location)
    {
        if (!_places.ContainsKey(path))
        {
            _places.Add(path, location);
        }
    }

    /// <summary>Notes the call that made a layer or parameter; the first one stays.</summary>
    internal void AddMaking(string path, LayerMaking making)
    {
        if (!_makings.ContainsKey(path))
        {
            _makings.Add(path, making);
        }
    }

    /// <summary>Notes that the definition reads the weight or bias of a layer for itself.</summary>
    internal void AddTied(string layer) => _tied.Add(layer);
}

/// <summary>A call in the source that made a layer or parameter.</summary>
/// <param name="Function">The function of <c>BackpropGen.Layers</c>, as <c>Dense</c>.</param>
/// <param name="Location">The call.</param>
internal readonly record struct LayerMaking(string Function, Location Location);
