using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Planning;

namespace BackpropGen.Generator.Emission;

/// <summary>Prints a loop over the samples with its lanes along them: what is read once before it, and for as many samples as a register has lanes the passes
/// through the columns, each behind the numbers that it waits for.</summary>
internal sealed class TileLoopEmitter
{
    private readonly RowLoopStep _loop;
    private readonly string _type;
    private readonly EquatableArray<Buffer> _buffers;
    private readonly FunctionTableEmitter _functions;
    private readonly RegisterScope _scope;
    private readonly Dictionary<(int Buffer, int Offset), string> _spans = [];
    private readonly Dictionary<int, string> _tiles = [];
    private readonly Dictionary<(int Buffer, int Offset), string> _numbers = [];
    private readonly Dictionary<(int Pass, int Buffer, int Offset), string> _columns = [];
    private readonly List<string> _before = [];
    private readonly List<string> _start = [];
    private readonly List<string> _end = [];
    private readonly List<Pass> _passes;

    public TileLoopEmitter(RowLoopStep loop, PhaseKind kind, string type, EquatableArray<Buffer> buffers, FunctionTableEmitter functions)
    {
        (_loop, _type, _buffers, _functions) = (loop, type, buffers, functions);
        _scope = new(kind, type, buffers);
        _passes = [.. Enumerable.Range(0, loop.Passes.Max() + 1).Select(static _ => new Pass([], [], []))];
    }

    /// <summary>Prints the method that is the loop.</summary>
    public void Write(SourceWriter writer)
    {
        foreach (var (member, pass) in _loop.Members.Zip(_loop.Passes, static (member, pass) => ((LoopStep)member, pass)))
        {
            WriteMember(member, pass);
        }

        writer.Line(ProgramEmitter.Optimized);
        writer.Line("public static void RunTiles<V>(scoped in Memory memory, scoped in Execution::Share share)");
        writer.Open($"    where V : unmanaged, Kernels::ILanes<V, {_type}>");
        writer.Line("int n = share.Count;");
        _before.ForEach(writer.Line);
        writer.Open("for (int i = 0; i < n; i += V.Count)");
        bool isFirst = true;
        foreach (var (lines, body) in _passes.SelectMany(static pass => new[] { (pass.Before, pass.Body), (pass.Behind, []) }).Prepend((_start, [])).Append((_end, [])))
        {
            if (lines.Count + body.Count > 0)
            {
                WriteParagraph(writer, lines, body, isFirst);
                isFirst = false;
            }
        }

        writer.Close();
        writer.Close();
    }

    /// <summary>Lines, and what is done with each column behind them.</summary>
    private void WriteParagraph(SourceWriter writer, List<string> lines, List<string> body, bool isFirst)
    {
        if (!isFirst)
        {
            writer.Line();
        }

        lines.ForEach(writer.Line);
        if (body.Count > 0)
        {
            writer.Open($"for (int k = 0; k < {Names.Number(_loop.Columns)}; k++)");
            body.ForEach(writer.Line);
            writer.Close();
        }
    }

    private void WriteMember(LoopStep step, int number)
    {
        var (form, pass, target) = (step.Block!, _passes[number], step.Accesses[0].Buffer);
        bool isOfColumns = form.Columns > 1;
        var lines = isOfColumns ? pass.Body : pass.Before;
        if (lines.Count > 0)
        {
            lines.Add("");
        }

        lines.AddRange(RegisterScope.Lines(step.Comment));
        string value = _scope.Print(
            step.Function, [.. step.Accesses.Skip(1).Zip(form.Operands, (access, reach) => isOfColumns && reach is Reach.Element or Reach.Column ? Column(access, number) : Number(access))], lines);
        string name = _scope.Fresh(_buffers[target].Identifier);
        if (!isOfColumns)
        {
            lines.Add($"var {name} = {value};");
            KeepNumber(step.Accesses[0], name, lines);
        }
        else if (form.Target == Reach.Element)
        {
            lines.Add($"var {name} = {value};");
            _columns.Add((number, target, step.Accesses[0].Offset), name);
            KeepColumn(target, name, number, lines);
        }
        else
        {
            bool isMaximum = step.Kind == LoopKind.Max;
            pass.Before.Add($"var {name} = {(isMaximum ? "V.Constant(double.NegativeInfinity)" : "V.Zero")};");
            lines.Add(isMaximum ? $"{name} = V.Max({name}, {value});" : $"{name} += {value};");
            KeepNumber(step.Accesses[0], name, pass.Behind);
        }
    }

