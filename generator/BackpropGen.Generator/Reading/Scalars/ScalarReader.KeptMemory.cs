using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Integers and elements that depend on the round of a loop that is kept.</summary>
internal sealed partial class ScalarReader
{
    /// <summary>An element that depends on the round: of an input, or of a table of constants.</summary>
    private object KeptElement(MemoryValue memory, LoopInteger index, IOperation site)
    {
        index = Inside(memory, index, site, mayClamp: true);
        object first = memory[0].Value, second = memory[Math.Min(1, memory.Length - 1)].Value;
        return Element(first, second);

        object Element(object one, object next)
        {
            if (one is StructureValue structure && next is StructureValue other)
            {
                return structure with { Values = [.. structure.Values.Zip(other.Values, Element)] };
            }

            int input = _kept!.InputOf(one);
            if (input >= 0 && memory.IsConstant)
            {
                return _kept.Argument(new ProgramPlace.Element(ScalarProgram.Inputs, index.Times(_kept.InputOf(next) - input).Plus(input)));
            }

            return memory.IsConstant ? _kept.Argument(new ProgramPlace.Element(_kept.Table(memory.Cells), index.Plus(memory.Start))) : throw new KeptRefusal();
        }
    }

    /// <summary>An element of a result that depends on the round, to be written.</summary>
    private Place KeptResult(MemoryValue memory, LoopInteger index, IOperation site)
    {
        index = Inside(memory, index, site, mayClamp: false);
        var cell = _journal.NewCell(Unassigned.Instance);
        _kept!.Writes.Add((cell, index.Plus(memory.Start + (_kept.ResultsOf(memory.Cells) ?? throw new KeptRefusal()))));
        return new Place(cell);
    }

    /// <summary>An index that is inside of memory in every round in which it is used. In rounds where a condition keeps it from being used
    /// it is moved inside: what is read there does not count.</summary>
    private LoopInteger Inside(MemoryValue memory, LoopInteger index, IOperation site, bool mayClamp)
    {
        var (least, most) = Bounds(index);
        if (least >= 0 && most < memory.Length)
        {
            return index;
        }

        if (mayClamp && IsInsideWhereRead(memory, index))
        {
            return LoopInteger.Of(new IndexFactor.Clamp(index, 0, memory.Length - 1));
        }

        throw ScalarProblem.At(site, FormattableString.Invariant($"the index {(least < 0 ? least : most)} is outside of its {memory.Length} elements"));
    }

    private bool IsInsideWhereRead(MemoryValue memory, LoopInteger index)
    {
        var guards = _guards.SelectMany(static guard => guard.Parts).Select(OfRounds).OfType<RoundCondition>().ToList();
        int[] loops = [.. index.Loops.Concat(guards.SelectMany(static guard => guard.Rounds.SelectMany(static round => round.Loops))).Distinct()];
        return guards.Count > 0 && RoundsOf(loops).All(round => !guards.All(guard => guard.Holds(round)) || (index.Evaluate(round) is var place && place >= 0 && place < memory.Length));
    }

    /// <summary>A condition as one on the rounds alone; null where it depends on other numbers.</summary>
    private RoundCondition? OfRounds(ScalarCondition condition)
    {
        if (condition.Value is bool)
        {
            return null;
        }

        var holds = condition.Choose(_pool.Number(1), _pool.Number(0));
        var arguments = ScalarFunction.PostOrder(holds).Where(static node => node.Opcode == Opcode.Argument).ToList();
        var rounds = arguments.Select(argument => _kept!.PlaceOfLeaf(argument)).OfType<ProgramPlace.Round>().Select(static place => place.Value).ToList();
        return rounds.Count == arguments.Count ? new RoundCondition(ScalarFunction.From(holds, ScalarFunction.ArityOf(holds)), [.. arguments.Select(static argument => argument.Index)], rounds) : null;
    }

    /// <summary>A condition on rounds: a function that is 1 where it holds, and which integer each of its arguments is.</summary>
    private sealed record RoundCondition(ScalarFunction Function, int[] Arguments, List<LoopInteger> Rounds)
    {
        public bool Holds(Func<int, long> round)
        {
            double[] at = new double[Function.Arity];
            for (int i = 0; i < Arguments.Length; i++)
            {
                at[Arguments[i]] = Rounds[i].Evaluate(round);
            }

            return Function.Evaluate(at) > 0;
        }
    }

    private static IEnumerable<LoopInteger> WrittenBy(IEnumerable<ProgramItem> items) => items.SelectMany(static item => item switch
    {
        ProgramItem.Loop loop => WrittenBy(loop.Body),
        ProgramItem.Step step => step.Targets.Select(static target => target.Place).OfType<ProgramPlace.Element>().Select(static element => element.Index),
        _ => [],
    });

    /// <summary>Notes that a loop has written results: nothing may read or write them again.</summary>
    private void MarkWritten(LoopInteger index)
    {
        int count = 0;
        foreach (long place in Values(index))
        {
            var cell = _kept!.ResultCell((int)place);
            if (cell.Value is not Unassigned || ++count > LargestMemory)
            {
                throw new KeptRefusal();
            }

            _journal.Write(cell, WrittenByLoop.Instance);
        }
    }
}
