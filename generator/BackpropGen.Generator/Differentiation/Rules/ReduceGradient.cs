using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.Differentiation;

/// <summary>The transpose of a sum repeats the cotangent; a maximum gives it to the elements that attain it, ties evenly
/// (as torch.amax).</summary>
internal static class ReduceGradient
{
    public static int Rule(GraphBuilder graph, int node, int operand, int cotangent)
    {
        var reduce = (Reduce)graph[node].Primitive;
        int x = graph[node].Operands[0];
        if (reduce.Reduction == Reduction.Sum)
        {
            return Repeat(graph, reduce, x, cotangent);
        }

        int attained = graph.MapAligned(Scalars.Equal, x, Repeat(graph, reduce, x, node));
        int count = graph.Sum(attained, reduce.Axes, reduce.Batch);
        int share = graph.MapAligned(Scalars.Divide, cotangent, count);
        return graph.MapAligned(Scalars.Multiply, attained, Repeat(graph, reduce, x, share));
    }

    private static int Repeat(GraphBuilder graph, Reduce reduce, int x, int reduced) => graph.Broadcast(
        reduced, reduce.Axes, reduce.Axes.Select(axis => graph.ShapeOf(x)[axis]).ToArray(), reduce.Batch);
}
