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
    private object KeptElement(MemoryValue memory, Affine index, IOperation site)
    {
        RequireInside(memory, index, site);
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
    private Place KeptResult(MemoryValue memory, Affine index, IOperation site)
    {
        RequireInside(memory, index, site);
        var cell = _journal.NewCell(Unassigned.Instance);
        _kept!.Writes.Add((cell, index.Plus(memory.Start + (_kept.ResultsOf(memory.Cells) ?? throw new KeptRefusal()))));
        return new Place(cell);
    }

    private void RequireInside(MemoryValue memory, Affine index, IOperation site)
    {
        var (least, most) = Bounds(index);
        if (least < 0 || most >= memory.Length)
        {
            throw ScalarProblem.At(site, FormattableString.Invariant($"the index {(least < 0 ? least : most)} is outside of its {memory.Length} elements"));
        }
    }

    private static IEnumerable<Affine> WrittenBy(IEnumerable<ProgramItem> items) => items.SelectMany(static item => item switch
    {
        ProgramItem.Loop loop => WrittenBy(loop.Body),
        ProgramItem.Step step => step.Targets.Select(static target => target.Place).OfType<ProgramPlace.Element>().Select(static element => element.Index),
        _ => [],
    });

    /// <summary>Notes that a loop has written results: nothing may read or write them again.</summary>
    private void MarkWritten(Affine index)
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
