using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>Tells hidden values, which later weights read, from outputs and from gates, as far as the graph shows it.</summary>
internal sealed class HiddenUse
{
    private readonly Graph _graph;
    private readonly GraphAnalysis _analysis;
    private readonly bool[] _feeds;
    private readonly bool[] _isSeen;
    private readonly bool[] _weighs;

    internal HiddenUse(Graph graph, GraphAnalysis analysis)
    {
        (_graph, _analysis) = (graph, analysis);
        _feeds = new bool[graph.Nodes.Length];
        _isSeen = new bool[_feeds.Length];
        _weighs = new bool[_feeds.Length];

        // Readers come after what they read, so they are settled when the walk arrives at a node.
        for (int node = _feeds.Length - 1; node >= 0; node--)
        {
            _isSeen[node] = analysis.Readers.IsOutput(node);
            foreach (int reader in analysis.Readers[node])
            {
                if (analysis.Layers[reader] is { } layer && layer.Input == node)
                {
                    _feeds[node] = true;
                }
                else
                {
                    _feeds[node] |= _feeds[reader];
                    _isSeen[node] |= _isSeen[reader];
                    _weighs[node] |= _weighs[reader] || Weighs(reader, node);
                }
            }
        }
    }

    /// <summary>Whether what is made of a value, by elementwise functions, normalization and rearrangement, ends in weighted
    /// layers, and nothing of it in an output or in what the loss looks at itself.</summary>
    internal bool IsHidden(int node) => _feeds[node] && !_isSeen[node];

    /// <summary>Whether a value weighs another one: the factor of a gate, the weights of an attention.</summary>
    internal bool Weighs(int node) => _weighs[node];

    /// <summary>Whether a reader multiplies a value with another one of the sample, or combines them otherwise than by a sum.</summary>
    private bool Weighs(int reader, int node)
    {
        var next = _graph.Nodes[reader];
        return next.Primitive switch
        {
            Map { Function: var function } when next.Operands.Length > 1 && !_analysis.Normalizations.IsMatch(reader) =>
                MapSlopes.SlopeDependsOn(function, next.Operands.Items.IndexOf(node)).Any(other => IsOfSample(next.Operands[other])),
            Contract or Gather or Scatter or ArgMax => true,
            _ => false,
        };
    }

    /// <summary>Not so for a parameter that is repeated for every sample, such as a normalization's scale.</summary>
    private bool IsOfSample(int node) => _graph.Nodes[_graph.Origin(node)].IsPerSample;
}
