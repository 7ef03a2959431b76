using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace BackpropGen.Generator.Symbolics;

/// <summary>One step of a function; its value is referred to by its index.</summary>
/// <param name="Opcode">What the step does.</param>
/// <param name="Operands">The indexes of earlier steps.</param>
/// <param name="Numbers">The value of a number; c₀, c₁, … of a weighted sum; the exponents of a monomial.</param>
/// <param name="Index">Which argument, from 0.</param>
/// <param name="Function">The function of a call.</param>
/// <param name="Comparison">The comparison of a selection.</param>
internal readonly record struct Instruction(
    Opcode Opcode,
    EquatableArray<int> Operands,
    EquatableArray<double> Numbers,
    int Index,
    Function? Function,
    Comparison Comparison)
{
    /// <summary>The rough cost of the step, in additions; a transcendental function counts some twenty.</summary>
    public int Cost => CostOf(Opcode, Numbers.Items, Function);

    /// <summary>The rough cost of a step, in additions.</summary>
    public static int CostOf(Opcode opcode, ImmutableArray<double> numbers, Function? function)
    {
        var cost = 0;
        switch (opcode)
        {
            case Opcode.Call:
                return function!.Cost;
            case Opcode.Select:
                return 2;
            case Opcode.Linear:
                cost = numbers.Length - 1 - (numbers[0] == 0 ? 1 : 0);
                for (var i = 1; i < numbers.Length; i++)
                {
                    cost += Math.Abs(numbers[i]) == 1 ? 0 : 1;
                }

                return Math.Max(cost, 1);
            case Opcode.Monomial:
                foreach (var exponent in numbers)
                {
                    cost += exponent < 0 ? 4 : 0;
                    cost += (int)Math.Ceiling(Math.Log(Math.Abs(exponent), 2)) + 1;
                }

                return Math.Max(cost - 1, 1);
            default:
                return 0;
        }
    }

    /// <summary>The steps of expressions of one pool, each distinct value once and after its operands, and the index of each root's.</summary>
    public static (ImmutableArray<Instruction> Instructions, ImmutableArray<int> Roots) List(Expression[] roots)
    {
        var indexes = new Dictionary<Expression, int>();
        var instructions = ImmutableArray.CreateBuilder<Instruction>();
        foreach (var node in ScalarFunction.PostOrder(roots))
        {
            var operands = ImmutableArray.CreateBuilder<int>(node.Operands.Length);
            foreach (var operand in node.Operands)
            {
                operands.Add(indexes[operand]);
            }

            indexes.Add(node, instructions.Count);
            instructions.Add(new Instruction(node.Opcode, operands.MoveToImmutable(), node.Numbers, node.Index, node.Function, node.Comparison));
        }

        return (instructions.ToImmutable(), [.. System.Linq.Enumerable.Select(roots, root => indexes[root])]);
    }

    /// <summary>Which of a number of arguments some steps read.</summary>
    public static ImmutableArray<bool> UsedArguments(EquatableArray<Instruction> steps, int arity)
    {
        var used = new bool[arity];
        foreach (var step in steps)
        {
            if (step.Opcode == Opcode.Argument)
            {
                used[step.Index] = true;
            }
        }

        return ImmutableArray.Create(used);
    }

    /// <summary>The step as an expression of its operands' values.</summary>
    /// <param name="pool">The pool to build in.</param>
    /// <param name="arguments">What stands for each argument.</param>
    /// <param name="values">The values of the earlier steps.</param>
    public Expression Rebuild(ExpressionPool pool, IReadOnlyList<Expression> arguments, Expression[] values)
    {
        switch (Opcode)
        {
            case Opcode.Number:
                return pool.Number(Numbers[0]);
            case Opcode.Argument:
                return arguments[Index];
            case Opcode.Call:
                var operands = new Expression[Operands.Length];
                for (var i = 0; i < operands.Length; i++)
                {
                    operands[i] = values[Operands[i]];
                }

                return pool.Call(Function!, operands);
            case Opcode.Select:
                return pool.Select(Comparison, values[Operands[0]], values[Operands[1]], values[Operands[2]], values[Operands[3]]);
            case Opcode.Monomial:
                var factors = new (Expression, double)[Operands.Length];
                for (var i = 0; i < factors.Length; i++)
                {
                    factors[i] = (values[Operands[i]], Numbers[i]);
                }

                return pool.Product(factors);
            default:
                var terms = new (double, Expression)[Operands.Length];
                for (var i = 0; i < terms.Length; i++)
                {
                    terms[i] = (Numbers[i + 1], values[Operands[i]]);
                }

                return pool.Linear(Numbers[0], terms);
        }
    }

    /// <summary>The step's value in double.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="values">The values of the earlier steps.</param>
    public double Evaluate(double[] x, double[] values)
    {
        var operands = Operands;
        switch (Opcode)
        {
            case Opcode.Number:
                return Numbers[0];
            case Opcode.Argument:
                return x[Index];
            case Opcode.Call:
                var arguments = new double[operands.Length];
                for (var i = 0; i < arguments.Length; i++)
                {
                    arguments[i] = values[operands[i]];
                }

                return Function!.Evaluate(arguments);
            case Opcode.Select:
                return ExpressionPool.Holds(Comparison, values[operands[0]], values[operands[1]]) ? values[operands[2]] : values[operands[3]];
            case Opcode.Monomial:
                double numerator = 1, denominator = 1;
                for (var i = 0; i < operands.Length; i++)
                {
                    var power = IntegerPower(values[operands[i]], (int)Math.Abs(Numbers[i]));
                    (numerator, denominator) = Numbers[i] > 0 ? (numerator * power, denominator) : (numerator, denominator * power);
                }

                return numerator / denominator;
            default:
                var sum = Numbers[0];
                for (var i = 0; i < operands.Length; i++)
                {
                    sum += Numbers[i + 1] * values[operands[i]];
                }

                return sum;
        }
    }

    internal static double IntegerPower(double value, int exponent)
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
