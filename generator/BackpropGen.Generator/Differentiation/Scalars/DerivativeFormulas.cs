using System.Collections.Generic;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Differentiation;

/// <summary>The formulas that a documentation comment shows.</summary>
/// <param name="names">The names of the function's arguments.</param>
internal sealed class DerivativeFormulas(IReadOnlyList<string> names)
{
    // A longer formula is not read in a tooltip.
    private const int LongestFormula = 200;
    private const int MostSteps = 100;

    /// <summary><c>: formula</c> of a function's only result; nothing where it is too long to be read, or not the only one.</summary>
    public string Suffix(VectorFunction function) => function.Outputs.Length == 1 ? Suffix(function, 0) : "";

    /// <summary><c>: formula</c> of a result; nothing where it is too long to be read.</summary>
    public string Suffix(VectorFunction function, int output)
    {
        var result = function.Output(output);
        if (result.Instructions.Length > MostSteps)
        {
            return "";
        }

        string formula = result.ToMathematics(names);
        return formula.Length > LongestFormula ? "" : ": " + Mark + formula + Mark;
    }

    /// <summary>Stands before and behind a formula in a description; the emission sets it as code.</summary>
    public const char Mark = '`';
}
