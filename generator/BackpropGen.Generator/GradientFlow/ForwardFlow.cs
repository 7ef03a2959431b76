using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.GradientFlow.Expectations;
using BackpropGen.Generator.GradientFlow.Rules;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.GradientFlow;

/// <summary>
/// The statistics of every node of a graph at initialization, operands first. Elementwise functions of the same values are
/// composed before their expectation is taken, so <c>x Φ(x)</c> written out is GELU; a weighted sum of normal values, and
/// whatever a contraction makes, is normal itself.
/// </summary>
internal sealed class ForwardFlow
{
    private readonly Graph _graph;
    private readonly LeafFlow _leaves;

    // Whether any node is a statistic of the batch: else what samples have in common is of no account, and it is costly.
    private readonly bool _comparesSamples;
    private readonly Statistics[] _statistics;
    private readonly Elementwise?[] _own;
    private readonly Elementwise[] _seen;
    private readonly bool[] _isConcentrated;
    private readonly AverageOf?[] _averages;

    internal ForwardFlow(Graph graph, IEnumerable<ParameterDeclaration> parameters, IEnumerable<StateDeclaration> states)
    {
        _graph = graph;
        _leaves = new(parameters, states);
        _comparesSamples = graph.Nodes.Any(static node => node.Primitive is Reduce { Batch: true });
        int count = graph.Nodes.Length;
        _statistics = new Statistics[count];
        _own = new Elementwise?[count];
        _seen = new Elementwise[count];
        _isConcentrated = new bool[count];
        _averages = new AverageOf?[count];
        for (int node = 0; node < count; node++)
        {
            Visit(node, graph.Nodes[node]);
        }
    }

    /// <summary>The statistics of a node's elements.</summary>
    internal Statistics this[int node] => _statistics[node];

    /// <summary>A map's function of the nodes its gradient goes to; null for other primitives.</summary>
    internal Elementwise? FunctionOf(int node) => _own[node];

    /// <summary>The operands of a node, as flow rules see them.</summary>
    internal FlowOperand[] Operands(Node node) => [.. node.Operands.Select(operand => new FlowOperand(_graph.Nodes[operand].Type, _statistics[operand]))];

    /// <summary>The statistics of a function of a map's sources.</summary>
    internal Statistics Expect(ScalarFunction function, EquatableArray<int> sources)
    {
        var exact = sources.Select(source => _statistics[source]).ToArray();
        var numbers = sources.Select(source => !IsRandom(source)).ToArray();
        var effective = exact.Select((statistics, i) =>
            numbers[i] ? Number(statistics) : _comparesSamples ? statistics : statistics with { AcrossSamples = 0 }).ToArray();
        return SeparableMoments.Of(function, effective, out _) ?? NormalExpectation.Of(function, effective, numbers);
    }

    private void Visit(int number, Node node)
    {
        _seen[number] = Elementwise.Of(number);
        if (node.Operands.IsEmpty)
        {
            _statistics[number] = _leaves.Of(node);
        }
        else if (node.Primitive is Map map)
        {
            VisitMap(number, node, map.Function);
        }
        else
        {
            _statistics[number] = FlowRules.Of(node.Primitive).Forward(node, Operands(node));
            Inherit(number, node);
        }
    }

    /// <summary>What a rearrangement or a reduction hands on besides statistics.</summary>
    private void Inherit(int number, Node node)
    {
        int operand = node.Operands[0];
        switch (node.Primitive)
        {
            case Reduce { Reduction: Reduction.Sum } reduce:
                _averages[number] = AverageOf.Sum(reduce, operand, _graph.Nodes[operand].Shape);
                _isConcentrated[number] = Math.Abs(_statistics[number].Mean) > 0.5 * Math.Sqrt(_statistics[number].Variance) || IsPositive(operand);
                break;
            case Reduce:
                _isConcentrated[number] = true;
                break;
            case Reshape or Broadcast:
                _averages[number] = _averages[operand];
                _isConcentrated[number] = _isConcentrated[operand];
                break;
            case Transpose or Slice or StopGradient:
                _isConcentrated[number] = _isConcentrated[operand];
                break;
        }
    }

    private void VisitMap(int number, Node node, ScalarFunction function)
    {
        var operands = node.Operands;
        _averages[number] = ScaledAverage(function, operands);
        _isConcentrated[number] = operands.Any(operand => _isConcentrated[operand]) && !operands.Any(IsRandom);
        if (Indicator(function, operands) is { } indicator)
        {
            (_own[number], _statistics[number]) = (new(function, operands), indicator);
        }
        else if (Deviation(function, operands) is { } deviation)
        {
            (_own[number], _statistics[number]) = (new(function, operands), deviation);
        }
        else if (AreIndependent(operands) && Separable(function, operands, out bool isLinear) is { } separable)
        {
            (_own[number], _statistics[number]) = (new(function, operands), separable);
            bool isNormal = isLinear && operands.All(operand => !IsRandom(operand) || IsAtom(operand)) && !IsScaledByParameter(function, operands);
            _seen[number] = isNormal ? Elementwise.Of(number) : Compose(function, operands);
        }
        else
        {
            var own = Compose(function, operands);
            (_own[number], _statistics[number]) = (own, Expect(own.Function, own.Sources));
            _seen[number] = own.IsLinear(IsRandom) ? Elementwise.Of(number) : own;
        }
    }

