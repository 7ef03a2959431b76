using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.GradientFlow;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>Applications of the same weights, each to something made of the result of the one before: an unrolled loop.</summary>
/// <param name="Weight">The path of the weights' parameter.</param>
/// <param name="Applications">One application for each step, the first step first.</param>
internal sealed record Recurrence(string Weight, IReadOnlyList<WeightedLayer> Applications)
{
    // Weights that are applied twice are shared by two layers, as by an autoencoder's first and last.
    private const int LeastApplications = 3;

    /// <summary>The recurrences of a graph, in the order of their weights' first use.</summary>
    internal static List<Recurrence> Find(Graph graph, WeightedLayers layers)
    {
        var found = new List<Recurrence>();
        foreach (var uses in layers.All.GroupBy(static layer => layer.Weight).Where(static uses => uses.Count() >= LeastApplications))
        {
            var chain = LongestChain(graph, uses.ToDictionary(static layer => layer.Node));
            if (chain.Count >= LeastApplications)
            {
                found.Add(new(uses.Key, chain));
            }
        }

        return found;
    }

    /// <summary>The nodes on the ways from the first application to the last, these two included.</summary>
    internal HashSet<int> Steps(Graph graph)
    {
        int first = Applications[0].Node, last = Applications[Applications.Count - 1].Node;
        var made = new HashSet<int> { first };
        for (int node = first + 1; node <= last; node++)
        {
            if (graph.Nodes[node].Operands.Any(made.Contains))
            {
                made.Add(node);
            }
        }

        var steps = new HashSet<int> { last };
        for (int node = last; node > first; node--)
        {
            if (steps.Contains(node))
            {
                steps.UnionWith(graph.Nodes[node].Operands.Where(made.Contains));
            }
        }

        return steps;
    }

    private static List<WeightedLayer> LongestChain(Graph graph, Dictionary<int, WeightedLayer> uses)
    {
        int first = uses.Keys.Min(), last = uses.Keys.Max();
        var length = new int[last - first + 1];
        var previous = new int[length.Length];
        int end = first;
        for (int node = first; node <= last; node++)
        {
            previous[node - first] = -1;
            foreach (int operand in graph.Nodes[node].Operands.Where(operand => operand >= first))
            {
                if (length[operand - first] > length[node - first])
                {
                    length[node - first] = length[operand - first];
                    previous[node - first] = uses.ContainsKey(operand) ? operand : previous[operand - first];
                }
            }

            if (uses.ContainsKey(node))
            {
                length[node - first]++;
                end = length[node - first] > length[end - first] ? node : end;
            }
        }

        var chain = new List<WeightedLayer>();
        for (int node = end; node >= 0; node = previous[node - first])
        {
            chain.Insert(0, uses[node]);
        }

        return chain;
    }
}
