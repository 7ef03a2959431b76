using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>Recognizes what is made of class labels, elementwise, as <c>OneHot</c> is.</summary>
internal static class Indicator
{
    internal static bool IsMatch(Graph graph, int node) => graph.Nodes[node] switch
    {
        { Primitive: ToReal } => true,
        { Primitive: Map or Reshape or Transpose or Broadcast } made => made.Operands.Any(operand => IsMatch(graph, operand)),
        _ => false,
    };
}
