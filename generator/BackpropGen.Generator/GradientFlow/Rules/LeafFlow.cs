using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.GradientFlow.Rules;

/// <summary>The statistics of what has no operands: inputs of mean 0 and variance 1, parameters as they are initialized.</summary>
internal sealed class LeafFlow(IEnumerable<ParameterDeclaration> parameters, IEnumerable<StateDeclaration> states)
{
    private const double Masked = -1e4;

    private readonly Dictionary<string, Initialization> _parameters =
        parameters.ToDictionary(static parameter => parameter.Path, static parameter => parameter.Initialization);

    private readonly Dictionary<string, double> _states = states.ToDictionary(static state => state.Path, static state => state.Value);

    internal Statistics Of(Node leaf)
    {
        int rank = leaf.Shape.Rank;
        return leaf.Primitive switch
        {
            Input { Classes: > 0 } label => IndexFlow.Uniform(label.Classes, leaf.Type),
            Input => Statistics.Independent(0, 1, rank, isPerSample: true),
            Parameter parameter => OfParameter(_parameters[parameter.Path], rank),
            State state => Number(_states.TryGetValue(state.Path, out double value) ? value : 0, rank),
            Constant constant => OfValues(constant.Values, rank),
            Index index => IndexFlow.Uniform(index.Length, leaf.Type),
            BatchSize => Number(Statistics.BatchSize, rank),
            Map map => Number(map.Function.Evaluate(), rank),
            _ => throw new System.InvalidOperationException($"The primitive {leaf.Primitive.GetType().Name} has no statistics."),
        };
    }

    private static Statistics OfParameter(Initialization initialization, int rank) => initialization.Distribution == Distribution.Constant
        ? Number(initialization.First, rank)
        : Statistics.Independent(InitialMoments.Mean(initialization), InitialMoments.Variance(initialization), rank, isPerSample: false);

    /// <summary>A mask switches scores off by a large negative number: what counts is what it leaves on.</summary>
    private static Statistics OfValues(EquatableArray<double> values, int rank)
    {
        double[] counted = values.Any(static value => value > Masked) ? [.. values.Where(static value => value > Masked)] : [.. values];
        double mean = counted.Average();
        return Statistics.Independent(mean, counted.Average(value => (value - mean) * (value - mean)), rank, isPerSample: false);
    }

    private static Statistics Number(double value, int rank) => Statistics.Independent(value, 0, rank, isPerSample: false);
}
