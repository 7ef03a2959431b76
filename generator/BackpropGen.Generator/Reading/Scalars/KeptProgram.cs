using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Reading;

/// <summary>A program that is being read: what its loops do, while the expressions between them are made. A number that a loop gives is
/// an argument of those expressions, behind the method's own.</summary>
internal sealed class KeptProgram(ExpressionPool pool, int arity)
{
    private readonly List<ProgramPlace> _places = [];
    private readonly Dictionary<ProgramPlace, Expression> _arguments = [];
    private readonly List<string> _variables = [];
    private readonly HashSet<string> _taken = ["inputs", "results"];
    private readonly List<ProgramArray> _tables = [];
    private readonly Dictionary<Cell[], int> _tableOf = [];
    private readonly Dictionary<Cell[], int> _results = [];
    private readonly List<int> _counts = [];
    private readonly Stack<List<ProgramItem>> _items = new([[]]);

    /// <summary>The elements of results that rounds write, and what the cell for each holds.</summary>
    public List<(Cell Cell, LoopInteger Index)> Writes { get; } = [];

    /// <summary>The number of rounds of a loop.</summary>
    public int CountOf(int loop) => _counts[loop];

    public int NewLoop(int count)
    {
        _counts.Add(count);
        return _counts.Count - 1;
    }

    /// <summary>A number of the program, as an argument of expressions.</summary>
    public Expression Argument(ProgramPlace place)
    {
        if (place is ProgramPlace.Constant constant)
        {
            return pool.Number(constant.Value);
        }

        if (place is ProgramPlace.Element { Array: ScalarProgram.Inputs, Index.Terms.IsEmpty: true } input)
        {
            return pool.Argument((int)input.Index.Start);
        }

        if (!_arguments.TryGetValue(place, out var argument))
        {
            _arguments.Add(place, argument = pool.Argument(arity + _places.Count));
            _places.Add(place);
        }

        return argument;
    }

    /// <summary>A new variable.</summary>
    public ProgramPlace.Scalar NewVariable(string name)
    {
        _variables.Add(DistinctNames.Add(_taken, name));
        return new ProgramPlace.Scalar(_variables.Count - 1);
    }

    /// <summary>Where a number is that is no expression of others; null where it must be computed first.</summary>
    public ProgramPlace? PlaceOfLeaf(Expression value) => value.Opcode switch
    {
        Opcode.Number => new ProgramPlace.Constant(value.Numbers[0]),
        Opcode.Argument when value.Index < arity => new ProgramPlace.Element(ScalarProgram.Inputs, LoopInteger.Constant(value.Index)),
        Opcode.Argument => _places[value.Index - arity],
        _ => null,
    };

    /// <summary>Which argument of the method a number is; −1 where it is none.</summary>
    public int InputOf(object value) => value is Expression { Opcode: Opcode.Argument } argument && argument.Index < arity ? argument.Index : -1;

    /// <summary>The array of a table of constants.</summary>
    public int Table(Cell[] cells)
    {
        if (!_tableOf.TryGetValue(cells, out int table))
        {
            _tables.Add(new ProgramArray("table" + _tables.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), cells.Length,
                [.. cells.Select(static cell => cell.Value is Expression number && number.IsNumber(out double value) ? value : throw new KeptRefusal())]));
            _tableOf.Add(cells, table = _tables.Count + ScalarProgram.Results);
        }

        return table;
    }

    /// <summary>Says which results an output's elements are.</summary>
    public void AddResults(Cell[] cells, int first) => _results.Add(cells, first);

    /// <summary>Which result the first element of memory is; null where it is no output.</summary>
    public int? ResultsOf(Cell[] cells) => _results.TryGetValue(cells, out int first) ? first : null;

    /// <summary>The cell of a result.</summary>
    public Cell ResultCell(int result) => _results.Where(pair => pair.Value <= result && result < pair.Value + pair.Key.Length)
        .Select(pair => pair.Key[result - pair.Value]).First();

    public void Open() => _items.Push([]);

    public List<ProgramItem> Close() => _items.Pop();

    public void Add(ProgramItem item) => _items.Peek().Add(item);

    /// <summary>Computes numbers and puts them somewhere.</summary>
    public void AddStep(IReadOnlyList<(Expression Value, ProgramPlace Target)> results)
    {
        if (results.Count == 0)
        {
            return;
        }

        var (function, used) = VectorFunction.From([.. results.Select(static result => result.Value)], arity + _places.Count).OfUsedArguments();
        Add(new ProgramItem.Step(
            function,
            [.. used.Select(i => i < arity ? new ProgramPlace.Element(ScalarProgram.Inputs, LoopInteger.Constant(i)) : _places[i - arity])],
            [.. results.Select(static result => new Target(result.Target, Accumulates: false))]));
    }

    /// <summary>The whole program.</summary>
    public ScalarProgram Finish(int results) => ProgramFusion.Fuse(new ScalarProgram(
        [new("inputs", arity, []), new("results", results, []), .. _tables], _variables.ToEquatableArray(), _items.Peek().ToEquatableArray()));
}

/// <summary>Loops that cannot be kept as they are: the method is expanded then, or refused for its size.</summary>
internal sealed class KeptRefusal : Exception;

/// <summary>What an element of a result holds that a loop has written.</summary>
internal sealed class WrittenByLoop
{
    public static readonly WrittenByLoop Instance = new();

    private WrittenByLoop()
    {
    }
}
