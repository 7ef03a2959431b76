using System;
using System.Collections.Generic;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>
/// For every node, the counted nodes that every path from it towards the loss meets in sequence. A sequence ends at a
/// normalization, and at a value from which some path leads around a counted node: a skip connection, a concatenation, or
/// the other factor of a gate.
/// </summary>
internal sealed class BackwardRun
{
    private const int Unreached = int.MaxValue;
    private readonly Graph _graph;
    private readonly Func<int, bool> _isCounted;
    private readonly int[] _run;
    private readonly int[] _longest;
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
        _longest = new int[graph.Nodes.Length];
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
            if (_run[node] == Unreached || graph.Nodes[node].Primitive is StopGradient)
            {
                continue;
            }

            // Two ways of different length: the shorter one leads around what the longer one meets.
            if (_longest[node] > _run[node])
            {
                (_run[node], _next[node]) = (0, -1);
            }

            bool restarts = isNormalization(node);
            Offer(node, restarts ? 0 : At(node), restarts);
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

    /// <summary>All nodes of the way that the sequence follows, counted or not, the nearest to the input first.</summary>
    internal IEnumerable<int> Path(int node)
    {
        for (int current = node; current >= 0; current = _next[current])
        {
            yield return current;
        }
    }

    private void Offer(int node, int run, bool restarts)
    {
        foreach (int operand in _graph.Nodes[node].Operands)
        {
            _longest[operand] = Math.Max(_longest[operand], run);
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
