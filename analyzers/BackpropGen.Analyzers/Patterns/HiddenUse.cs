using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>Tells hidden values, which later weights read, from outputs and from gates.</summary>
internal sealed class HiddenUse
{
    private readonly ModelAnalysis _model;
    private readonly bool[] _feeds;
    private readonly bool[] _isSeen;
    private readonly bool[] _weighs;

    internal HiddenUse(ModelAnalysis model)
    {
        _model = model;
        _feeds = new bool[model.Graph.Nodes.Length];
        _isSeen = new bool[_feeds.Length];
        _weighs = new bool[_feeds.Length];

        // Readers come after what they read, so they are settled when the walk arrives at a node.
        for (int node = _feeds.Length - 1; node >= 0; node--)
        {
            _isSeen[node] = model.Readers.IsOutput(node);
            foreach (int reader in model.Readers[node])
            {
                if (model.Layers[reader] is { } layer && layer.Input == node)
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

    /// <summary>Whether all that is made of a value, by elementwise functions, normalization and rearrangement, ends in
    /// weighted layers. Not so for an output, for what the loss looks at itself, and for a value that weighs another one:
    /// the factor of a gate, the weights of an attention.</summary>
    internal bool FeedsOnlyWeights(int node) => _feeds[node] && !_isSeen[node] && !IsGate(node);

    /// <summary>Whether a value weighs another one. What an expression of the source makes in one turn of a loop it makes in all
    /// of them: in the first step of a recurrence a gate may multiply a start that is the same for all samples.</summary>
    private bool IsGate(int node) => _weighs[node] || _model.NodesAt(_model.LocationOf(node))
        .Any(other => _weighs[other] && _model.Graph.Nodes[other].Primitive.Equals(_model.Graph.Nodes[node].Primitive));

    /// <summary>Whether a reader multiplies a value with another one of the sample, or combines them otherwise than by a sum.</summary>
    private bool Weighs(int reader, int node)
    {
        var next = _model.Graph.Nodes[reader];
        return next.Primitive switch
        {
            Map { Function: var function } when next.Operands.Length > 1 && !_model.Normalizations.IsMatch(reader) =>
                _model.Slopes.SlopeDependsOn(function, next.Operands.Items.IndexOf(node)).Any(other => IsOfSample(next.Operands[other])),
            Contract or Gather or Scatter or ArgMax => true,
            _ => false,
        };
    }

    /// <summary>Not so for a parameter that is repeated for every sample, such as a normalization's scale.</summary>
    private bool IsOfSample(int node) => _model.Graph.Nodes[_model.Graph.Origin(node)].IsPerSample;
}
