using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>For every node of a graph, the nodes that have it as an operand, and whether it is an output.</summary>
internal sealed class Readers
{
    private readonly List<int>?[] _readers;
    private readonly ILookup<int, OutputRole> _outputs;

    internal Readers(Graph graph)
    {
        _readers = new List<int>?[graph.Nodes.Length];
        for (int node = 0; node < _readers.Length; node++)
        {
            foreach (int operand in graph.Nodes[node].Operands.Distinct())
            {
                (_readers[operand] ??= []).Add(node);
            }
        }

        _outputs = graph.Outputs.ToLookup(static output => output.Node, static output => output.Role);
    }

    /// <summary>The nodes that read a node, each once, in the order of the graph.</summary>
    internal IReadOnlyList<int> this[int node] => (IReadOnlyList<int>?)_readers[node] ?? [];

    /// <summary>What a node is to the model, if it is an output.</summary>
    internal IEnumerable<OutputRole> Roles(int node) => _outputs[node];

    /// <summary>Whether a node is a prediction, or a part of what the definition's Loss returns.</summary>
    internal bool IsOutput(int node) => Roles(node).Any(static role => role != OutputRole.StateUpdate);

    /// <summary>Whether exactly one node reads a node, and the model gives it to nobody.</summary>
    internal bool IsReadOnce(int node) => this[node].Count == 1 && !_outputs.Contains(node);
}
