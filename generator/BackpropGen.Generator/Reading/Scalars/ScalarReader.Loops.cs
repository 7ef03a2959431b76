using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Loops, unrolled. A round that a real condition may leave is a stage of a <see cref="FlowSequence"/>, so that a
/// hundred of them cost a hundred.</summary>
internal sealed partial class ScalarReader
{
    /// <summary>More rounds behind a real condition are refused: the loop has no end of its own.</summary>
    private const int UndecidedRounds = 1024;

    private ScalarFlow Loop(ILoopOperation loop)
    {
        switch (loop)
        {
            case IForLoopOperation rounds:
                var start = Run(rounds.Before);
                return start is ScalarFlow.Forks ? throw Unsupported(loop) : Kept(rounds) ?? Rounds(rounds.Condition, rounds.AtLoopBottom, rounds.Body, isTestedFirst: true);
            case IWhileLoopOperation { Condition: { } condition, ConditionIsUntil: false } rounds:
                return Kept(rounds) ?? Rounds(condition, [], rounds.Body, rounds.ConditionIsTop);
            case IForEachLoopOperation { IsAsynchronous: false } rounds:
                return ForEach(rounds);
            default:
                throw Unsupported(loop);
        }
    }

    private ScalarFlow Rounds(IOperation? condition, IReadOnlyList<IOperation> bottom, IOperation body, bool isTestedFirst)
    {
        var sequence = new FlowSequence(_journal);
        int outer = _undecided, undecidedRounds = 0;
        bool isTested = isTestedFirst;
        while (true)
        {
            Step(body);
            int births = _journal.Births;
            if (isTested && condition is not null && !GoesOn(sequence, condition, ref undecidedRounds))
            {
                break;
            }

            isTested = true;
            if (!Round(sequence, body, bottom, births))
            {
                break;
            }
        }

        _undecided = outer;
        return Behind(sequence.Finish());
    }

    /// <summary>Tests the loop's condition; where it is real, the loop may end here and may go on.</summary>
    private bool GoesOn(FlowSequence sequence, IOperation condition, ref int undecidedRounds)
    {
        int births = _journal.Births;
        object decided = Usable(Evaluate(condition), condition);
        if (decided is ScalarCondition && ++undecidedRounds > UndecidedRounds)
        {
            throw ScalarProblem.At(condition, FormattableString.Invariant(
                $"the loop's end depends on a real argument, and nothing ends it after {UndecidedRounds} rounds: bound the rounds, as in 'i < 100 && …'"));
        }

        var flow = Fork(decided, static () => ScalarFlow.Next, static () => new ScalarFlow.Goes(ScalarExit.Break), condition);
        _undecided += flow is ScalarFlow.Forks ? 1 : 0;
        return sequence.Advance(flow, births);
    }

    /// <summary>Runs one round.</summary>
    /// <returns>Whether there is another.</returns>
    private bool Round(FlowSequence sequence, IOperation body, IReadOnlyList<IOperation> bottom, int births)
    {
        var flow = Run(body);
        if (flow is ScalarFlow.Forks forks)
        {
            _undecided++;
            flow = FlowSequence.Settle(_journal, forks.Ends.Rename(ScalarExit.Continue, ScalarExit.Next, births));
        }
        else if (flow is ScalarFlow.Goes { Exit: ScalarExit.Continue })
        {
            flow = ScalarFlow.Next;
        }

        if (!sequence.Advance(flow, births))
        {
            return false;
        }

        Run(bottom);
        return true;
    }

    /// <summary>The flow behind a loop or a switch, whose own exits end here.</summary>
    private ScalarFlow Behind(ScalarFlow flow) => flow switch
    {
        ScalarFlow.Goes { Exit: ScalarExit.Break } => ScalarFlow.Next,
        ScalarFlow.Forks forks => FlowSequence.Settle(_journal, forks.Ends.Rename(ScalarExit.Break, ScalarExit.Next, _journal.Births)),
        _ => flow,
    };

    private ScalarFlow ForEach(IForEachLoopOperation loop)
    {
        if (Usable(Evaluate(loop.Collection), loop.Collection) is not MemoryValue memory)
        {
            throw ScalarProblem.At(loop.Collection, "a loop goes over the elements of an array or a span whose length is known");
        }

        if (Kept(loop, memory) is { } kept)
        {
            return kept;
        }

        var sequence = new FlowSequence(_journal);
        int outer = _undecided;
        for (int i = 0; i < memory.Length; i++)
        {
            Step(loop.Body);
            int births = _journal.Births;
            BindElement(loop, memory, i);
            if (!Round(sequence, loop.Body, [], births))
            {
                break;
            }
        }

        _undecided = outer;
        return Behind(sequence.Finish());
    }

    private void BindElement(IForEachLoopOperation loop, MemoryValue memory, int index)
    {
        switch (loop.LoopControlVariable)
        {
            case IVariableDeclaratorOperation { Symbol: { IsRef: true } reference }:
                if (reference.RefKind == RefKind.Ref && memory.IsConstant)
                {
                    throw Unsupported(loop);
                }

                Declare(reference).Write(_journal, new ReferenceValue(new Place(memory[index])));
                break;
            case IVariableDeclaratorOperation { Symbol: var variable }:
                Declare(variable).Write(_journal, AsElement(memory[index].Value, variable.Type, loop, isReference: false));
                break;
            case { } target:
                Target(target, loop)(memory[index].Value);
                break;
        }
    }
}
