using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.Differentiation;

/// <summary>Reverse-mode differentiation of a graph, symbolically: the derivative is a graph too.</summary>
internal static class Differentiator
{
    /// <summary>The derivative of a scalar by one node, of that node's type.</summary>
    public static int Gradient(GraphBuilder graph, int scalar, int of) => Gradients(graph, scalar, [of])[0];

    /// <summary>The derivatives of a scalar by several nodes. A per-sample scalar counts as the sum over its batch.</summary>
    public static int[] Gradients(GraphBuilder graph, int scalar, IReadOnlyList<int> targets)
    {
        var active = ActiveNodes(graph, scalar, targets);
        var shares = new Dictionary<int, List<int>>();
        var gradients = targets.ToDictionary(static target => target, static _ => -1);
        string outer = graph.Place;
        if (active.Contains(scalar))
        {
            shares[scalar] = [Repeat(graph, 1, graph.TypeOf(scalar))];
        }

        foreach (int node in active.OrderByDescending(static node => node))
        {
            if (!shares.TryGetValue(node, out var contributions))
            {
                continue;
            }

            graph.Place = graph[node].Place;
            int cotangent = contributions.Aggregate((left, right) => graph.MapAligned(Scalars.Add, left, right));
            cotangent = AsType(graph, cotangent, graph.TypeOf(node));
            graph.MarkCotangent(cotangent, node);
            if (gradients.ContainsKey(node))
            {
                gradients[node] = cotangent;
            }

            Propagate(graph, node, cotangent, active, shares);
        }

        graph.Place = outer;
        return targets.Select(target => gradients[target] >= 0 ? gradients[target] : Repeat(graph, 0, graph.TypeOf(target))).ToArray();
    }

    private static void Propagate(GraphBuilder graph, int node, int cotangent, HashSet<int> active, Dictionary<int, List<int>> shares)
    {
        var operands = graph[node].Operands;
        for (int i = 0; i < operands.Length; i++)
        {
            int operand = operands[i];
            int share = active.Contains(operand) ? GradientRules.Of(graph[node].Primitive)(graph, node, i, cotangent) : -1;
            if (share < 0)
            {
                continue;
            }

            if (!shares.TryGetValue(operand, out var contributions))
            {
                shares.Add(operand, contributions = []);
            }

            contributions.Add(share);
        }
    }

    /// <summary>The nodes between targets and scalar (activity analysis): no other needs a cotangent.</summary>
    private static HashSet<int> ActiveNodes(GraphBuilder graph, int scalar, IReadOnlyList<int> targets)
    {
        var depends = new bool[scalar + 1];
        foreach (int target in targets.Where(target => target <= scalar))
        {
            depends[target] = true;
        }

        for (int node = 0; node <= scalar; node++)
        {
            depends[node] |= graph[node].Operands.Any(operand => depends[operand]);
        }

        var active = new HashSet<int>();
        var pending = new Stack<int>([scalar]);
        while (pending.Count > 0)
        {
            int node = pending.Pop();
            if (depends[node] && active.Add(node))
            {
                foreach (int operand in graph[node].Operands)
                {
                    pending.Push(operand);
                }
            }
        }

        return active;
    }

    /// <summary>A cotangent has its node's type: constants are repeated, and what only the batch's sum knows is shared.</summary>
    private static int AsType(GraphBuilder graph, int cotangent, NodeType type)
    {
        if (graph.TypeOf(cotangent).IsPerSample && !type.IsPerSample)
        {
            cotangent = graph.Sum(cotangent, [], batch: true);
        }

        return graph.BroadcastTo(cotangent, type.Shape, type.IsPerSample);
    }

    private static int Repeat(GraphBuilder graph, double value, NodeType type) =>
        graph.BroadcastTo(graph.Number(value), type.Shape, type.IsPerSample);
}
