using System;
using System.Linq;
using BackpropGen.Generator.GradientFlow.Expectations;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.GradientFlow;

/// <summary>
/// What the activations let pass at most, whatever their arguments: the sum over all ways to the loss of the products of
/// the greatest slopes. Ten sigmoids in sequence: 4⁻¹⁰. Weights are left out; each multiplies by at most its spectral norm.
/// </summary>
internal sealed class SlopeBounds
{
    private static readonly Memo<ScalarFunction, double> Slopes = new(1000);
    private readonly double[] _bounds;

    internal SlopeBounds(Graph graph)
    {
        _bounds = new double[graph.Nodes.Length];
        foreach (int root in BackwardFlow.Roots(graph))
        {
            _bounds[root] = 1;
        }

        for (int number = _bounds.Length - 1; number >= 0; number--)
        {
            var node = graph.Nodes[number];
            for (int i = 0; _bounds[number] > 0 && node.Primitive is not StopGradient && i < node.Operands.Length; i++)
            {
                double slope = node.Primitive is Map map ? SlopeOf(map.Function, i) : 1;
                _bounds[node.Operands[i]] += slope == 0 ? 0 : slope * _bounds[number];
            }
        }
    }

    internal double this[int node] => _bounds[node];

    /// <summary>sup |∂f/∂xᵢ|; infinite where it is not known to have a bound.</summary>
    private static double SlopeOf(ScalarFunction function, int argument) => function.Arity == 1
        ? Slopes.Remember(function, static f => f.Shape.MaximumSlope)
        : NormalExpectation.Derivative(function, argument) is var slope && slope.IsConstant(out double number) ? Math.Abs(number)
        : slope.UsedArguments.Count(static used => used) == 1 ? Greatest(slope)
        : double.PositiveInfinity;

    /// <summary>The greatest value of a derivative that depends on one argument: finite where both limits are.</summary>
    private static double Greatest(ScalarFunction slope)
    {
        var single = slope.WithArguments([.. slope.UsedArguments.Select(static used => used ? 0 : -1)], 1);
        return Slopes.Remember(single, static f =>
        {
            var shape = f.Shape;
            return shape.IsSaturating
                ? Enumerable.Range(-4000, 8001).Max(i => Math.Abs(f.Evaluate(i * 0.01)))
                : double.PositiveInfinity;
        });
    }
}
