using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.GradientFlow.Expectations;

/// <summary>Finds the arguments at which a function of one argument, or its derivative, jumps: where the sides of a
/// comparison cross, and where a function of the table has its kink.</summary>
internal static class Kinks
{
    // From −80,000 to 80,000, the closer to 0 the denser: sinh(−12), …, sinh(12).
    private const int Samples = 480;
    private const double Reach = 12;
    private const int Bisections = 60;
    private static readonly double[] Grid =
        [.. Enumerable.Range(0, Samples + 1).Select(static i => Math.Sinh(Reach * ((2.0 * i / Samples) - 1)))];

    private static readonly Memo<ScalarFunction, IReadOnlyList<double>> Known = new(1000);

    /// <summary>The kinks, by sign changes on a grid and bisection.</summary>
    internal static IReadOnlyList<double> Of(ScalarFunction function) =>
        HasKinks(function) ? Known.Remember(function, Find) : [];

    private static List<double> Find(ScalarFunction function)
    {
        var found = new List<double>();
        double[][] values = function.EvaluateSteps([Grid], Grid.Length);
        for (int step = 0; step < values.Length; step++)
        {
            foreach (var (left, right) in Sides(function.Instructions[step]))
            {
                double Difference(double[][] steps, int i) => steps[left][i] - (right < 0 ? 0 : steps[right][i]);
                for (int i = 0; i < Samples; i++)
                {
                    if (Difference(values, i) > 0 != Difference(values, i + 1) > 0)
                    {
                        found.Add(Bisect(x => Difference(function.EvaluateSteps([[x]], 1), 0) > 0, Grid[i], Grid[i + 1]));
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
