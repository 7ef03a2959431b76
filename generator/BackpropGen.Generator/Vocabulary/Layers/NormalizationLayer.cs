using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Vocabulary;

/// <summary>What the normalizations share: a gain and a shift along the last axis, after <c>(x − μ) / √(σ² + ε)</c>.</summary>
internal abstract class NormalizationLayer(string path, double epsilon) : LayerValue(path)
{
    private int _weight = -1;
    private int _bias = -1;

    public sealed override int Apply(LoweringContext context, int x)
    {
        var graph = context.Graph;
        var shape = graph.ShapeOf(x);
        if (shape.Rank == 0)
        {
            throw new DefinitionException(ProblemKinds.ShapeMismatch, Path, "an input of at least one axis", "a scalar");
        }

        var features = Shape.Of(shape[shape.Rank - 1]);
        if (_weight < 0)
        {
            _weight = context.DeclareParameter(LoweringContext.Join(Path, "weight"), features, InitializerSpec.Ones);
            _bias = context.DeclareParameter(LoweringContext.Join(Path, "bias"), features, InitializerSpec.Zeros);
            Declare(context, features);
        }
        else if (graph.ShapeOf(_weight) != features)
        {
            throw new DefinitionException(
                ProblemKinds.ShapeMismatch, Path, $"{graph.ShapeOf(_weight)[0]} features, as at its first use", $"{features[0]}");
        }

        var (centered, variance) = Statistics(context, x);
        int normalized = graph.MapAligned(Scalars.Normalize(epsilon), centered, variance);
        return graph.MapAligned(Scalars.MultiplyAdd, normalized, _weight, _bias);
    }

    public override int Parameter(string name) => name switch
    {
        "weight" => _weight,
        "bias" => _bias,
        _ => -1,
    };

    /// <summary>Makes the layer's states, at its first application.</summary>
    protected virtual void Declare(LoweringContext context, Shape features)
    {
    }

    /// <summary>x − μ, and σ² in a shape that broadcasts with it.</summary>
    protected abstract (int Centered, int Variance) Statistics(LoweringContext context, int x);
}
