using System;
using BackpropGen.Generator;
using BackpropGen.Generator.GradientFlow.Expectations;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Analyzers.Patterns;

/// <summary>Where a function is exactly flat: below <paramref name="Lower"/> and above <paramref name="Upper"/>.</summary>
/// <param name="Lower">−∞ where it has a slope however far down.</param>
/// <param name="Upper">+∞ where it has a slope however far up.</param>
internal readonly record struct FlatSides(double Lower, double Upper)
{
    /// <summary>Whether some units can be off: no gradient at all passes them.</summary>
    internal bool Any => !double.IsInfinity(Lower) || !double.IsInfinity(Upper);
}

/// <summary>Recognizes functions with an exactly flat side, as ReLU and ReLU6, by their slope and not by name. The slope of
/// a sigmoid is small far out but not 0.</summary>
internal static class Rectifiers
{
    // Within this reach the slope of no smooth activation is 0 in double precision: 1 − tanh² is so from 19 on.
    private const double Reach = 12;
    private const double Step = 0.125;
    private static readonly Memo<ScalarFunction, FlatSides> Known = new(1000);

    /// <summary>Finds the flat sides of a function of one argument.</summary>
    internal static FlatSides SidesOf(ScalarFunction function) => Known.Remember(function, Find);

    private static FlatSides Find(ScalarFunction function)
    {
        var slope = NormalExpectation.Derivative(function, 0);
        bool IsFlat(double x) => slope.Evaluate(x) == 0;
        return slope.IsConstant(out _)
            ? new(double.NegativeInfinity, double.PositiveInfinity)
            : new(Edge(IsFlat, -1, double.NegativeInfinity), Edge(IsFlat, 1, double.PositiveInfinity));
    }

    /// <summary>From where on outwards the slope is 0.</summary>
    private static double Edge(Func<double, bool> isFlat, double sign, double none)
    {
        double outer = sign * Reach;
        if (!isFlat(outer) || !isFlat(0.8 * outer))
        {
            return none;
        }

        double inner = outer;
        while (isFlat(inner))
        {
            inner -= sign * Step;
            if (Math.Abs(inner) > Reach)
            {
                return none;
            }
        }

        outer = inner + (sign * Step);
        for (int i = 0; i < 50; i++)
        {
            double middle = 0.5 * (inner + outer);
            (inner, outer) = isFlat(middle) ? (inner, middle) : (middle, outer);
        }

        return outer;
    }
}
