using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Differentiation;

/// <summary>The transpose of repeating is summing.</summary>
internal static class BroadcastGradient
{
    public static int Rule(GraphBuilder graph, int node, int operand, int cotangent)
    {
        var broadcast = (Broadcast)graph[node].Primitive;
        return graph.Sum(cotangent, broadcast.Axes, broadcast.Batch);
    }
}
