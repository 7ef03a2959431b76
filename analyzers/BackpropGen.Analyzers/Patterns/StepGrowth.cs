using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.GradientFlow;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>
/// By how much a gradient can grow from the last step of a recurrence to its first, at most: the greatest slopes of the
/// functions on the way times the largest singular values of the initial weights, α · β of Pascanu, Mikolov, Bengio, 2013,
/// summed over the ways. Not known where steps are joined by gates or normalization, which have no such bound.
/// </summary>
internal sealed class StepGrowth(ModelAnalysis model)
{
    private readonly Dictionary<string, Initialization> _initial =
        model.Definition.Parameters.ToDictionary(static parameter => parameter.Path, static parameter => parameter.Initialization);

    /// <summary>The bound over all steps; null where none is known.</summary>
    internal double? Over(Recurrence recurrence)
    {
        int first = recurrence.Applications[0].Node, last = recurrence.Applications[recurrence.Applications.Count - 1].Node;
        var gains = new double[last - first + 1];
        gains[0] = 1;
        for (int node = first + 1; node <= last; node++)
        {
            gains[node - first] = Gain(node, operand => operand >= first ? gains[operand - first] : 0);
        }

        double growth = gains[gains.Length - 1];
        return double.IsNaN(growth) ? null : growth;
    }

    /// <summary>The gain from the first application to a node; NaN where it has no bound.</summary>
    private double Gain(int index, Func<int, double> gainOf)
    {
        var node = model.Graph.Nodes[index];
        if (node.Operands.All(operand => gainOf(operand) == 0))
        {
            return 0;
        }

        return node.Primitive switch
        {
            Map when model.Activations.IsEnd(index) => gainOf(model.Activations[index].Preactivation) * model.Activations.ShapeOf(index).MaximumSlope,

            // Inside an activation; what counts is the function it is part of.
            Map when node.Operands.Length == 1 => gainOf(node.Operands[0]),
            Map map => node.Operands.Select((operand, i) => gainOf(operand) == 0 ? 0
                : gainOf(operand) * Math.Abs(MapSlopes.ConstantSlope(map.Function, i) ?? double.NaN)).Sum(),
            Contract when model.Layers[index] is { } layer && gainOf(model.Layers.WeightsOf(layer)) == 0 => gainOf(layer.Input) * LargestSingularValue(layer),
            Reshape or Transpose or Slice or Pad or Reduce { Reduction: Reduction.Max, Batch: false } => gainOf(node.Operands[0]),
            Broadcast or Reduce { Batch: false } => gainOf(node.Operands[0]) * Math.Sqrt(Ratio(index)),
            Concatenate => Math.Sqrt(node.Operands.Sum(operand => gainOf(operand) * gainOf(operand))),
            StopGradient => 0,
            _ => double.NaN,
        };
    }

    /// <summary>How many elements become one, or one becomes.</summary>
    private double Ratio(int index)
    {
        double size = model.Graph.Nodes[index].Shape.Size, before = model.Graph.Nodes[model.Graph.Nodes[index].Operands[0]].Shape.Size;
        return Math.Max(size / before, before / size);
    }

    /// <summary>σ (√rows + √columns) for independent entries of mean 0, the edge of the spectrum of large matrices
    /// (Bai, Yin, 1993); for a square one 2 σ √n. A common mean m adds m √(rows · columns), exactly.</summary>
    private double LargestSingularValue(WeightedLayer layer)
    {
        // Weights made of several parameters, by a function or by repetition have no distribution of their own.
        int weights = model.Layers.WeightsOf(layer);
        if (model.Graph.Nodes[model.Graph.Origin(weights)] is not { Primitive: Parameter, Shape: var shape } || shape.Size != model.Graph.Nodes[weights].Shape.Size)
        {
            return double.NaN;
        }

        double rows = layer.Width, columns = layer.FanIn;
        double mean = InitialMoments.Mean(_initial[layer.Weight]), deviation = Math.Sqrt(InitialMoments.Variance(_initial[layer.Weight]));
        return (deviation * (Math.Sqrt(rows) + Math.Sqrt(columns))) + (Math.Abs(mean) * Math.Sqrt(rows * columns));
    }
}
