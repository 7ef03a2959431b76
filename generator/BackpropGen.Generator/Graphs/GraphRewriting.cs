using System;
using System.Linq;

namespace BackpropGen.Generator.Graphs;

/// <summary>Makes a graph of another, node by node.</summary>
internal static class GraphRewriting
{
    /// <summary>The graph of what stands for each node; names, places and the marks of derivatives are kept.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="rewrite">Makes what stands for a node: given the node's number and what stands for its operands.</param>
    public static Graph Rewrite(Graph graph, Func<GraphBuilder, int, int[], int> rewrite)
    {
        var builder = new GraphBuilder();
        var number = new int[graph.Nodes.Length];
        for (int i = 0; i < number.Length; i++)
        {
            var old = graph.Nodes[i];
            builder.Place = old.Place;
            number[i] = rewrite(builder, i, old.Operands.Select(operand => number[operand]).ToArray());
            if (old.Name is not null)
            {
                builder.SetName(number[i], old.Name);
            }

            if (old.CotangentOf != -1)
            {
                builder.MarkCotangent(number[i], old.CotangentOf >= 0 ? number[old.CotangentOf] : old.CotangentOf);
            }
        }

        return builder.ToGraph(graph.Outputs.Select(output => output with { Node = number[output.Node] }));
    }
}
