using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>Decides by their values whether a function changes anything of what another yields: <c>f(g(x)) = g(x)</c>, to the
/// last bit, wherever <c>g</c> is defined.</summary>
internal sealed class Idempotence
{
    // From far below to far above any limit that a guard may cut at, and dense where functions bend.
    private static readonly double[] Line =
    [
        0,
        .. Enumerable.Range(-30, 61).SelectMany(static exponent => new[] { Math.Pow(10, exponent), -Math.Pow(10, exponent) }),
        .. Enumerable.Range(-200, 401).Select(static i => (i / 16.0) + 0.0137),
    ];

    private static readonly double[] Plane =
        [0, 1e-12, -1e-12, 1e-3, -1e-3, 0.3, -0.3, 0.5, -0.5, 1, -1, 1.7, -1.7, 2, -2, 5, -5, 40, -40, 1e3, -1e3, 1e6, -1e6, 1e15, -1e15];

    private static readonly double[] Space = [0, 1e-6, -1e-6, 0.3, -0.3, 1, -1, 2.5, -2.5, 40, -40, 1e9, -1e9];

    private readonly Dictionary<(ScalarFunction Outer, ScalarFunction Inner), bool> _known = [];

    /// <summary>Whether the outer function leaves every value of the inner one as it is.</summary>
    /// <param name="outer">A function of one argument.</param>
    /// <param name="inner">A function of one to three arguments.</param>
    internal bool LeavesUnchanged(ScalarFunction outer, ScalarFunction inner)
    {
        if (outer.Arity != 1 || inner.Arity is < 1 or > 3)
        {
            return false;
        }

        if (!_known.TryGetValue((outer, inner), out bool known))
        {
            known = Decide(outer, inner);
            _known.Add((outer, inner), known);
        }

        return known;
    }

    private static bool Decide(ScalarFunction outer, ScalarFunction inner)
    {
        int finite = 0;
        foreach (double[] point in Points(inner.Arity))
        {
            double value = inner.Evaluate(point);
            if (double.IsNaN(value) || double.IsInfinity(value))
            {
                continue;
            }

            finite++;
            if (outer.Evaluate(value) != value)
            {
                return false;
            }
        }

        // A function that is hardly anywhere defined on the grid was not really tried.
        return finite >= 16;
    }

    private static IEnumerable<double[]> Points(int arity) => arity switch
    {
        1 => Line.Select(static x => new[] { x }),
        2 => Plane.SelectMany(static x => Plane.Select(y => new[] { x, y })),
        _ => Space.SelectMany(static x => Space.SelectMany(y => Space.Select(z => new[] { x, y, z }))),
    };
}
