using System;
using System.Collections.Generic;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.GradientFlow.Expectations;

/// <summary>Finds the arguments at which a function of one argument, or its derivative, jumps: where the sides of a
/// comparison cross, and where a function of the table has its kink.</summary>
internal static class Kinks
{
    private const int Samples = 128;
    private const int Bisections = 60;

    /// <summary>The kinks in an interval, by sign changes on a grid and bisection.</summary>
    internal static IReadOnlyList<double> Of(ScalarFunction function, double from, double to)
    {
        var found = new List<double>();
        if (!HasKinks(function))
        {
            return found;
        }

        var grid = new double[Samples + 1];
        for (int i = 0; i <= Samples; i++)
        {
            grid[i] = from + ((to - from) * i / Samples);
        }

        double[][] values = function.EvaluateSteps([grid], grid.Length);
        for (int step = 0; step < values.Length; step++)
        {
            foreach (var (left, right) in Sides(function.Instructions[step]))
            {
                double Difference(double[][] steps, int i) => steps[left][i] - (right < 0 ? 0 : steps[right][i]);
                for (int i = 0; i < Samples; i++)
                {
                    if (Difference(values, i) > 0 != Difference(values, i + 1) > 0)
                    {
                        found.Add(Bisect(x => Difference(function.EvaluateSteps([[x]], 1), 0) > 0, grid[i], grid[i + 1]));
                    }
                }
            }
        }

        return found;
    }

    private static bool HasKinks(ScalarFunction function)
    {
        foreach (var instruction in function.Instructions)
        {
            if (instruction.Opcode == Opcode.Select || instruction.Function is { Kinks.IsEmpty: false })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The pairs of steps whose crossing is a kink; −1 stands for the number 0.</summary>
    private static IEnumerable<(int Left, int Right)> Sides(Instruction instruction)
    {
        if (instruction.Opcode == Opcode.Select)
        {
            yield return (instruction.Operands[0], instruction.Operands[1]);
        }
        else if (instruction.Function is { Kinks.IsEmpty: false, Arity: var arity })
        {
            // relu, abs, sign; max, min, clamp.
            for (int i = 1; i < arity; i++)
            {
                yield return (instruction.Operands[0], instruction.Operands[i]);
            }

            if (arity == 1)
            {
                yield return (instruction.Operands[0], -1);
            }
        }
    }

    private static double Bisect(Func<double, bool> isPositive, double low, double high)
    {
        bool atLow = isPositive(low);
        for (int i = 0; i < Bisections && Math.Abs(high - low) > 1e-15 * Math.Max(1, Math.Abs(low)); i++)
        {
            double middle = 0.5 * (low + high);
            if (isPositive(middle) == atLow)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return 0.5 * (low + high);
    }
}
