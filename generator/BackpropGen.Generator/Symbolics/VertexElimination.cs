using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics.Branches;

namespace BackpropGen.Generator.Symbolics;

/// <summary>The Jacobian of a computation with intermediate values eliminated where that is cheapest: c_ij += c_jv c_vi for every value i
/// before and j behind v. Forward and reverse mode are two of the orders; this one goes by the fewest products, which splits a
/// computation at its narrow places.</summary>
/// <remarks>Source: Griewank and Walther, Evaluating Derivatives, 2nd edition, 2008, chapters 9 and 10 (the rule of Markowitz).</remarks>
internal sealed class VertexElimination
{
    private readonly ExpressionPool _pool;
    private readonly Arm _body = Arm.Body();
    private readonly List<Expression> _nodes;
    private readonly Dictionary<Expression, int> _indexes = [];

    // By vertex, the vertices before it with the derivative by them, and those behind it. Results are vertices of their own, behind all nodes.
    private readonly SortedDictionary<int, Gated>[] _before;
    private readonly SortedSet<int>[] _behind;

    private VertexElimination(Expression[] roots, IReadOnlyList<int> arguments)
    {
        _pool = roots[0].Pool;
        var all = ScalarFunction.PostOrder(roots);
        var active = ReverseMode.Active(all, arguments);
        _nodes = all.Where(active.Contains).ToList();
        int count = _nodes.Count + roots.Length;
        _before = new SortedDictionary<int, Gated>[count];
        _behind = new SortedSet<int>[count];
        for (int v = 0; v < count; v++)
        {
            (_before[v], _behind[v]) = ([], []);
        }

        for (int v = 0; v < _nodes.Count; v++)
        {
            _indexes.Add(_nodes[v], v);
            for (int i = 0; i < _nodes[v].Operands.Length; i++)
            {
                if (active.Contains(_nodes[v].Operands[i]))
                {
                    foreach (var partial in Gated.PartialsOf(_nodes[v], i, _body))
                    {
                        Connect(_indexes[_nodes[v].Operands[i]], v, partial);
                    }
                }
            }
        }

        for (int k = 0; k < roots.Length; k++)
        {
            if (_indexes.TryGetValue(roots[k], out int v))
            {
                Connect(v, _nodes.Count + k, new Gated(_body.Alone, _pool.Number(1)));
            }
        }
    }

    /// <summary>∂rootₖ/∂xᵢ, row k for each root, column by column for the arguments.</summary>
    public static Expression[][] Jacobian(Expression[] roots, IReadOnlyList<int> arguments)
    {
        var graph = new VertexElimination(roots, arguments);
        graph.EliminateAll();
        var zero = roots[0].Pool.Number(0);
        var columns = arguments.Select(argument => graph._indexes.TryGetValue(roots[0].Pool.Argument(argument), out int v) ? v : -1).ToArray();
        return [.. Enumerable.Range(0, roots.Length).Select(k => columns
            .Select(column => column >= 0 && graph._before[graph._nodes.Count + k].TryGetValue(column, out var entry) ? entry.Everywhere(graph._body) : zero).ToArray())];
    }

    private void EliminateAll()
    {
        var waiting = new SortedSet<(int Degree, int Vertex)>();
        var degrees = new int[_nodes.Count];
        for (int v = 0; v < _nodes.Count; v++)
        {
            if (_nodes[v].Opcode != Opcode.Argument)
            {
                waiting.Add((degrees[v] = Degree(v), v));
            }
        }

        while (waiting.Count > 0)
        {
            var next = waiting.Min;
            waiting.Remove(next);
            int[] touched = [.. _before[next.Vertex].Keys, .. _behind[next.Vertex]];
            Eliminate(next.Vertex);
            foreach (int v in touched)
            {
                if (v < _nodes.Count && waiting.Remove((degrees[v], v)))
                {
                    waiting.Add((degrees[v] = Degree(v), v));
                }
            }
        }
    }

    private int Degree(int vertex) => _before[vertex].Count * _behind[vertex].Count;

    private void Eliminate(int vertex)
    {
        foreach (int j in _behind[vertex])
        {
            var outer = _before[j][vertex];
            _before[j].Remove(vertex);
            foreach (var (i, inner) in _before[vertex].Select(static pair => (pair.Key, pair.Value)))
            {
                if (outer.Times(inner) is { Where.IsNever: false } product)
                {
                    Connect(i, j, product);
                }
            }
        }

        foreach (int i in _before[vertex].Keys)
        {
            _behind[i].Remove(vertex);
        }
    }

    private void Connect(int from, int to, Gated derivative)
    {
        var sum = _before[to].TryGetValue(from, out var present) ? Gated.Sum([(1, present), (1, derivative)]) : derivative;
        if (sum.Value.Is(0))
        {
            _before[to].Remove(from);
            _behind[from].Remove(to);
            return;
        }

        _before[to][from] = sum;
        _behind[from].Add(to);
    }
}
