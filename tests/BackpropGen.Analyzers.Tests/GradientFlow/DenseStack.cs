using BackpropGen.Generator;
using BackpropGen.Generator.GradientFlow;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Analyzers.Tests.GradientFlow;

/// <summary>Makes graphs of dense layers with given variances, without any source text.</summary>
internal sealed class DenseStack
{
    internal const int Width = 64;

    private readonly LoweringContext _context = new(isTraining: true);
    private int _count;

    internal DenseStack(int inputs = Width) => Top = Graph.Add(new Input("x", Shape.Of(inputs), 0));

    internal GraphBuilder Graph => _context.Graph;

    internal int Top { get; set; }

    /// <summary>L layers of a weight gain σ_w² and a bias variance σ_b², an activation between each two.</summary>
    internal static FlowEstimate Of(ScalarFunction activation, double weightGain, int layers, double biasVariance = 0)
    {
        var stack = new DenseStack();
        for (int i = 0; i < layers; i++)
        {
            stack.Top = i == 0 ? stack.Top : stack.Graph.Map(activation, stack.Top);
            stack.Dense(weightGain, biasVariance);
        }

        return stack.Estimate();
    }

    internal DenseStack Dense(double weightGain = 1, double biasVariance = 0, int width = Width)
    {
        var shape = Graph.ShapeOf(Top);
        Top = new DenseLayer(
            $"layers.{_count++}",
            width,
            true,
            new("Normal", 0, Math.Sqrt(weightGain / shape[shape.Rank - 1])),
            new("Normal", 0, Math.Sqrt(biasVariance))).Apply(_context, Top);
        return this;
    }

    internal DenseStack Map(ScalarFunction function)
    {
        Top = Graph.Map(function, Top);
        return this;
    }

    internal DenseStack Normalized(bool overBatch = false)
    {
        LayerValue layer = overBatch ? new BatchNormLayer($"norm.{_count++}", 0.1, 0) : new LayerNormLayer($"norm.{_count++}", 0);
        Top = layer.Apply(_context, Top);
        return this;
    }

    /// <summary>x + scale · F(x).</summary>
    internal DenseStack Residual(Func<DenseStack, DenseStack> branch, double scale = 1)
    {
        int input = Top;
        int result = branch(this).Top;
        Top = Graph.MapAligned(Scalars.Add, input, Graph.MapAligned(Scalars.Multiply, Graph.Number(scale), result));
        return this;
    }

    internal FlowEstimate Estimate() => FlowEstimate.Of(
        Graph.ToGraph([new(OutputRole.Prediction, "y", Top)]), _context.Parameters.ToEquatableArray(), _context.States.ToEquatableArray());
}
