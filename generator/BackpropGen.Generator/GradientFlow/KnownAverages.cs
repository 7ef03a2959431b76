using System;
using System.Linq;
using BackpropGen.Generator.GradientFlow.Expectations;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.GradientFlow;

/// <summary>Which of a graph's nodes are averages of others, noted as the statistics are found; what deviates from its own
/// average is recognized by them.</summary>
internal sealed class KnownAverages(Graph graph, Statistics[] statistics)
{
    private readonly AverageOf?[] _averages = new AverageOf?[statistics.Length];

    /// <summary>Notes what a node is an average of.</summary>
    internal void Note(int number, Node node)
    {
        switch (node.Primitive)
        {
            case Reduce { Reduction: Reduction.Sum } reduce:
                _averages[number] = AverageOf.Sum(reduce, node.Operands[0], graph.Nodes[node.Operands[0]].Shape);
                break;
            case Reshape or Broadcast:
                _averages[number] = _averages[node.Operands[0]];
                break;
            case Map { Function: var function }:
                _averages[number] = Scaled(function, node.Operands);
                break;
        }
    }

    /// <summary>The statistics of <c>c (x − average of x)</c>; null for other functions.</summary>
    internal Statistics? Deviation(ScalarFunction function, EquatableArray<int> operands)
    {
        if (operands.Length != 2)
        {
            return null;
        }

        for (int i = 0; i < 2; i++)
        {
            if (_averages[operands[1 - i]] is { } average
                && average.Node == operands[i]
                && NormalExpectation.Derivative(function, i).IsConstant(out double slope)
                && NormalExpectation.Derivative(function, 1 - i).IsConstant(out double averageSlope)
                && Math.Abs(slope + (averageSlope * average.Weight)) <= 1e-9 * Math.Abs(slope)
                && function.Evaluate(0, 0) == 0)
            {
                return average.Deviation(statistics[average.Node]).Scaled(slope);
            }
        }

        return null;
    }

    /// <summary>An average that is multiplied, or divided by the number of its elements.</summary>
    private AverageOf? Scaled(ScalarFunction function, EquatableArray<int> operands)
    {
        int index = 0;
        while (index < operands.Length && _averages[operands[index]] is null)
        {
            index++;
        }

        if (index == operands.Length || operands.Where((_, i) => i != index).Any(operand => !statistics[operand].IsConstant))
        {
            return null;
        }

        double At(double value) => function.Evaluate([.. operands.Select((operand, i) => i == index ? value : statistics[operand].Mean)]);
        var average = _averages[operands[index]]!;
        double scaled = At(average.Weight);
        return At(0) == 0 && Math.Abs(At(2 * average.Weight) - (2 * scaled)) <= 1e-12 * Math.Abs(scaled) ? average with { Weight = scaled } : null;
    }
}
