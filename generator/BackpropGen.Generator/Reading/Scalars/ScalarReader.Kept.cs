using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Loops that are kept as loops, for methods too long to be one expression: a round is read once, with what it carries and the
/// round's number as symbols.</summary>
internal sealed partial class ScalarReader
{
    /// <summary>Shorter loops are unrolled.</summary>
    private const int FewestKeptRounds = 16;

    private KeptProgram? _kept;

    /// <summary>Reads a method whose long loops are kept.</summary>
    /// <returns>The program; null where its loops cannot be kept, or it has none.</returns>
    public static ScalarProgram? ReadProgram(ScalarSignature signature, IOperation body, ScalarSources sources, CancellationToken cancellation)
    {
        try
        {
            ScalarProgram? program = null;
            VectorFunction.Create(signature.Arity, (pool, arguments) =>
            {
                var reader = new ScalarReader(pool, sources, cancellation) { _kept = new KeptProgram(pool, signature.Arity) };
                program = reader.Program(signature, body, arguments);
                return [];
            });
            return program is not null && program.Items.Any(static item => item is ProgramItem.Loop) ? program : null;
        }
        catch (Exception refusal) when (refusal is KeptRefusal or ScalarProblem or InsufficientExecutionStackException)
        {
            return null;
        }
    }

    private ScalarProgram Program(ScalarSignature signature, IOperation body, Expression[] arguments)
    {
        var results = Results(signature, body, arguments);
        _kept!.AddStep([.. results.Select(static (value, i) => (value, Target: (ProgramPlace)new ProgramPlace.Element(ScalarProgram.Results, Affine.Constant(i)))).Where(static result => result.value is not null)!]);
        return _kept.Finish(results.Count);
    }

    /// <summary>A <c>for</c> loop over a range of integers; null where it is to be unrolled.</summary>
    private ScalarFlow? Kept(IForLoopOperation loop)
    {
        if (_kept is null || Counted(loop) is not { } range || range.Count < FewestKeptRounds)
        {
            return null;
        }

        ScalarFlow Body() => range.Also is { } rest ? Fork(Evaluate(rest), () => Run(loop.Body), static () => new ScalarFlow.Goes(ScalarExit.Break), rest) : Run(loop.Body);
        bool mayLeave = Rounds(
            range.Variable.Name, range.Count, round => range.Cell.Write(_journal, new KeptInteger(round.Times(range.Step).Plus(range.Start))), Body, range.Cell, loop);
        range.Cell.Write(_journal, mayLeave ? new Irreconcilable("a real condition decides how many rounds there were") : range.Start + (range.Step * range.Count));
        return ScalarFlow.Next;
    }

    /// <summary>A loop over the elements of memory; null where it is to be unrolled.</summary>
    private ScalarFlow? Kept(IForEachLoopOperation loop, MemoryValue memory)
    {
        if (_kept is null || memory.Length < FewestKeptRounds
            || loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: { IsRef: false } variable })
        {
            return null;
        }

        var place = Declare(variable);
        Rounds("i", memory.Length, round => place.Write(_journal, KeptElement(memory, round, loop)), () => Run(loop.Body), place, loop);
        return ScalarFlow.Next;
    }

    /// <summary>The range of a loop <c>for (int i = start; i &lt; bound; i += step)</c>, and what else its rounds depend on, as in <c>i &lt; bound &amp;&amp; …</c>;
    /// null where it is no such loop.</summary>
    private (ILocalSymbol Variable, Place Cell, long Start, long Step, int Count, IOperation? Also)? Counted(IForLoopOperation loop)
    {
        IOperation? bounded = loop.Condition, rest = null;
        if (bounded is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both)
        {
            (bounded, rest) = (both.LeftOperand, both.RightOperand);
        }

        if (bounded is not IBinaryOperation condition || Unconverted(condition.LeftOperand) is not ILocalReferenceOperation { Local: var variable }
            || _frame.Find(variable) is not { Value: long start } cell || loop.AtLoopBottom.Length != 1
            || Evaluate(condition.RightOperand) is not long bound)
        {
            return null;
        }

        int position = _journal.Position;
        Run(loop.AtLoopBottom);
        long step = cell.Value is long next ? next - start : 0;
        bool isAlone = _journal.WritesSince(position).Count == 1;
        _journal.Rollback(position);
        long distance = condition.OperatorKind switch
        {
            BinaryOperatorKind.LessThan when step > 0 => bound - start,
            BinaryOperatorKind.LessThanOrEqual when step > 0 => bound - start + 1,
            BinaryOperatorKind.GreaterThan when step < 0 => start - bound,
            BinaryOperatorKind.GreaterThanOrEqual when step < 0 => start - bound + 1,
            _ => 0,
        };
        long size = Math.Max(1, Math.Abs(step));
        long count = (distance + size - 1) / size;
        return isAlone && distance > 0 && count <= int.MaxValue ? (variable, cell, start, step, (int)count, rest) : null;
    }

    private static IOperation Unconverted(IOperation operation) => operation is IConversionOperation { OperatorMethod: null } conversion ? Unconverted(conversion.Operand) : operation;
}
