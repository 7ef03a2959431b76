using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Optimization;

/// <summary>Whether one sample's value depends on another's. Where it does not, a large batch can be computed in parts.</summary>
internal static class BatchDependence
{
    public static bool CrossesSamples(Graph graph)
    {
        var depends = new bool[graph.Nodes.Length];
        for (int i = 0; i < depends.Length; i++)
        {
            var node = graph.Nodes[i];
            depends[i] = node.Primitive is BatchSize or Reduce { Batch: true } or Contract { SumBatch: true } or Scatter { SumBatch: true }
                || node.Operands.Any(operand => depends[operand]);
        }

        return graph.Outputs.Any(output => depends[output.Node]);
    }
}
