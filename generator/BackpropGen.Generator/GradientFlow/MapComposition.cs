using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.GradientFlow.Expectations;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.GradientFlow;

/// <summary>
/// What the maps of a graph are composed of: elementwise functions of the same values become one function of the values that
/// are random and independent of one another, noted as the statistics are found.
/// </summary>
internal sealed class MapComposition(Graph graph, Statistics[] statistics)
{
    private readonly Elementwise?[] _own = new Elementwise?[statistics.Length];
    private readonly Elementwise[] _seen = new Elementwise[statistics.Length];
    private readonly bool[] _isConcentrated = new bool[statistics.Length];

    /// <summary>A map's function of the nodes its gradient goes to; null for other primitives.</summary>
    internal Elementwise? this[int node] => _own[node];

    /// <summary>Whether a node is more than a number: neither the same everywhere, nor a statistic of so many elements that it hardly varies.</summary>
    internal bool IsRandom(int node) => !_isConcentrated[node] && !statistics[node].IsConstant;

    /// <summary>Notes a node that no map computes: others are functions of it.</summary>
    internal void NoteSource(int number, Node node)
    {
        _seen[number] = Elementwise.Of(number);
        _isConcentrated[number] = node.Primitive switch
        {
            Reduce { Reduction: Reduction.Sum } =>
                Math.Abs(statistics[number].Mean) > 0.5 * Math.Sqrt(statistics[number].Variance) || IsPositive(node.Operands[0]),
            Reduce => true,
            Reshape or Broadcast or Transpose or Slice or StopGradient => _isConcentrated[node.Operands[0]],
            _ => false,
        };
    }

    /// <summary>Notes a map.</summary>
    /// <param name="number">The map's node.</param>
    /// <param name="own">Its function of the nodes its gradient goes to.</param>
    /// <param name="seen">What it is to the maps that read it.</param>
    internal void NoteMap(int number, Elementwise own, Elementwise seen)
    {
        var operands = graph.Nodes[number].Operands;
        bool isConcentrated = false, isRandom = false;
        foreach (int operand in operands)
        {
            isConcentrated |= _isConcentrated[operand];
            isRandom |= IsRandom(operand);
        }

        _isConcentrated[number] = isConcentrated && !isRandom;
        (_own[number], _seen[number]) = (own, seen);
    }

    /// <summary>A map's function of all that its operands are functions of.</summary>
    internal Elementwise Compose(ScalarFunction function, EquatableArray<int> operands) =>
        Elementwise.Compose(function, operands, operand => _seen[operand], IsRandom);

    /// <summary>Whether no two operands of a map are functions of the same random value.</summary>
    internal bool AreIndependent(EquatableArray<int> operands)
    {
        if (operands.Length == 1)
        {
            return true;
        }

        var seen = new HashSet<int>();
        foreach (int operand in operands)
        {
            foreach (int source in _seen[operand].Sources)
            {
                if (IsRandom(source) && !seen.Add(source))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Whether a weighted sum is as normal as its operands: each random one is a value by itself, and no trained one scales it.</summary>
    internal bool IsNormalSum(ScalarFunction function, EquatableArray<int> operands) =>
        operands.All(operand => !IsRandom(operand) || IsAtom(operand)) && !IsScaledByParameter(function, operands);

    private bool IsAtom(int node) => _seen[node].Function.IsIdentity && _seen[node].Sources[0] == node;

    /// <summary>Whether a trained factor multiplies a random value, as a normalization's gain: its gradient is not independent
    /// of that value, so that the product stays a function of both.</summary>
    private bool IsScaledByParameter(ScalarFunction function, EquatableArray<int> operands)
    {
        for (int i = 0; i < operands.Length; i++)
        {
            if (!graph.Nodes[graph.Unrepeated(operands[i])].IsPerSample && !IsRandom(operands[i]) && !_isConcentrated[operands[i]])
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

    /// <summary>Whether a map yields positive values within three standard deviations of its arguments: a sum of them is no
    /// normal value, however heavy its tail, for its logarithm exists.</summary>
    private bool IsPositive(int node) => _own[node] is { } own && new[] { -3.0, 0, 3 }.All(first => new[] { -3.0, 0, 3 }.All(second =>
        own.Function.Evaluate([.. own.Sources.Select((source, i) =>
            statistics[source].Mean + ((i == 0 ? first : second) * Math.Sqrt(statistics[source].Variance)))]) >= 0));
}