    private Elementwise Compose(ScalarFunction function, EquatableArray<int> operands) =>
        Elementwise.Compose(function, operands, operand => _seen[operand], IsRandom);

    /// <summary>Whether a trained factor multiplies a random value, as a normalization's gain: its gradient is not independent
    /// of that value, so that the product stays a function of both.</summary>
    private bool IsScaledByParameter(ScalarFunction function, EquatableArray<int> operands)
    {
        for (int i = 0; i < operands.Length; i++)
        {
            if (!_graph.Nodes[_graph.Unrepeated(operands[i])].IsPerSample && !IsRandom(operands[i]) && !_isConcentrated[operands[i]])
            {
                var used = NormalExpectation.Derivative(function, i).UsedArguments;
                if (Enumerable.Range(0, operands.Length).Any(j => used[j] && IsRandom(operands[j])))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Sums and products of values that share no source; statistics of many elements count as numbers where they
    /// are not merely added.</summary>
    private Statistics? Separable(ScalarFunction function, EquatableArray<int> operands, out bool isLinear)
    {
        var exact = operands.Select(operand => _statistics[operand]).ToArray();
        var statistics = SeparableMoments.Of(function, exact, out isLinear);
        if (statistics is not null && isLinear)
        {
            return statistics;
        }

        return SeparableMoments.Of(function, [.. operands.Select((operand, i) => IsRandom(operand) ? exact[i] : Number(exact[i]))], out isLinear);
    }

    /// <summary><c>[label = index]</c>: one of so many.</summary>
    private Statistics? Indicator(ScalarFunction function, EquatableArray<int> operands)
    {
        if (!function.Equals(Scalars.Equal) || Classes(operands) is not { } classes)
        {
            return null;
        }

        double share = 1.0 / classes;
        return Statistics.Independent(share, share * (1 - share), _statistics[operands[0]].Along.Length, isPerSample: true);
    }

    private int? Classes(EquatableArray<int> operands)
    {
        foreach (int operand in operands)
        {
            if (_graph.Nodes[_graph.Unrepeated(operand)].Primitive is Index index)
            {
                return index.Length;
            }
        }

        return null;
    }

    /// <summary>The statistics of <c>c (x − average of x)</c>.</summary>
    private Statistics? Deviation(ScalarFunction function, EquatableArray<int> operands)
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
                return average.Deviation(_statistics[average.Node]).Scaled(slope);
            }
        }

        return null;
    }

    /// <summary>An average that is multiplied, or divided by the number of its elements.</summary>
    private AverageOf? ScaledAverage(ScalarFunction function, EquatableArray<int> operands)
    {
        int index = Array.FindIndex(operands.ToArray(), operand => _averages[operand] is not null);
        if (index < 0 || operands.Where((_, i) => i != index).Any(operand => !_statistics[operand].IsConstant))
        {
            return null;
        }

        double At(double value) => function.Evaluate([.. operands.Select((operand, i) => i == index ? value : _statistics[operand].Mean)]);
        var average = _averages[operands[index]]!;
        double scaled = At(average.Weight);
        return At(0) == 0 && Math.Abs(At(2 * average.Weight) - (2 * scaled)) <= 1e-12 * Math.Abs(scaled) ? average with { Weight = scaled } : null;
    }

    private bool AreIndependent(EquatableArray<int> operands)
    {
        var seen = new HashSet<int>();
        return operands.All(operand => _seen[operand].Sources.All(source => !IsRandom(source) || seen.Add(source)));
    }

    /// <summary>Whether a map yields positive values within three standard deviations of its arguments: a sum of them is no
    /// normal value, however heavy its tail, for its logarithm exists.</summary>
    private bool IsPositive(int node) => _own[node] is { } own && new[] { -3.0, 0, 3 }.All(first => new[] { -3.0, 0, 3 }.All(second =>
        own.Function.Evaluate([.. own.Sources.Select((source, i) =>
            _statistics[source].Mean + ((i == 0 ? first : second) * Math.Sqrt(_statistics[source].Variance)))]) >= 0));

    private bool IsRandom(int node) => !_isConcentrated[node] && !_statistics[node].IsConstant;

    private bool IsAtom(int node) => _seen[node].Function.IsIdentity && _seen[node].Sources[0] == node;

    private static Statistics Number(Statistics x) => Statistics.Independent(x.Mean, 0, x.Along.Length, isPerSample: false);
}
