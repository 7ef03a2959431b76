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
        _kept!.AddStep([.. results.Select(static (value, i) => (value, Target: (ProgramPlace)new ProgramPlace.Element(ScalarProgram.Results, LoopInteger.Constant(i)))).Where(static result => result.value is not null)!]);
        return _kept.Finish(results.Count);
    }

    /// <summary>A <c>for</c> loop over a range of integers; null where it is to be unrolled.</summary>
    private ScalarFlow? Kept(IForLoopOperation loop)
    {
        if (_kept is null || Counted(loop) is not { } range || range.Count < FewestKeptRounds)
        {
            return null;
        }

        return Kept(range, loop, isAdvancedByBody: false);
    }

    /// <summary>A loop <c>while (i &lt; bound)</c> whose body counts i; null where it is to be unrolled.</summary>
    private ScalarFlow? Kept(IWhileLoopOperation loop) =>
        _kept is null || !loop.ConditionIsTop || Counted(loop) is not { } range || range.Count < FewestKeptRounds ? null : Kept(range, loop, isAdvancedByBody: true);

    private ScalarFlow Kept(KeptRange range, ILoopOperation loop, bool isAdvancedByBody)
    {
        ScalarFlow Body() => range.Also is { } rest ? Fork(Evaluate(rest), () => Run(loop.Body), static () => new ScalarFlow.Goes(ScalarExit.Break), rest) : Run(loop.Body);
        var (mayLeave, flow) = Rounds(
            range.Variable.Name, range.Count, round => range.Cell.Write(_journal, new KeptInteger(round.Times(range.Step).Plus(range.Start))), Body, range.Cell,
            isAdvancedByBody ? range.Step : 0, loop);
        range.Cell.Write(_journal, mayLeave ? new Irreconcilable("a real condition decides how many rounds there were") : range.Start + (range.Step * range.Count));
        return flow;
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
        return Rounds("i", memory.Length, round => place.Write(_journal, KeptElement(memory, round, loop)), () => Run(loop.Body), place, advance: 0, loop).Flow;
    }

    /// <summary>The range of a loop <c>for (int i = start; i &lt; bound; i += step)</c>, and what else its rounds depend on, as in <c>i &lt; bound &amp;&amp; …</c>;
    /// null where it is no such loop.</summary>
    private KeptRange? Counted(IForLoopOperation loop)
    {
        if (Bounded(loop.Condition) is not { } bounded || loop.AtLoopBottom.Length != 1)
        {
            return null;
        }

        int position = _journal.Position;
        Run(loop.AtLoopBottom);
        long step = bounded.Range.Cell.Value is long next ? next - bounded.Range.Start : 0;
        bool isAlone = _journal.WritesSince(position).Count == 1;
        _journal.Rollback(position);
        return isAlone ? Counted(bounded.Range with { Step = step }, bounded.Kind, bounded.Bound) : null;
    }

    /// <summary>The range of a loop <c>while (i &lt; bound)</c> with one statement, <c>i++</c> or <c>i += step</c>, that changes i.</summary>
    private KeptRange? Counted(IWhileLoopOperation loop)
    {
        if (Bounded(loop.Condition) is not { } bounded)
        {
            return null;
        }

        var changes = loop.Descendants().Where(operation => operation switch
        {
            IIncrementOrDecrementOperation change => IsVariable(change.Target),
            IAssignmentOperation assignment => IsVariable(assignment.Target),
            IArgumentOperation { Parameter.RefKind: not RefKind.None } argument => IsVariable(argument.Value),
            _ => false,
        }).ToList();
        long step = changes.Count == 1 ? changes[0] switch
        {
            IIncrementOrDecrementOperation change => change.Kind == OperationKind.Increment ? 1 : -1,
            ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Value.ConstantValue: { HasValue: true, Value: int added } } => added,
            ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Subtract, Value.ConstantValue: { HasValue: true, Value: int taken } } => -taken,
            _ => 0,
        } : 0;
        return Counted(bounded.Range with { Step = step }, bounded.Kind, bounded.Bound);

        bool IsVariable(IOperation target) => target is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, bounded.Range.Variable);
    }

    private static KeptRange? Counted(KeptRange range, BinaryOperatorKind kind, long bound)
    {
        long distance = kind switch
        {
            BinaryOperatorKind.LessThan when range.Step > 0 => bound - range.Start,
            BinaryOperatorKind.LessThanOrEqual when range.Step > 0 => bound - range.Start + 1,
            BinaryOperatorKind.GreaterThan when range.Step < 0 => range.Start - bound,
            BinaryOperatorKind.GreaterThanOrEqual when range.Step < 0 => range.Start - bound + 1,
            _ => 0,
        };
        long size = Math.Max(1, Math.Abs(range.Step)), count = (distance + size - 1) / size;
        return distance > 0 && count <= int.MaxValue ? range with { Count = (int)count } : null;
    }

    /// <summary>The comparison of a known integer variable with a known bound that a condition is, or begins or ends with before or behind <c>&amp;&amp;</c>.</summary>
    private (KeptRange Range, BinaryOperatorKind Kind, long Bound)? Bounded(IOperation? condition) =>
        condition is not IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both ? Bounded(condition, null)
            : Bounded(both.LeftOperand, both.RightOperand) ?? Bounded(both.RightOperand, both.LeftOperand);

    private (KeptRange Range, BinaryOperatorKind Kind, long Bound)? Bounded(IOperation? condition, IOperation? rest) =>
        condition is IBinaryOperation { OperatorKind: var kind } comparison && Unconverted(comparison.LeftOperand) is ILocalReferenceOperation { Local: var variable }
            && _frame.Find(variable) is { Value: long start } cell && Evaluate(comparison.RightOperand) is long bound
            ? (new KeptRange(variable, cell, start, 0, 0, rest), kind, bound)
            : null;

    private static IOperation Unconverted(IOperation operation) => operation is IConversionOperation { OperatorMethod: null } conversion ? Unconverted(conversion.Operand) : operation;

    /// <summary>The rounds of a counted loop: those of a variable, and what else they depend on.</summary>
    private sealed record KeptRange(ILocalSymbol Variable, Place Cell, long Start, long Step, int Count, IOperation? Also);
}
