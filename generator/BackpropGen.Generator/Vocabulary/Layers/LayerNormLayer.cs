using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Vocabulary;

/// <summary>Normalization of each sample over its last axis.</summary>
internal sealed class LayerNormLayer(string path, double epsilon) : NormalizationLayer(path, epsilon)
{
    protected override string Kind => "LayerNorm";

    protected override (int Centered, int Variance) Statistics(LoweringContext context, int x)
    {
        var graph = context.Graph;
        int axis = graph.ShapeOf(x).Rank - 1;
        int count = graph.Number(graph.ShapeOf(x)[axis]);
        int mean = graph.MapAligned(Scalars.Divide, graph.Sum(x, [axis]), count);
        int centered = graph.MapAligned(Scalars.Subtract, x, graph.InsertAxes(mean, axis));
        int variance = graph.MapAligned(Scalars.Divide, graph.Sum(graph.Map(Scalars.Square, centered), [axis]), count);
        return (centered, graph.InsertAxes(variance, axis));
    }
}
