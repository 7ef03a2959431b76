using System;
using System.Collections.Generic;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Analyzers.Rules;

/// <summary>
/// For every node, the fewest counted nodes that a path from it to the loss meets before a normalization. The fewest, since
/// a gradient takes the path of least loss: a skip connection, a concatenation, or the other factor of a gate leads around
/// the counted ones, and ends the sequence.
/// </summary>
internal sealed class BackwardRun
{
    private const int Unreached = int.MaxValue;
    private readonly Graph _graph;
    private readonly Func<int, bool> _isCounted;
    private readonly int[] _run;
    private readonly int[] _next;

    /// <summary>Walks back from the loss; from the predictions where there is none.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="isCounted">Whether a node is one of those to count.</param>
    /// <param name="isNormalization">Whether a node rescales its operands, which starts a new sequence.</param>
    internal BackwardRun(Graph graph, Func<int, bool> isCounted, Func<int, bool> isNormalization)
    {
        _graph = graph;
        _isCounted = isCounted;
        _run = new int[graph.Nodes.Length];
        _next = new int[graph.Nodes.Length];
        for (int node = 0; node < _run.Length; node++)
        {
            (_run[node], _next[node]) = (Unreached, -1);
        }

        foreach (int root in Roots(graph))
        {
            _run[root] = 0;
        }

        // Operands come before their consumers, so a node is settled when the walk arrives at it.
        for (int node = _run.Length - 1; node >= 0; node--)
        {
            if (_run[node] != Unreached && graph.Nodes[node].Primitive is not StopGradient)
            {
                bool restarts = isNormalization(node);
                Offer(node, restarts ? 0 : At(node), restarts);
            }
        }
    }

    /// <summary>The length of the sequence that begins at a node, the node itself included.</summary>
    internal int At(int node) => _run[node] == Unreached ? 0 : _run[node] + (_isCounted(node) ? 1 : 0);

    /// <summary>The counted nodes of the sequence that begins at a node, the nearest to the input first.</summary>
    internal List<int> Sequence(int node)
    {
        var sequence = new List<int>();
        for (int current = node; current >= 0; current = _next[current])
        {
            if (_isCounted(current))
            {
                sequence.Add(current);
            }
        }

        return sequence;
    }

    private void Offer(int node, int run, bool restarts)
    {
        foreach (int operand in _graph.Nodes[node].Operands)
        {
            if (run < _run[operand])
            {
                _run[operand] = run;
                _next[operand] = restarts ? -1 : node;
            }
        }
    }

    private static IEnumerable<int> Roots(Graph graph)
    {
        bool hasLoss = false;
        foreach (var output in graph.Outputs)
        {
            if (output.Role is OutputRole.LossValue or OutputRole.Loss)
            {
                hasLoss = true;
                yield return output.Node;
            }
        }

        foreach (var output in graph.Outputs)
        {
            if (!hasLoss && output.Role == OutputRole.Prediction)
            {
                yield return output.Node;
            }
        }
    }
}
