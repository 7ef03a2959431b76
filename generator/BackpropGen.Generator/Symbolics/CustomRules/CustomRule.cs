using System;
using System.Collections.Immutable;

namespace BackpropGen.Generator.Symbolics;

/// <summary>What is known of a method that has a derivative of its own. It is filled after the function that it belongs to is made,
/// since a rule may call the method itself.</summary>
internal sealed class CustomRule
{
    /// <summary>The partial derivative by each argument, by the rule.</summary>
    public ImmutableArray<ScalarFunction> Partials { get; private set; } = [];

    /// <summary>What the method computes; null where that calls code that cannot be read.</summary>
    public ScalarFunction? Value { get; private set; }

    /// <summary>Fills the rule, once.</summary>
    /// <exception cref="InvalidOperationException">It is filled.</exception>
    public void Fill(ImmutableArray<ScalarFunction> partials, ScalarFunction? value)
    {
        if (!Partials.IsEmpty)
        {
            throw new InvalidOperationException("A rule is filled once.");
        }

        (Partials, Value) = (partials, value);
    }

    /// <summary>The value in double; NaN where it is not known.</summary>
    public double Evaluate(double[] x) => Value?.Evaluate(x) ?? double.NaN;
}
