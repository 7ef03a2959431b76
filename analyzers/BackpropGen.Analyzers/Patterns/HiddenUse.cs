using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>Tells hidden values, which later weights read, from outputs and from gates.</summary>
internal sealed class HiddenUse
{
    private readonly ModelAnalysis _model;
    private readonly bool[] _feeds;
    private readonly bool[] _otherwise;

    internal HiddenUse(ModelAnalysis model)
    {
        _model = model;
        _feeds = new bool[model.Graph.Nodes.Length];
        _otherwise = new bool[_feeds.Length];

        // Readers come after what they read, so they are settled when the walk arrives at a node.
        for (int node = _feeds.Length - 1; node >= 0; node--)
        {
            _otherwise[node] = model.Readers.IsOutput(node);
            foreach (int reader in model.Readers[node])
            {
                if (model.Layers[reader] is { } layer && layer.Input == node)
                {
                    _feeds[node] = true;
                }
                else
                {
                    _feeds[node] |= _feeds[reader];
                    _otherwise[node] |= _otherwise[reader] || Weighs(reader, node);
                }
            }
        }
    }

    /// <summary>Whether all that is made of a value, by elementwise functions, normalization and rearrangement, ends in
    /// weighted layers. Not so for an output, for what the loss looks at itself, and for a value that weighs another one:
    /// the factor of a gate, the weights of an attention.</summary>
    internal bool FeedsOnlyWeights(int node) => _feeds[node] && !_otherwise[node];

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
