using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Optimization;

/// <summary>Rewrites a graph into an equal one that does less. Common subexpressions are one node already: the builder sees to it.</summary>
internal static class Optimizer
{
    public static Graph Optimize(Graph graph) => DeadCode.Remove(MapFusion.Fuse(DeadCode.Remove(graph)));
}
