using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>What the rows of the table have in common.</summary>
internal static partial class FunctionTable
{
    private static Expression Of(Function function, Expression x) => x.Pool.Call(function, x);

    private static Expression Zero(Expression[] x) => x[0].Pool.Number(0);

    private static Expression Where(Comparison comparison, Expression a, Expression b, double holds, double fails) =>
        a.Pool.Select(comparison, a, b, a.Pool.Number(holds), a.Pool.Number(fails));

    /// <summary>1 where a > b, ½ where they tie, else 0.</summary>
    private static Expression Larger(Expression a, Expression b)
    {
        var pool = a.Pool;
        return pool.Select(Comparison.Less, b, a, pool.Number(1), Where(Comparison.Equal, a, b, 0.5, 0));
    }

    /// <summary>1 where low ≤ x ≤ high, else 0.</summary>
    private static Expression ClampByValue(Expression[] x, Expression y)
    {
        var pool = x[0].Pool;
        return pool.Select(Comparison.LessOrEqual, x[1], x[0], Where(Comparison.LessOrEqual, x[0], x[2], 1, 0), pool.Number(0));
    }

    /// <summary>y x^(y − 1), and 0 for y = 0, where 0 · x⁻¹ has no value at 0.</summary>
    private static Expression PowByBase(Expression[] x, Expression y)
    {
        var pool = y.Pool;
        return pool.Select(Comparison.Equal, x[1], pool.Number(0), pool.Number(0), x[1] * pool.Call(Pow, x[0], x[1] - 1));
    }

    /// <summary>x^y ln x, and 0 for x = 0 and y ≥ 0.</summary>
    private static Expression PowByExponent(Expression[] x, Expression y)
    {
        var pool = y.Pool;
        var zero = pool.Number(0);
        var slope = y * Of(Log, x[0]);
        return pool.Select(Comparison.Equal, x[0], zero, pool.Select(Comparison.LessOrEqual, zero, x[1], zero, slope), slope);
    }

    /// <summary>x / y, and 0 for y = 0.</summary>
    private static Expression Ratio(Expression x, Expression y)
    {
        var zero = x.Pool.Number(0);
        return x.Pool.Select(Comparison.Equal, y, zero, zero, x / y);
    }

    // Longer sums are not searched for terms that are no squares.
    private const int LongestNorm = 4096;

    /// <summary>1 / (2√x); for a sum of squares 0 where that is 0, the subgradient that torch.norm takes.</summary>
    private static Expression SqrtByArgument(Expression[] x, Expression y) => IsSumOfSquares(x[0]) ? Ratio(y.Pool.Number(0.5), y) : 0.5 / y;

    private static bool IsSumOfSquares(Expression sum)
    {
        var pending = new Stack<Expression>();
        pending.Push(sum);
        for (var count = 0; pending.Count > 0; count++)
        {
            var term = pending.Pop();
            if (count == LongestNorm || !IsSquare(term))
            {
                if (count == LongestNorm || term.Opcode != Opcode.Linear || term.Numbers[0] != 0 || term.Numbers.Skip(1).Any(static weight => !(weight > 0)))
                {
                    return false;
                }

                foreach (var operand in term.Operands)
                {
                    pending.Push(operand);
                }
            }
        }

        return true;
    }

    private static bool IsSquare(Expression node) => node.Opcode == Opcode.Monomial && node.Numbers.All(static exponent => exponent > 0 && exponent % 2 == 0);

    private static Expression SquaredNorm(Expression[] x) => x[0].Pool.Square(x[0]) + x[0].Pool.Square(x[1]);

    private static Function Step(string name, Func<double[], double> evaluate, string scalarCode, string vectorCode, string notation, Parity parity) =>
        new(name, 1, evaluate, static (x, y) => Zero(x))
        {
            ScalarCode = scalarCode,
            VectorCode = vectorCode,
            Notation = notation,
            IsFinite = true,
            Parity = parity,
            LimitAtNegativeInfinity = double.NegativeInfinity,
            LimitAtPositiveInfinity = double.PositiveInfinity,
            MaximumSlope = 0,
            Kinks = [new("the steps", "0 (torch." + name.Replace("ceiling", "ceil").Replace("truncate", "trunc") + ")")],
            Cost = 2,
        };
}
