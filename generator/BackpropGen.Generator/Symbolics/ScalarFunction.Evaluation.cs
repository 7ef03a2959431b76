using System;

namespace BackpropGen.Generator.Symbolics;

internal sealed partial class ScalarFunction
{
    /// <summary>The value in double: the reference that emitted code is tested against.</summary>
    /// <exception cref="ArgumentException">The number of arguments is not <see cref="Arity"/>.</exception>
    public double Evaluate(params double[] x)
    {
        if (x.Length != Arity)
        {
            throw new ArgumentException($"{Arity} arguments are needed, not {x.Length}.", nameof(x));
        }

        var values = new double[Instructions.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Instructions[i].Evaluate(x, values);
        }

        return values[values.Length - 1];
    }
}
