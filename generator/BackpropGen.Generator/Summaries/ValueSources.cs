using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.Summaries;

/// <summary>Where the values of a graph's nodes come from, in terms of what the definition applied.</summary>
internal sealed class ValueSources
{
    private readonly Graph _graph;
    private readonly Func<int, int?> _origin;
    private readonly Dictionary<int, int[]> _known = [];

    /// <summary>Prepares the search.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="origin">The number of what makes a node, if that is known; else its operands are asked.</param>
    internal ValueSources(Graph graph, Func<int, int?> origin)
    {
        _graph = graph;
        _origin = origin;
    }

    /// <summary>Marks the nodes that some depend on, themselves included.</summary>
    internal static bool[] Reach(Graph graph, IEnumerable<int> from)
    {
        var reached = new bool[graph.Nodes.Length];
        foreach (int node in from)
        {
            reached[node] = true;
        }

        for (int node = reached.Length - 1; node >= 0; node--)
        {
            if (reached[node])
            {
                foreach (int operand in graph.Nodes[node].Operands)
                {
                    reached[operand] = true;
                }
            }
        }

        return reached;
    }

    /// <summary>The numbers of what a node's value comes from; none for a constant.</summary>
    internal int[] Of(int node)
    {
        if (!_known.TryGetValue(node, out int[] sources))
        {
            sources = _origin(node) is { } origin
                ? [origin]
                : [.. _graph.Nodes[node].Operands.SelectMany(Of).Distinct()];
            _known.Add(node, sources);
        }

        return sources;
    }
}
