using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace BackpropGen.Generator.Symbolics.Parts;

/// <summary>Makes sums and products of many terms ones of fewer: canonical ones are flat, however long.</summary>
internal static class LongOperations
{
    /// <summary>The same function without longer sums and products.</summary>
    /// <param name="function">The function.</param>
    /// <param name="most">The most terms or factors of one step.</param>
    public static VectorFunction Split(VectorFunction function, int most)
    {
        if (!function.Instructions.Any(step => IsLong(step, most)))
        {
            return function;
        }

        var pool = new ExpressionPool();
        var values = new Expression[function.Instructions.Length];
        for (int i = 0; i < values.Length; i++)
        {
            var step = function.Instructions[i];
            values[i] = IsLong(step, most) ? Split(pool, step, values, most) : pool.AsWritten(step, values);
        }

        return VectorFunction.From([.. function.Outputs.Select(output => values[output])], function.Arity);
    }

    private static bool IsLong(Instruction step, int most) => step.Opcode is Opcode.Linear or Opcode.Monomial && step.Operands.Length > most;

    /// <summary>The first terms are a value, which is the first term of the next.</summary>
    private static Expression Split(ExpressionPool pool, Instruction step, Expression[] values, int most)
    {
        bool isSum = step.Opcode == Opcode.Linear;
        Expression? first = null;
        for (int start = 0; start < step.Operands.Length; start += most)
        {
            var operands = new List<Expression>();
            var numbers = new List<double>();
            if (isSum)
            {
                numbers.Add(start == 0 ? step.Numbers[0] : 0);
            }

            if (first is not null)
            {
                operands.Add(first);
                numbers.Add(1);
            }

            for (int i = start; i < step.Operands.Length && i < start + most; i++)
            {
                operands.Add(values[step.Operands[i]]);
                numbers.Add(step.Numbers[isSum ? i + 1 : i]);
            }

            first = pool.AsWritten(step.Opcode, [.. operands], [.. numbers]);
        }

        return first!;
    }
}
