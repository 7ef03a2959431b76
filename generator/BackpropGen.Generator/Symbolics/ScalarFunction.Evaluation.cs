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
            values[i] = Evaluate(Instructions[i], x, values);
        }

        return values[values.Length - 1];
    }

    private static double Evaluate(Instruction instruction, double[] x, double[] values)
    {
        var operands = instruction.Operands;
        switch (instruction.Opcode)
        {
            case Opcode.Number:
                return instruction.Numbers[0];
            case Opcode.Argument:
                return x[instruction.Index];
            case Opcode.Call:
                var arguments = new double[operands.Length];
                for (var i = 0; i < arguments.Length; i++)
                {
                    arguments[i] = values[operands[i]];
                }

                return instruction.Function!.Evaluate(arguments);
            case Opcode.Select:
                return ExpressionPool.Holds(instruction.Comparison, values[operands[0]], values[operands[1]]) ? values[operands[2]] : values[operands[3]];
            case Opcode.Monomial:
                double numerator = 1, denominator = 1;
                for (var i = 0; i < operands.Length; i++)
                {
                    var power = IntegerPower(values[operands[i]], (int)Math.Abs(instruction.Numbers[i]));
                    (numerator, denominator) = instruction.Numbers[i] > 0 ? (numerator * power, denominator) : (numerator, denominator * power);
                }

                return numerator / denominator;
            default:
                var sum = instruction.Numbers[0];
                for (var i = 0; i < operands.Length; i++)
                {
                    sum += instruction.Numbers[i + 1] * values[operands[i]];
                }

                return sum;
        }
    }

    private static double IntegerPower(double value, int exponent)
    {
        var power = 1.0;
        for (; exponent > 0; exponent >>= 1)
        {
            power *= (exponent & 1) != 0 ? value : 1;
            value *= value;
        }

        return power;
    }
}
