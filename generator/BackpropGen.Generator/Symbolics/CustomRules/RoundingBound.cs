using System;

namespace BackpropGen.Generator.Symbolics;

/// <summary>A value with a bound of what its constants and operations may have lost: sums and products are followed term by term, so that
/// a result of cancelling terms is known to be uncertain.</summary>
/// <remarks>Running error analysis: Higham, Accuracy and Stability of Numerical Algorithms, 2nd edition, 2002, section 3.3.</remarks>
internal static class RoundingBound
{
    /// <summary>What one operation may lose, relative to its terms: single precision, for which constants are often written.</summary>
    private const double Unit = 1e-7;

    /// <summary>The value and the bound of its error; the bound is infinite where a condition cannot be told, or a function has no value beside.</summary>
    public static (double Value, double Error) Evaluate(ScalarFunction function, double[] x)
    {
        var values = new double[function.Instructions.Length];
        double[] errors = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            var step = function.Instructions[i];
            values[i] = step.Evaluate(x, values);
            errors[i] = Error(step, values[i], values, errors);
        }

        return (values[values.Length - 1], errors[values.Length - 1]);
    }

    private static double Error(Instruction step, double value, double[] values, double[] errors)
    {
        switch (step.Opcode)
        {
            case Opcode.Argument:
                return 0;
            case Opcode.Number:
                return OfConstant(value);
            case Opcode.Select:
                double difference = Math.Abs(values[step.Operands[0]] - values[step.Operands[1]]);
                bool isUncertain = difference <= errors[step.Operands[0]] + errors[step.Operands[1]];
                int branch = ExpressionPool.Holds(step.Comparison, values[step.Operands[0]], values[step.Operands[1]]) ? 2 : 3;
                return isUncertain ? double.PositiveInfinity : errors[step.Operands[branch]];
            case Opcode.Linear:
                return OfSum(step, values, errors);
            case Opcode.Monomial:
                return OfProduct(step, value, values, errors);
            default:
                return OfCall(step, value, values, errors);
        }
    }

    // What has few digits is meant as it stands: 2, 0.5, 1024.
    private static double OfConstant(double value) => (value * 1024) == Math.Floor(value * 1024) ? 0 : Math.Abs(value) * Unit;

    private static double OfSum(Instruction step, double[] values, double[] errors)
    {
        double error = OfConstant(step.Numbers[0]);
        double size = Math.Abs(step.Numbers[0]);
        for (int i = 0; i < step.Operands.Length; i++)
        {
            double term = values[step.Operands[i]];
            error += (Math.Abs(step.Numbers[i + 1]) * errors[step.Operands[i]]) + (OfConstant(step.Numbers[i + 1]) * Math.Abs(term));
            size += Math.Abs(step.Numbers[i + 1] * term);
        }

        return error + (Unit * size);
    }

    private static double OfProduct(Instruction step, double value, double[] values, double[] errors)
    {
        double error = Unit * Math.Abs(value);
        for (int i = 0; i < step.Operands.Length; i++)
        {
            double factor = values[step.Operands[i]];
            error += errors[step.Operands[i]] == 0 ? 0
                : factor == 0 ? double.PositiveInfinity
                : Math.Abs(value * step.Numbers[i] / factor) * errors[step.Operands[i]];
        }

        return error;
    }

    private static double OfCall(Instruction step, double value, double[] values, double[] errors)
    {
        double[] operands = new double[step.Operands.Length];
        for (int i = 0; i < operands.Length; i++)
        {
            operands[i] = values[step.Operands[i]];
        }

        double error = Unit * Math.Abs(value);
        for (int i = 0; i < operands.Length; i++)
        {
            double operand = operands[i], uncertain = errors[step.Operands[i]];
            if (uncertain == 0)
            {
                continue;
            }

            operands[i] = operand + uncertain;
            double above = Math.Abs(step.Function!.Evaluate(operands) - value);
            operands[i] = operand - uncertain;
            double below = Math.Abs(step.Function.Evaluate(operands) - value);
            operands[i] = operand;
            error += double.IsNaN(above + below) ? double.PositiveInfinity : Math.Max(above, below);
        }

        return error;
    }
}
