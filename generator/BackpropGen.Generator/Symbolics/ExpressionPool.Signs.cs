namespace BackpropGen.Generator.Symbolics;

internal sealed partial class ExpressionPool
{
    /// <summary>Whether every weight of a sum is negative, so that its negative reads better.</summary>
    private static bool IsNegative(Expression node)
    {
        if (node.Opcode != Opcode.Linear || node.Numbers[0] > 0)
        {
            return false;
        }

        for (var i = 1; i < node.Numbers.Length; i++)
        {
            if (!(node.Numbers[i] < 0))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the value is greater than 0 wherever it is defined, as far as the outermost operation tells.</summary>
    private static bool IsPositive(Expression node) => node.Opcode switch
    {
        Opcode.Number => node.Numbers[0] > 0,
        Opcode.Call => node.Function!.Range == Range.Positive,
        Opcode.Linear => node.Numbers[0] > 0 && HasNonNegativeTerms(node),
        _ => false,
    };

    /// <summary>Whether the value is at least 0 wherever it is defined, as far as the outermost operations tell.</summary>
    private static bool IsNonNegative(Expression node)
    {
        switch (node.Opcode)
        {
            case Opcode.Number:
                return node.Numbers[0] >= 0;
            case Opcode.Call:
                return node.Function!.Range != Range.Any;
            case Opcode.Linear:
                return node.Numbers[0] >= 0 && HasNonNegativeTerms(node);
            case Opcode.Monomial:
                for (var i = 0; i < node.Operands.Length; i++)
                {
                    if (node.Numbers[i] % 2 != 0 && !IsNonNegativeCall(node.Operands[i]))
                    {
                        return false;
                    }
                }

                return true;
            default:
                return false;
        }
    }

    private static bool HasNonNegativeTerms(Expression sum)
    {
        for (var i = 0; i < sum.Operands.Length; i++)
        {
            var term = sum.Operands[i];
            var isSquare = term.Opcode == Opcode.Monomial && term.Operands.Length == 1 && term.Numbers[0] % 2 == 0;
            if (!(sum.Numbers[i + 1] > 0) || !(isSquare || IsNonNegativeCall(term)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNonNegativeCall(Expression node) => node.Opcode == Opcode.Call && node.Function!.Range != Range.Any;
}
