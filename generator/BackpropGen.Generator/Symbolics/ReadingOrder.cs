using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>The terms of a weighted sum as one writes them: a positive term before a negative one, and unless another order is asked for the
/// constant first only where all else is negative or the first term is.</summary>
internal static class ReadingOrder
{
    /// <summary>Weights and terms; a null term is the constant.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="arrival">When a term is known: what is known last is added last, but for a single positive term. Null where that does not matter.</param>
    public static List<(double Weight, Expression? Term)> Terms(Expression sum, Func<Expression, int>? arrival = null)
    {
        var terms = new List<(double, Expression?)>();
        for (var i = 0; i < sum.Operands.Length; i++)
        {
            terms.Add((sum.Numbers[i + 1], sum.Operands[i]));
        }

        if (sum.Numbers[0] != 0)
        {
            var isFirst = sum.Numbers[0] > 0 && sum.Numbers[1] < 0;
            terms.Insert(isFirst ? 0 : terms.Count, (sum.Numbers[0], null));
        }

        if (arrival is not null && terms.Count > 2)
        {
            terms = [.. terms.OrderBy(term => term.Item2 is null ? 0 : arrival(term.Item2))];
        }

        var positive = terms.FindIndex(static term => term.Item1 > 0);
        if (positive > 0)
        {
            var first = terms[positive];
            terms.RemoveAt(positive);
            terms.Insert(0, first);
        }

        return terms;
    }
}
