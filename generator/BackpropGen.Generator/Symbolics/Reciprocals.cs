using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Which values many quotients have below the line: they divide once, and multiply by the reciprocal.</summary>
/// <remarks>A product with the reciprocal has one rounding more than the quotient. It is taken only where the reciprocal cannot leave the
/// range of numbers before the results do: below the line stands a square root, whose least value but 0 is the root of the least number, or
/// a result has the square of the value below the line.</remarks>
internal static class Reciprocals
{
    // A division costs some four products; a reciprocal for two quotients saves little, and takes longer to be there.
    private const int FewestQuotients = 3;

    /// <summary>The steps whose reciprocals are shared.</summary>
    /// <param name="function">The function as it was given: tells what is safe.</param>
    /// <param name="products">The factors of the products that will be computed, by step; an exponent below 0 divides.</param>
    public static HashSet<int> Of(VectorFunction function, IEnumerable<IEnumerable<(int Step, int Exponent)>> products)
    {
        var quotients = new Dictionary<int, int>();
        foreach (var (step, _) in products.SelectMany(static factors => factors).Where(static factor => factor.Exponent < 0))
        {
            quotients[step] = quotients.TryGetValue(step, out int count) ? count + 1 : 1;
        }

        var squared = new HashSet<int>(function.Instructions.Where(static step => step.Opcode == Opcode.Monomial)
            .SelectMany(static step => step.Operands.Where((_, i) => step.Numbers[i] <= -2)));
        bool IsSafe(int step) => step < function.Instructions.Length && (squared.Contains(step) || function.Instructions[step].Function == FunctionTable.Sqrt);
        return [.. quotients.Where(pair => pair.Value >= FewestQuotients && IsSafe(pair.Key)).Select(static pair => pair.Key)];
    }
}
