using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PlaceOf = BackpropGen.Generator.Symbolics.Place;

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
        _kept!.AddStep([.. results.Select(static (value, i) => (value, Target: (PlaceOf)new PlaceOf.Element(ScalarProgram.Results, Affine.Constant(i)))).Where(static result => result.value is not null)!]);
        return _kept.Finish(results.Count);
    }

    /// <summary>A <c>for</c> loop over a range of integers; null where it is to be unrolled.</summary>
    private ScalarFlow? Kept(IForLoopOperation loop)
    {
        if (_kept is null || Counted(loop) is not { } range || range.Count < FewestKeptRounds)
        {
            return null;
        }

        Rounds(range.Variable.Name, range.Count, round => range.Cell.Write(_journal, new KeptInteger(round.Times(range.Step).Plus(range.Start))), loop.Body, range.Cell);
        range.Cell.Write(_journal, range.Start + (range.Step * range.Count));
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
        Rounds("i", memory.Length, round => place.Write(_journal, KeptElement(memory, round, loop)), loop.Body, place);
        return ScalarFlow.Next;
    }

    /// <summary>The range of a loop <c>for (int i = start; i &lt; bound; i += step)</c>; null where it is no such loop.</summary>
    private (ILocalSymbol Variable, Place Cell, long Start, long Step, int Count)? Counted(IForLoopOperation loop)
    {
        if (loop.Condition is not IBinaryOperation condition || Unconverted(condition.LeftOperand) is not ILocalReferenceOperation { Local: var variable }
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
        return isAlone && distance > 0 && count <= int.MaxValue ? (variable, cell, start, step, (int)count) : null;
    }

    private static IOperation Unconverted(IOperation operation) => operation is IConversionOperation { OperatorMethod: null } conversion ? Unconverted(conversion.Operand) : operation;

    private void Rounds(string name, int count, Action<Affine> begin, IOperation body, Place control)
    {
        // A loop behind a real condition would run where it is not reached.
        if (_undecided > 0)
        {
            throw new KeptRefusal();
        }

        Settle(control.Cell);
        int number = _kept!.NewLoop(count), births = _journal.Births, writes = _kept.Writes.Count;
        var carried = new SortedDictionary<int, (Cell Cell, ImmutableArray<PlaceOf.Scalar> Variables)>();
        while (true)
        {
            int position = _journal.Position;
            _kept.Open();
            foreach (var (cell, variables) in carried.Values)
            {
                _journal.Write(cell, WithLeaves(cell.Value, variables));
            }

            begin(Affine.Round(number));
            object counter = control.Value;
            if (Run(body) is not ScalarFlow.Goes { Exit: ScalarExit.Next or ScalarExit.Continue } || !control.Value.Equals(counter))
            {
                throw new KeptRefusal();
            }

            var changed = _journal.WritesSince(position).Keys
                .Where(cell => cell.Birth < births && cell != control.Cell && !carried.ContainsKey(cell.Birth)).OrderBy(static cell => cell.Birth).ToList();
            if (changed.Count == 0)
            {
                Close(number, name, count, carried.Values.ToList(), position, writes);
                return;
            }

            _kept.Close();
            _kept.Writes.RemoveRange(writes, _kept.Writes.Count - writes);
            var leaves = changed.Select(static cell => (Cell: cell, Count: Leaves(cell.Value).Count)).ToList();
            _journal.Rollback(position);
            foreach (var (cell, size) in leaves)
            {
                carried.Add(cell.Birth, (cell, [.. Enumerable.Range(0, size).Select(i => _kept.NewVariable(cell.Name ?? "carried"))]));
            }
        }
    }

    /// <summary>Makes a loop of the round that was read last.</summary>
    private void Close(int number, string name, int count, List<(Cell Cell, ImmutableArray<PlaceOf.Scalar> Variables)> carried, int position, int writes)
    {
        var results = new List<(Expression Value, PlaceOf Target)>();
        var next = carried.Select(pair => Leaves(pair.Cell.Value).Select(leaf => Next(leaf, pair.Cell.Name, results)).ToList()).ToList();
        foreach (var (cell, index) in _kept!.Writes.Skip(writes))
        {
            results.Add((Leaves(cell.Value).Single() ?? throw new KeptRefusal(), new PlaceOf.Element(ScalarProgram.Results, index)));
        }

        _kept.AddStep(results);
        var items = _kept.Close();
        _kept.Writes.RemoveRange(writes, _kept.Writes.Count - writes);
        _journal.Rollback(position);
        var carries = new List<Carry>();
        foreach (var (pair, places) in carried.Zip(next, static (pair, places) => (pair, places)))
        {
            var initial = Leaves(pair.Cell.Value);
            for (int i = 0; i < places.Count; i++)
            {
                // What no value is assigned to yet is written in each round before it is read.
                var first = i < initial.Count && initial[i] is { } leaf ? _kept.PlaceOfLeaf(leaf)! : new PlaceOf.Constant(0);
                carries.Add(new Carry(pair.Variables[i].Id, first, places[i]));
            }

            _journal.Write(pair.Cell, WithLeaves(pair.Cell.Value, pair.Variables));
        }

        _kept.Add(new ProgramItem.Loop(number, name, count, IsDescending: false, carries.ToEquatableArray(), items.ToEquatableArray()));
        foreach (var index in WrittenBy(items))
        {
            MarkWritten(index);
        }
    }

    private static IEnumerable<Affine> WrittenBy(IEnumerable<ProgramItem> items) => items.SelectMany(static item => item switch
    {
        ProgramItem.Loop loop => WrittenBy(loop.Body),
        ProgramItem.Step step => step.Targets.Select(static target => target.Place).OfType<PlaceOf.Element>().Select(static element => element.Index),
        _ => [],
    });

    /// <summary>Notes that a loop has written results: nothing may read or write them again.</summary>
    private void MarkWritten(Affine index)
    {
        IEnumerable<long> places = [index.Start];
        foreach (var term in index.Terms)
        {
            places = places.SelectMany(place => Enumerable.Range(0, _kept!.CountOf(term.Loop)).Select(round => place + (round * term.Coefficient)));
        }

        int count = 0;
        foreach (long place in places)
        {
            var cell = _kept!.ResultCell((int)place);
            if (cell.Value is not Unassigned || ++count > LargestMemory)
            {
                throw new KeptRefusal();
            }

            _journal.Write(cell, WrittenByLoop.Instance);
        }
    }

    private static KeptInteger KeptIntegers(BinaryOperatorKind kind, object left, object right)
    {
        Affine l = AffineOf(left), r = AffineOf(right);
        return new KeptInteger(kind switch
        {
            BinaryOperatorKind.Add => l.Plus(r),
            BinaryOperatorKind.Subtract => l.Plus(r.Times(-1)),
            BinaryOperatorKind.Multiply when left is long factor => r.Times(factor),
            BinaryOperatorKind.Multiply when right is long factor => l.Times(factor),
            _ => throw new KeptRefusal(),
        });
    }

    private static Affine AffineOf(object integer) => integer is KeptInteger kept ? kept.Value : Affine.Constant((long)integer);

    private PlaceOf Next(Expression? leaf, string? name, List<(Expression Value, PlaceOf Target)> results)
    {
        var value = leaf ?? throw new KeptRefusal();
        if (_kept!.PlaceOfLeaf(value) is { } place)
        {
            return place;
        }

        var variable = _kept.NewVariable((name ?? "carried") + "Next");
        results.Add((value, variable));
        return variable;
    }

    /// <summary>Gives each number that expressions compute a variable of its own: rounds then do not compute it again.</summary>
    private void Settle(Cell control)
    {
        foreach (var cell in _journal.Cells.Where(cell => cell != control).ToList())
        {
            var leaves = Leaves(cell.Value, mayRefuse: false);
            if (leaves.Any(leaf => leaf is not null && _kept!.PlaceOfLeaf(leaf) is null))
            {
                var variables = leaves.Select(leaf => leaf is null || _kept!.PlaceOfLeaf(leaf) is not null ? null : _kept.NewVariable(cell.Name ?? "value")).ToList();
                _kept!.AddStep([.. leaves.Zip(variables, static (leaf, variable) => (leaf!, (PlaceOf)variable!)).Where(static pair => pair.Item2 is not null)]);
                int next = 0;
                _journal.Write(cell, Map(cell.Value, leaf => variables[next++] is { } variable ? _kept.Argument(variable) : leaf!));
            }
        }
    }

    /// <summary>The real numbers of a value; null for one that is not assigned. What holds anything else that changes cannot be carried.</summary>
    private static List<Expression?> Leaves(object value, bool mayRefuse = true) => value switch
    {
        Expression expression => [expression],
        StructureValue structure => [.. structure.Values.SelectMany(one => Leaves(one, mayRefuse))],
        Unassigned => [null],
        _ => mayRefuse ? throw new KeptRefusal() : [],
    };

    private object WithLeaves(object value, ImmutableArray<PlaceOf.Scalar> variables)
    {
        int next = 0;
        return Map(value, _ => _kept!.Argument(variables[next++]));
    }

    private static object Map(object value, Func<Expression?, Expression> map) => value switch
    {
        Expression expression => map(expression),
        StructureValue structure => structure with { Values = [.. structure.Values.Select(one => Map(one, map))] },
        Unassigned => map(null),
        _ => value,
    };

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
                return _kept.Argument(new PlaceOf.Element(ScalarProgram.Inputs, index.Times(_kept.InputOf(next) - input).Plus(input)));
            }

            return memory.IsConstant ? _kept.Argument(new PlaceOf.Element(_kept.Table(memory.Cells), index.Plus(memory.Start))) : throw new KeptRefusal();
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
        long least = index.Evaluate(loop => index.Terms.First(term => term.Loop == loop).Coefficient < 0 ? _kept!.CountOf(loop) - 1 : 0);
        long most = index.Evaluate(loop => index.Terms.First(term => term.Loop == loop).Coefficient > 0 ? _kept!.CountOf(loop) - 1 : 0);
        if (least < 0 || most >= memory.Length)
        {
            throw ScalarProblem.At(site, FormattableString.Invariant($"the index {(least < 0 ? least : most)} is outside of its {memory.Length} elements"));
        }
    }
}
