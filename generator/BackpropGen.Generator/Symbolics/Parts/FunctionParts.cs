using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics.Parts;

/// <summary>Cuts a function into parts that are computed one after the other: a compiler optimizes methods up to some size only. An argument
/// is read until the first results are written, which may be over it; behind that, it is kept.</summary>
internal sealed class FunctionParts
{
    private readonly EquatableArray<Instruction> _steps;
    private readonly VectorFunction _function;
    private readonly int[] _parts;
    private readonly int[] _lastUses;
    private readonly int[] _places;
    private readonly int _firstToWrite;

    private FunctionParts(VectorFunction function, int mostCost)
    {
        _function = function;
        _steps = function.Instructions;
        _parts = PartOfEach(function, mostCost);
        _firstToWrite = function.Outputs.Min(output => _parts[output]);
        _lastUses = LastUses();
        _places = PlaceOfEach();
    }

    private int Count => _parts.Max() + 1;

    /// <summary>Cuts a function.</summary>
    /// <param name="function">The function, as it will be printed.</param>
    /// <param name="mostCost">About how much a part costs at most.</param>
    public static IReadOnlyList<FunctionPart> Of(VectorFunction function, int mostCost)
    {
        var parts = new FunctionParts(LongOperations.Split(function, mostCost / 2), mostCost);
        return [.. Enumerable.Range(0, parts.Count).Select(parts.Part)];
    }

    private static bool IsComputed(Instruction step) => step.Opcode is not (Opcode.Number or Opcode.Argument);

    /// <summary>The part of each step: whole expressions, as they are printed, in the order of what needs them.</summary>
    private static int[] PartOfEach(VectorFunction function, int mostCost)
    {
        var steps = function.Instructions;
        int[] users = new int[steps.Length], parts = new int[steps.Length], costs = [.. steps.Select(static step => step.Cost)];
        foreach (int operand in steps.SelectMany(static step => step.Operands).Concat(function.Outputs))
        {
            users[operand]++;
        }

        // What only one expression needs is computed with it: its cost is that expression's, and so is its part, unless both are too long.
        int part = 0, cost = 0;
        foreach (var expression in Expressions(function, users))
        {
            int sum = expression.Sum(step => costs[step]);
            if (cost > 0 && cost + sum > mostCost)
            {
                (part, cost) = (part + 1, 0);
            }

            foreach (int step in expression)
            {
                if (cost > 0 && cost + costs[step] > mostCost)
                {
                    (part, cost) = (part + 1, 0);
                }

                cost += costs[step];
                parts[step] = part;
            }
        }

        return parts;
    }

    /// <summary>The steps that each value used twice, or result, is made of, itself the last; those it needs come before.</summary>
    private static IEnumerable<List<int>> Expressions(VectorFunction function, int[] users)
    {
        var steps = function.Instructions;
        var isResult = new bool[steps.Length];
        foreach (int output in function.Outputs)
        {
            isResult[output] = true;
        }

        var members = new List<int>?[steps.Length];
        for (int i = 0; i < steps.Length; i++)
        {
            if (!IsComputed(steps[i]))
            {
                continue;
            }

            var own = new List<int>();
            foreach (int operand in steps[i].Operands.Distinct())
            {
                if (members[operand] is { } nested)
                {
                    own.AddRange(nested);
                    members[operand] = null;
                }
            }

            own.Add(i);
            if (users[i] > 1 || isResult[i])
            {
                yield return own;
            }
            else
            {
                members[i] = own;
            }
        }
    }

    private int[] LastUses()
    {
        int[] last = [.. _parts];
        for (int i = 0; i < _steps.Length; i++)
        {
            foreach (int operand in _steps[i].Operands)
            {
                last[operand] = Math.Max(last[operand], _parts[i]);
            }
        }

        return last;
    }

    /// <summary>The place of each value that is kept; −1 for the others. A place is taken again behind the part that reads it last, but not an
    /// argument's: that keeps its name.</summary>
    private int[] PlaceOfEach()
    {
        int[] places = [.. _steps.Select(static _ => -1)];
        var free = new SortedSet<int>();
        var ends = Enumerable.Range(0, Count).Select(static _ => new List<int>()).ToArray();
        var made = Enumerable.Range(0, _steps.Length).Where(i => IsComputed(_steps[i]) && _lastUses[i] > _parts[i]).ToLookup(i => _parts[i]);
        int count = _function.Arity;
        for (int i = 0; i < _steps.Length; i++)
        {
            if (IsKeptArgument(i))
            {
                places[i] = _steps[i].Index;
            }
        }

        for (int part = 0; part < Count; part++)
        {
            foreach (int step in made[part])
            {
                places[step] = free.Count > 0 ? free.Min : count++;
                free.Remove(places[step]);
                ends[_lastUses[step]].Add(places[step]);
            }

            free.UnionWith(ends[part]);
        }

        return places;
    }

    private bool IsKeptArgument(int step) => _steps[step].Opcode == Opcode.Argument && _lastUses[step] > _firstToWrite;

    private FunctionPart Part(int part)
    {
        var pool = new ExpressionPool();
        var values = new Expression[_steps.Length];
        var reads = new List<PartValue>();
        var results = new List<(Expression Value, PartValue Result)>();
        for (int i = 0; i < _steps.Length; i++)
        {
            if (_steps[i].Opcode == Opcode.Number)
            {
                values[i] = pool.AsWritten(_steps[i], values);
            }
            else if (IsComputed(_steps[i]) ? _parts[i] == part : IsKeptArgument(i) && part == _firstToWrite)
            {
                Value(i);
                if (_places[i] >= 0)
                {
                    results.Add((values[i], new(true, _places[i])));
                }
            }
        }

        for (int output = 0; output < _function.Outputs.Length; output++)
        {
            int step = _function.Outputs[output];
            if (_parts[step] == part)
            {
                results.Add((Value(step), new(false, output)));
            }
        }

        return new(VectorFunction.From([.. results.Select(static result => result.Value)], reads.Count), [.. reads], [.. results.Select(static result => result.Result)]);

        Expression Value(int step)
        {
            if (values[step] is not null)
            {
                return values[step];
            }

            if (!IsComputed(_steps[step]) || _parts[step] != part)
            {
                values[step] = pool.Argument(reads.Count);
                reads.Add(IsComputed(_steps[step]) || part > _firstToWrite ? new(true, _places[step]) : new(false, _steps[step].Index));
                return values[step];
            }

            foreach (int operand in _steps[step].Operands)
            {
                Value(operand);
            }

            return values[step] = pool.AsWritten(_steps[step], values);
        }
    }
}
