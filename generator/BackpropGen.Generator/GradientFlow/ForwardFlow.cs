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
    private readonly MapComposition _composition;
    private readonly KnownAverages _averages;

    internal ForwardFlow(Graph graph, IEnumerable<ParameterDeclaration> parameters, IEnumerable<StateDeclaration> states)
    {
        _graph = graph;
        _leaves = new(parameters, states);
        _comparesSamples = graph.Nodes.Any(static node => node.Primitive is Reduce { Batch: true });
        int count = graph.Nodes.Length;
        _statistics = new Statistics[count];
        _composition = new(graph, _statistics);
        _averages = new(graph, _statistics);
        for (int node = 0; node < count; node++)
        {
            Visit(node, graph.Nodes[node]);
        }
    }

    /// <summary>The statistics of a node's elements.</summary>
    internal Statistics this[int node] => _statistics[node];

    /// <summary>A map's function of the nodes its gradient goes to; null for other primitives.</summary>
    internal Elementwise? FunctionOf(int node) => _composition[node];

    /// <summary>The operands of a node, as flow rules see them.</summary>
    internal FlowOperand[] Operands(Node node)
    {
        var operands = new FlowOperand[node.Operands.Length];
        for (int i = 0; i < operands.Length; i++)
        {
            operands[i] = new(_graph.Nodes[node.Operands[i]].Type, _statistics[node.Operands[i]]);
        }

        return operands;
    }

    /// <summary>The statistics of a function of a map's sources.</summary>
    internal Statistics Expect(ScalarFunction function, EquatableArray<int> sources)
    {
        var numbers = new bool[sources.Length];
        var effective = new Statistics[sources.Length];
        for (int i = 0; i < effective.Length; i++)
        {
            var exact = _statistics[sources[i]];
            numbers[i] = !_composition.IsRandom(sources[i]);
            effective[i] = numbers[i] ? Number(exact)
                : _comparesSamples || exact.AcrossSamples == 0 ? exact
                : exact with { AcrossSamples = 0 };
        }

        return SeparableMoments.Of(function, effective, out _) ?? NormalExpectation.Of(function, effective, numbers);
    }

    private void Visit(int number, Node node)
    {
        if (node.Primitive is Map map)
        {
            VisitMap(number, map.Function, node.Operands);
        }
        else
        {
            _statistics[number] = node.Operands.IsEmpty ? _leaves.Of(node) : FlowRules.Of(node.Primitive).Forward(node, Operands(node));
            _composition.NoteSource(number, node);
        }

        _averages.Note(number, node);
    }

    private void VisitMap(int number, ScalarFunction function, EquatableArray<int> operands)
    {
        if ((Indicator(function, operands) ?? _averages.Deviation(function, operands)) is { } known)
        {
            _statistics[number] = known;
            _composition.NoteMap(number, new(function, operands), Elementwise.Of(number));
        }
        else if (_composition.AreIndependent(operands) && Separable(function, operands, out bool isLinear) is { } separable)
        {
            _statistics[number] = separable;
            bool isNormal = isLinear && _composition.IsNormalSum(function, operands);
            _composition.NoteMap(number, new(function, operands), isNormal ? Elementwise.Of(number) : _composition.Compose(function, operands));
        }
        else
        {
            var own = _composition.Compose(function, operands);
            _statistics[number] = Expect(own.Function, own.Sources);
            _composition.NoteMap(number, own, own.IsLinear(_composition.IsRandom) ? Elementwise.Of(number) : own);
        }
    }

    /// <summary>Sums and products of values that share no source; statistics of many elements count as numbers where they
    /// are not merely added.</summary>
    private Statistics? Separable(ScalarFunction function, EquatableArray<int> operands, out bool isLinear)
    {
        var exact = new Statistics[operands.Length];
        for (int i = 0; i < exact.Length; i++)
        {
            exact[i] = _statistics[operands[i]];
        }

        var statistics = SeparableMoments.Of(function, exact, out isLinear);
        if (statistics is not null && isLinear)
        {
            return statistics;
        }

        for (int i = 0; i < exact.Length; i++)
        {
            exact[i] = _composition.IsRandom(operands[i]) ? exact[i] : Number(exact[i]);
        }

        return SeparableMoments.Of(function, exact, out isLinear);
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

    private static Statistics Number(Statistics x) => Statistics.Independent(x.Mean, 0, x.Along.Length, isPerSample: false);
}