    /// <summary>One column of a row, in the pass that asks for it.</summary>
    private string Column(Access access, int pass)
    {
        if (_columns.TryGetValue((pass, access.Buffer, access.Offset), out string? known))
        {
            return known;
        }

        var buffer = _buffers[access.Buffer];
        string name = _scope.Fresh(buffer.Identifier);
        _columns.Add((pass, access.Buffer, access.Offset), name);
        if (buffer.IsPerSample)
        {
            if (!_tiles.ContainsKey(access.Buffer))
            {
                string tile = Tile(access.Buffer);
                _start.Add($"Kernels::Tile.Read<V, {_type}, {_functions.NameOf(_loop.Columns)}>({Rows(access.Buffer)}, i, {tile});");
            }

            _passes[pass].Body.Add($"var {name} = Kernels::Tile.Column<V, {_type}>({_tiles[access.Buffer]}, k);");
        }
        else
        {
            _passes[pass].Body.Add($"var {name} = V.Broadcast({Shared(access)}[k]);");
        }

        return name;
    }

    /// <summary>A number of each sample, or of all.</summary>
    private string Number(Access access)
    {
        if (!_numbers.TryGetValue((access.Buffer, access.Offset), out string? name))
        {
            var buffer = _buffers[access.Buffer];
            _numbers.Add((access.Buffer, access.Offset), name = _scope.Fresh(buffer.Identifier));
            if (buffer.IsPerSample)
            {
                _start.Add($"var {name} = Kernels::Tile.Numbers<V, {_type}>({Rows(access.Buffer)}, i);");
            }
            else
            {
                _before.Add($"var {name} = V.Broadcast({_scope.Place(access)}[0]);");
            }
        }

        return name;
    }

    /// <summary>Keeps a column for the passes that follow, or for the other steps.</summary>
    private void KeepColumn(int buffer, string name, int pass, List<string> lines)
    {
        bool isStored = !_loop.Unstored.Contains(buffer);
        if (isStored || _loop.Members.Zip(_loop.Passes, (member, later) => later > pass && member.Accesses.Skip(1).Any(access => access.Buffer == buffer)).Any(static isRead => isRead))
        {
            lines.Add($"Kernels::Tile.Store({name}, {Tile(buffer)}, k);");
        }

        if (isStored)
        {
            _end.Add($"Kernels::Tile.Write<V, {_type}, {_functions.NameOf(_loop.Columns)}>({Tile(buffer)}, {Rows(buffer)}, i);");
        }
    }

    private void KeepNumber(Access target, string name, List<string> lines)
    {
        _numbers.Add((target.Buffer, target.Offset), name);
        if (!_loop.Unstored.Contains(target.Buffer))
        {
            lines.Add($"Kernels::Tile.StoreNumbers({name}, {Rows(target.Buffer)}, i);");
        }
    }

    /// <summary>Memory for the columns of a row, a register each.</summary>
    private string Tile(int buffer)
    {
        if (!_tiles.TryGetValue(buffer, out string? name))
        {
            _tiles.Add(buffer, name = _scope.Fresh(_buffers[buffer].Identifier + "Columns"));
            _before.Add($"var {name} = Kernels::Tile.Aligned<V, {_type}>(stackalloc {_type}[{Names.Number(_loop.Columns + 1)} * V.Count]);");
        }

        return name;
    }

    /// <summary>All rows of a buffer, or one number of each sample.</summary>
    private string Rows(int buffer) => Span(buffer, 0, _buffers[buffer].Identifier + "Rows", _scope.Source(buffer));

    /// <summary>A row that all samples share.</summary>
    private string Shared(Access access) => Span(access.Buffer, access.Offset, _buffers[access.Buffer].Identifier + "Row", _scope.Place(access));

    private string Span(int buffer, int offset, string wanted, string source)
    {
        if (!_spans.TryGetValue((buffer, offset), out string? name))
        {
            _spans.Add((buffer, offset), name = _scope.Fresh(wanted));
            _before.Add($"var {name} = {source};");
        }

        return name;
    }

    /// <summary>One pass through the columns.</summary>
    /// <param name="Before">The numbers that it waits for, and the sums that it begins.</param>
    /// <param name="Body">What is done with each column.</param>
    /// <param name="Behind">What becomes of its sums.</param>
    private sealed record Pass(List<string> Before, List<string> Body, List<string> Behind);
}
