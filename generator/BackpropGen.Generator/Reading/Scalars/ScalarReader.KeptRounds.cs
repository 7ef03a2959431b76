using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>A round of a loop that is kept, read once: what it carries is found by reading it until nothing else changes.</summary>
internal sealed partial class ScalarReader
{
    /// <summary>Reads a round. A loop that a real condition may leave goes through all its rounds, and does nothing in those behind that.</summary>
    /// <param name="name">The name of the counter.</param>
    /// <param name="count">The number of rounds.</param>
    /// <param name="begin">Sets the control variable for a round.</param>
    /// <param name="body">The round.</param>
    /// <param name="control">The control variable, whose values the rounds' number decides.</param>
    /// <param name="advance">What the body itself adds to it.</param>
    /// <param name="site">The loop.</param>
    /// <returns>Whether a real condition may leave the loop, and where the loop leads.</returns>
    private (bool MayLeave, ScalarFlow Flow) Rounds(string name, int count, Action<LoopInteger> begin, Func<ScalarFlow> body, Place control, long advance, ILoopOperation site)
    {
        // A loop behind a real condition would run where it is not reached.
        if (_undecided > 0)
        {
            throw new KeptRefusal();
        }

        Settle(control.Cell);
        PrepareReturn(site);
        var (running, returned) = (_journal.NewCell(_pool.Number(1)), _journal.NewCell(_pool.Number(0)));
        (running.Name, returned.Name) = ("running", "returned");
        int number = _kept!.NewLoop(count), births = _journal.Births, writes = _kept.Writes.Count;
        var carried = new SortedDictionary<int, (Cell Cell, ImmutableArray<ProgramPlace.Scalar> Variables)>();
        while (true)
        {
            int position = _journal.Position;
            _kept.Open();
            foreach (var (cell, variables) in carried.Values)
            {
                _journal.Write(cell, WithLeaves(cell.Value, variables));
            }

            begin(LoopInteger.Round(number));
            object after = advance == 0 ? control.Value : new KeptInteger(((KeptInteger)control.Value).Value.Plus(advance));
            var isRunning = Compare(Comparison.Less, _pool.Number(0), (Expression)running.Value);
            var flow = Fork(isRunning.Value, body, () => Skip(control, after), site);
            if (!IsOneRound(flow, new() { [running] = _pool.Number(0), [control.Cell] = after }, new() { [running] = _pool.Number(0), [returned] = _pool.Number(1), [control.Cell] = after })
                || !control.Value.Equals(after))
            {
                throw new KeptRefusal();
            }

            var changed = _journal.WritesSince(position).Keys
                .Where(cell => cell.Birth < births && cell != control.Cell && !carried.ContainsKey(cell.Birth)).OrderBy(static cell => cell.Birth).ToList();
            if (changed.Count == 0)
            {
                Close(number, name, count, carried.Values.ToList(), position, writes);
                return (carried.ContainsKey(running.Birth), BehindRounds(returned, site));
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

    private ScalarFlow Skip(Place control, object after)
    {
        control.Write(_journal, after);
        return ScalarFlow.Next;
    }

    /// <summary>Gives the method's value a number to begin with, where rounds may return: it is carried through those that do not.</summary>
    private void PrepareReturn(ILoopOperation loop)
    {
        if (_frame.Result.Value is Unassigned && _frame.Method is { } method && IsReal(_frame.Resolve(method.ReturnType))
            && loop.Body.Descendants().Any(static operation => operation is IReturnOperation { Kind: OperationKind.Return }))
        {
            _journal.Write(_frame.Result, _pool.Number(0));
        }
    }

    /// <summary>Out of the method where a round returned, else on.</summary>
    private ScalarFlow BehindRounds(Cell returned, ILoopOperation site) => Fork(
        Compare(Comparison.Less, _pool.Number(0), (Expression)returned.Value).Value, static () => new ScalarFlow.Goes(ScalarExit.Return), static () => ScalarFlow.Next, site);

    /// <summary>Lets a round end where all its ways meet: one that leaves the loop or the method notes that it runs no more.</summary>
    private bool IsOneRound(ScalarFlow flow, Dictionary<Cell, object> atBreak, Dictionary<Cell, object> atReturn)
    {
        if (flow is ScalarFlow.Forks forks)
        {
            var ends = new FlowEnds([.. forks.Ends.Items.Select(end => end.Exit switch
            {
                ScalarExit.Break => With(end, atBreak),
                ScalarExit.Return => With(end, atReturn),
                _ => end,
            })]);
            flow = FlowSequence.Settle(_journal, new[] { ScalarExit.Continue, ScalarExit.Break, ScalarExit.Return }
                .Aggregate(ends, (all, exit) => all.Rename(exit, ScalarExit.Next, _journal.Births)));
        }

        return flow is ScalarFlow.Goes { Exit: ScalarExit.Next or ScalarExit.Continue };
    }

    private static FlowEnd With(FlowEnd end, Dictionary<Cell, object> writes)
    {
        var all = new Dictionary<Cell, object>(end.Writes);
        foreach (var write in writes)
        {
            all[write.Key] = write.Value;
        }

        return end with { Writes = all };
    }

    /// <summary>Makes a loop of the round that was read last.</summary>
    private void Close(int number, string name, int count, List<(Cell Cell, ImmutableArray<ProgramPlace.Scalar> Variables)> carried, int position, int writes)
    {
        var results = new List<(Expression Value, ProgramPlace Target)>();
        var next = carried.Select(pair => Leaves(pair.Cell.Value).Select(leaf => Next(leaf, pair.Cell.Name, results)).ToList()).ToList();
        foreach (var (cell, index) in _kept!.Writes.Skip(writes))
        {
            results.Add((Leaves(cell.Value).Single() ?? throw new KeptRefusal(), new ProgramPlace.Element(ScalarProgram.Results, index)));
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
                var first = i < initial.Count && initial[i] is { } leaf ? _kept.PlaceOfLeaf(leaf)! : new ProgramPlace.Constant(0);
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

    private ProgramPlace Next(Expression? leaf, string? name, List<(Expression Value, ProgramPlace Target)> results)
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
                _kept!.AddStep([.. leaves.Zip(variables, static (leaf, variable) => (leaf!, (ProgramPlace)variable!)).Where(static pair => pair.Item2 is not null)]);
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

    private object WithLeaves(object value, ImmutableArray<ProgramPlace.Scalar> variables)
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
}
