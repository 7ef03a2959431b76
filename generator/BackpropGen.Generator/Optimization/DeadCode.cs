using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Optimization;

/// <summary>Keeps the nodes that an output depends on.</summary>
internal static class DeadCode
{
    public static Graph Remove(Graph graph)
    {
        var live = new bool[graph.Nodes.Length];
        foreach (var output in graph.Outputs)
        {
            live[output.Node] = true;
        }

        for (int node = live.Length - 1; node >= 0; node--)
        {
            if (live[node])
            {
                foreach (int operand in graph.Nodes[node].Operands)
                {
                    live[operand] = true;
                }
            }
        }

        var number = new int[live.Length];
        var nodes = new List<Node>();
        for (int node = 0; node < live.Length; node++)
        {
            if (!live[node])
            {
                continue;
            }

            var old = graph.Nodes[node];
            number[node] = nodes.Count;
            nodes.Add(old with
            {
                Operands = old.Operands.Select(operand => number[operand]).ToEquatableArray(),
                CotangentOf = old.CotangentOf >= 0 && !live[old.CotangentOf] ? Node.Vanished : old.CotangentOf >= 0 ? number[old.CotangentOf] : old.CotangentOf,
            });
        }

        return new Graph(
            nodes.ToEquatableArray(),
            graph.Outputs.Select(output => output with { Node = number[output.Node] }).ToEquatableArray());
    }
}
