using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Differentiation;

/// <summary>The transpose of selecting rows is adding into them, and the other way round; an index has no derivative.</summary>
internal static class IndexingGradient
{
    public static int Gather(GraphBuilder graph, int node, int operand, int cotangent)
    {
        if (operand == 1)
        {
            return -1;
        }

        int table = graph[node].Operands[0], index = graph[node].Operands[1];
        bool sumBatch = !graph.TypeOf(table).IsPerSample && graph.TypeOf(cotangent).IsPerSample;
        return graph.Add(new Scatter(graph.ShapeOf(table)[0], sumBatch), cotangent, index);
    }

    public static int Scatter(GraphBuilder graph, int node, int operand, int cotangent) =>
        operand == 1 ? -1 : graph.Add(new Gather(), cotangent, graph[node].Operands[1]);
}
