using System;
using System.Collections.Generic;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.GradientFlow.Expectations;

/// <summary>The statistics of a function that only adds and multiplies values which are independent: exact, whatever their
/// distributions, and without quadrature. Residual sums, gates, scales and shifts are such.</summary>
internal static class SeparableMoments
{
    /// <summary>The statistics of a function's value.</summary>
    /// <param name="function">The function.</param>
    /// <param name="arguments">The statistics of its arguments, which are independent of one another.</param>
    /// <param name="isLinear">Whether no two random arguments were multiplied.</param>
    /// <returns>Null where the function is no such one.</returns>
    internal static Statistics? Of(ScalarFunction function, IReadOnlyList<Statistics> arguments, out bool isLinear)
    {
        isLinear = true;
        var values = new Value?[function.Instructions.Length];
        for (int step = 0; step < values.Length; step++)
        {
            values[step] = Of(function.Instructions[step], values, arguments, ref isLinear);
            if (values[step] is null)
            {
                return null;
            }
        }

        return values[values.Length - 1]!.Statistics;
    }

    private static Value? Of(Instruction instruction, Value?[] values, IReadOnlyList<Statistics> arguments, ref bool isLinear)
    {
        switch (instruction.Opcode)
        {
            case Opcode.Number:
                return Number(instruction.Numbers[0], arguments);
            case Opcode.Argument:
                var argument = arguments[instruction.Index];
                return new(argument, argument.IsConstant ? 0 : 1UL << instruction.Index);
            case Opcode.Linear:
                return Sum(instruction, values, arguments);
            case Opcode.Monomial:
                return Product(instruction, values, arguments, ref isLinear);
            default:
                return OfConstants(instruction, values, arguments);
        }
    }

    private static Value? Sum(Instruction instruction, Value?[] values, IReadOnlyList<Statistics> arguments)
    {
        var sum = Number(instruction.Numbers[0], arguments);
        for (int i = 0; i < instruction.Operands.Length; i++)
        {
            var term = values[instruction.Operands[i]]!;
            if ((sum.Random & term.Random) != 0)
            {
                return null;
            }

            sum = new(Statistics.Sum(sum.Statistics, term.Statistics.Scaled(instruction.Numbers[i + 1])), sum.Random | term.Random);
        }

        return sum;
    }

    private static Value? Product(Instruction instruction, Value?[] values, IReadOnlyList<Statistics> arguments, ref bool isLinear)
    {
        var product = Number(1, arguments);
        for (int i = 0; i < instruction.Operands.Length; i++)
        {
            var factor = values[instruction.Operands[i]]!;
            double exponent = instruction.Numbers[i];
            if (factor.Random == 0)
            {
                factor = Number(Math.Pow(factor.Statistics.Mean, exponent), arguments);
            }
            else if (exponent != 1 || (product.Random & factor.Random) != 0)
            {
                return null;
            }

            isLinear &= product.Random == 0 || factor.Random == 0;
            product = new(Statistics.Product(product.Statistics, factor.Statistics), product.Random | factor.Random);
        }

        return product;
    }

    /// <summary>Any function of numbers is a number.</summary>
    private static Value? OfConstants(Instruction instruction, Value?[] values, IReadOnlyList<Statistics> arguments)
    {
        var numbers = new double[instruction.Operands.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            var operand = values[instruction.Operands[i]]!;
            if (operand.Random != 0)
            {
                return null;
            }

            numbers[i] = operand.Statistics.Mean;
        }

        double value = instruction.Opcode == Opcode.Call ? instruction.Function!.Evaluate(numbers)
            : ExpressionPool.Holds(instruction.Comparison, numbers[0], numbers[1]) ? numbers[2] : numbers[3];
        return Number(value, arguments);
    }

    private static Value Number(double value, IReadOnlyList<Statistics> arguments) =>
        new(Statistics.Independent(value, 0, arguments.Count > 0 ? arguments[0].Along.Length : 0, isPerSample: false), 0);

    /// <summary>The statistics of a step, and which arguments make it random, a bit each.</summary>
    private sealed record Value(Statistics Statistics, ulong Random);
}
