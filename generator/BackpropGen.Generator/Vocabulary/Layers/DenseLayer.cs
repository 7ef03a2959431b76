using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Vocabulary;

/// <summary><c>y = W x + b</c> over the last axis.</summary>
internal sealed class DenseLayer(string path, int outputs, bool hasBias, InitializerSpec weightInitializer, InitializerSpec biasInitializer)
    : LayerValue(path)
{
    private int _weight = -1;
    private int _bias = -1;

    protected override string Kind => "Dense";

    public override int Apply(LoweringContext context, int x)
    {
        var graph = context.Graph;
        var shape = graph.ShapeOf(x);
        if (shape.Rank == 0)
        {
            throw new DefinitionException(ProblemKinds.ShapeMismatch, "Dense", "an input of at least one axis", "a scalar");
        }

        int inputs = shape[shape.Rank - 1];
        if (_weight < 0)
        {
            _weight = context.DeclareParameter(LoweringContext.Join(Path, "weight"), Shape.Of(outputs, inputs), weightInitializer);
            _bias = hasBias ? context.DeclareParameter(LoweringContext.Join(Path, "bias"), Shape.Of(outputs), biasInitializer) : -1;
        }
        else if (graph.ShapeOf(_weight)[1] != inputs)
        {
            throw new DefinitionException(
                ProblemKinds.ShapeMismatch, Path, $"{graph.ShapeOf(_weight)[1]} inputs, as at its first use", $"{inputs}");
        }

        int[] leading = Enumerable.Range(2, shape.Rank - 1).ToArray();
        int product = graph.Contract(x, [.. leading, 0], _weight, [1, 0], [.. leading, 1]);
        return hasBias ? graph.MapAligned(Scalars.Add, product, _bias) : product;
    }

    public override int Parameter(string name) => name switch
    {
        "weight" => _weight,
        "bias" => _bias,
        _ => -1,
    };
}
