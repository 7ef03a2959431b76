using BackpropGen.Analyzers.Patterns;
using BackpropGen.Analyzers.Rules;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Analyzers.Tests.Rules;

/// <summary>Makes graphs of dense layers without any source text, as the pure half of the rule sees them.</summary>
internal sealed class StackOfLayers
{
    private readonly LoweringContext _context = new(isTraining: true);
    private int _count;

    internal StackOfLayers() => Top = _context.Graph.Add(new Input("x", Shape.Of(8), 0));

    internal int Top { get; private set; }

    internal GraphBuilder Builder => _context.Graph;

    internal StackOfLayers Activated(ScalarFunction activation, int outputs = 8)
    {
        Top = Builder.Map(activation, Dense(outputs, Top));
        return this;
    }

    internal StackOfLayers Normalized()
    {
        Top = new LayerNormLayer($"norm.{_count++}", 1e-5).Apply(_context, Top);
        return this;
    }

    /// <summary>Goes on from what a function makes of the top.</summary>
    internal StackOfLayers Then(Func<GraphBuilder, int, int> next)
    {
        Top = next(Builder, Top);
        return this;
    }

    internal int Dense(int outputs, int x) =>
        new DenseLayer($"layers.{_count++}", outputs, true, InitializerSpec.GlorotUniform, InitializerSpec.Zeros).Apply(_context, x);

    internal Graph ToGraph() => Builder.ToGraph([new(OutputRole.Prediction, "y", Top)]);

    internal List<SaturatingStack> Find()
    {
        var graph = ToGraph();
        return SaturatingStack.Find(graph, new ActivationChains(graph).Classify, new SaturatingStackLimits(5, 13), new NormalizationPattern(graph).IsMatch);
    }
}
