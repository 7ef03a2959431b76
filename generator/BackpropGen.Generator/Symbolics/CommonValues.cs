using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>A value that several functions compute, each for itself.</summary>
/// <param name="Value">The value, as a function of the arguments of the first of them.</param>
/// <param name="Places">Where it is computed, in the functions' order: two places at least.</param>
internal sealed record CommonValue(ScalarFunction Value, EquatableArray<CommonPlace> Places);

/// <summary>A step of one of several functions.</summary>
/// <param name="Function">The number of the function.</param>
/// <param name="Step">The number of its step.</param>
internal readonly record struct CommonPlace(int Function, int Step);

/// <summary>
/// Finds what functions have in common by numbering their values: equal operations on values of equal numbers have one number,
/// in whichever function they are (Cocke and Schwartz, Programming Languages and Their Compilers, 1970). The work is linear
/// in the functions' steps.
/// </summary>
internal sealed class CommonValues
{
    private readonly Dictionary<Instruction, int> _numbers = [];
    private readonly List<Occurrences> _values = [];

    private CommonValues()
    {
    }

    /// <summary>The values, other than arguments and constants, that several of the functions compute; not those which are
    /// parts of another such value of the same functions.</summary>
    /// <param name="functions">The functions; their arguments are equal where their numbers are.</param>
    public static IReadOnlyList<CommonValue> Of(IReadOnlyList<(ScalarFunction Function, IReadOnlyList<int> Arguments)> functions)
    {
        var common = new CommonValues();
        for (int i = 0; i < functions.Count; i++)
        {
            common.Add(i, functions[i].Function, functions[i].Arguments);
        }

        common.MarkParts();
        return common._values
            .Where(static value => !value.IsPart && value.IsComputed && value.Places.Count > 1)
            .Select(value => new CommonValue(functions[value.Places[0].Function].Function.Part(value.Places[0].Step), value.Places.ToEquatableArray()))
            .ToList();
    }

    private void Add(int function, ScalarFunction steps, IReadOnlyList<int> arguments)
    {
        var numbers = new int[steps.Instructions.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            var value = Canonical(steps.Instructions[i], numbers, arguments);
            if (!_numbers.TryGetValue(value, out numbers[i]))
            {
                _numbers.Add(value, numbers[i] = _values.Count);
                _values.Add(new(value));
            }

            var places = _values[numbers[i]].Places;
            if (places.Count == 0 || places[places.Count - 1].Function != function)
            {
                places.Add(new(function, i));
            }
        }
    }

    /// <summary>The step over numbers of values; the order of a function's arguments must not tell equal sums and products apart.</summary>
    private static Instruction Canonical(Instruction step, int[] numbers, IReadOnlyList<int> arguments)
    {
        if (step.Opcode == Opcode.Argument)
        {
            return step with { Index = arguments[step.Index] };
        }

        int[] operands = step.Operands.Select(operand => numbers[operand]).ToArray();
        if (step.Opcode is Opcode.Linear or Opcode.Monomial)
        {
            // A sum's first number is its constant.
            double[] first = step.Numbers.Take(step.Numbers.Length - operands.Length).ToArray();
            double[] weights = step.Numbers.Skip(first.Length).ToArray();
            Array.Sort(operands, weights);
            return step with { Operands = operands.ToEquatableArray(), Numbers = first.Concat(weights).ToEquatableArray() };
        }

        if (step.Function is { IsSymmetric: true })
        {
            Array.Sort(operands);
        }

        return step with { Operands = operands.ToEquatableArray() };
    }

    private void MarkParts()
    {
        foreach (var value in _values)
        {
            foreach (int operand in value.Step.Operands)
            {
                _values[operand].IsPart |= _values[operand].Places.Count == value.Places.Count;
            }
        }
    }

    /// <summary>A value, and where it is computed.</summary>
    private sealed class Occurrences(Instruction step)
    {
        public Instruction Step { get; } = step;

        public List<CommonPlace> Places { get; } = [];

        public bool IsPart { get; set; }

        public bool IsComputed => Step.Opcode is not (Opcode.Argument or Opcode.Number);
    }
}
