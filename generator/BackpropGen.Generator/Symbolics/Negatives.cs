using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Computes a sum and its negative once: canonical sums are open, so that b − a beside a − b is a sum of its own.
/// The sign moves on through products into the sums that use them, where it costs nothing.</summary>
internal sealed class Negatives
{
    private readonly ExpressionPool _pool = new();
    private readonly Dictionary<Expression, (Expression Value, int Sign)> _sums = [];
    private readonly (Expression Value, int Sign)[] _values;
    private readonly VectorFunction _function;

    private Negatives(VectorFunction function) => (_function, _values) = (function, new (Expression, int)[function.Instructions.Length]);

    /// <summary>The same function with such sums shared. Its sums are no longer canonical: it is for printing, not for further algebra.</summary>
    public static VectorFunction Share(VectorFunction function)
    {
        if (!MayShare(function))
        {
            return function;
        }

        var negatives = new Negatives(function);
        bool isShared = false;
        for (int i = 0; i < function.Instructions.Length; i++)
        {
            negatives._values[i] = negatives.Step(function.Instructions[i]);
            isShared |= negatives._values[i].Sign < 0;
        }

        return isShared ? VectorFunction.From([.. function.Outputs.Select(negatives.Signed)], function.Arity) : function;
    }

    /// <summary>Whether two sums may be equal up to their sign: one look at each, since there is nothing to do in most functions.</summary>
    private static bool MayShare(VectorFunction function)
    {
        var seen = new HashSet<int>();
        foreach (var step in function.Instructions)
        {
            if (step.Opcode != Opcode.Linear)
            {
                continue;
            }

            int hash = step.Operands.Length;
            for (int i = 0; i < step.Numbers.Length; i++)
            {
                double weight = step.Numbers[i] == 0 ? 0 : step.Numbers[1] < 0 ? -step.Numbers[i] : step.Numbers[i];
                hash = unchecked((((hash * 31) + (i == 0 ? 0 : step.Operands[i - 1])) * 16777619) ^ weight.GetHashCode());
            }

            if (!seen.Add(hash))
            {
                return true;
            }
        }

        return false;
    }

    private (Expression, int) Step(Instruction step) => step.Opcode switch
    {
        Opcode.Linear => Sum(step),
        Opcode.Monomial => (_pool.AsWritten(Opcode.Monomial, Unsigned(step), step.Numbers.Items), Sign(step)),
        _ => (_pool.WithOperands(step, [.. step.Operands.Select(Signed)]), 1),
    };

    private int Sign(Instruction product) =>
        product.Operands.Where((operand, k) => product.Numbers[k] % 2 != 0 && _values[operand].Sign < 0).Count() % 2 == 0 ? 1 : -1;

    private (Expression, int) Sum(Instruction step)
    {
        var terms = Unsigned(step);
        double[] weights = [step.Numbers[0], .. step.Operands.Select((operand, k) => _values[operand].Sign * step.Numbers[k + 1])];
        var sum = _pool.AsWritten(Opcode.Linear, terms, [.. weights]);
        if (terms.Length + (weights[0] == 0 ? 0 : 1) < 2)
        {
            return (sum, 1);
        }

        var negative = _pool.AsWritten(Opcode.Linear, terms, [.. weights.Select(static weight => weight == 0 ? 0 : -weight)]);
        if (_sums.TryGetValue(negative, out var found))
        {
            return (found.Value, -found.Sign);
        }

        _sums[sum] = (sum, 1);
        return (sum, 1);
    }

    private ImmutableArray<Expression> Unsigned(Instruction step) => [.. step.Operands.Select(operand => _values[operand].Value)];

    private Expression Signed(int step)
    {
        var (value, sign) = _values[step];
        return sign > 0 ? value : _pool.AsWritten(Opcode.Linear, [value], [0, -1]);
    }
}
