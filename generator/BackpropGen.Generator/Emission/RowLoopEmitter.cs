using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Planning;
using BackpropGen.Generator.Symbolics;
using Buffer = BackpropGen.Generator.Planning.Buffer;

namespace BackpropGen.Generator.Emission;

/// <summary>Prints a loop over the samples whose values are registers: what is read once before it, what each sample takes within it, and the
/// sums behind it.</summary>
internal sealed partial class RowLoopEmitter(RowLoopStep loop, PhaseKind kind, string type, EquatableArray<Buffer> buffers, FunctionTableEmitter functions)
{
    private readonly RegisterScope _scope = new(kind, type, buffers);
    private readonly Dictionary<(int Buffer, int Offset), string> _registers = [];
    private readonly Dictionary<int, string> _rows = [];
    private readonly List<string> _before = [];
    private readonly List<string> _body = [];
    private readonly List<string> _after = [];
    private readonly List<string> _gradients = [];
    private readonly List<string> _moves = [];
    private string? _descent;

    /// <summary>Prints the struct that is the loop.</summary>
    public void Write(SourceWriter writer, string name)
    {
        foreach (var (member, arrival) in loop.Members.Zip(loop.Arrivals, static (member, arrival) => (member, arrival)))
        {
            WriteMember(member, arrival);
        }

        writer.Open($"private readonly struct {name} : Kernels::{(loop.Passes.Length > 0 ? "ITileLoop" : "IRowLoop")}<Memory, {type}>");
        writer.Line(ProgramEmitter.Optimized);
        writer.Line("public static void Run<V>(scoped in Memory memory, scoped in Execution::Share share)");
        writer.Open($"    where V : unmanaged, Kernels::ILanes<V, {type}>");
        writer.Line("int n = share.Count;");
        _before.ForEach(writer.Line);
        writer.Open("for (int i = 0; i < n; i++)");
        _body.ForEach(writer.Line);
        writer.Close();
        if (_after.Count + _gradients.Count > 0)
        {
            writer.Line();
        }

        _after.ForEach(writer.Line);
        if (_gradients.Count > 0)
        {
            WriteDescent(writer);
        }

        writer.Close();
        if (loop.Passes.Length > 0)
        {
            writer.Line();
            new TileLoopEmitter(loop, kind, type, buffers, functions).Write(writer);
        }

        writer.Close();
    }

    /// <summary>What becomes of gradients by which plain descent can move the parameters at once.</summary>
    private void WriteDescent(SourceWriter writer)
    {
        writer.Line($"var {_descent} = memory.Descent;");
        writer.Open($"if ({_descent}.IsOn)");
        _moves.ForEach(writer.Line);
        writer.Close();
        writer.Open("else");
        _gradients.ForEach(writer.Line);
        writer.Close();
    }

    private void WriteMember(Step member, Arrival arrival)
    {
        if (_body.Count > 0)
        {
            _body.Add("");
        }

        _body.AddRange(RegisterScope.Lines(member.Comment));
        if (member is LoopStep { Block: { } form } step)
        {
            bool isRow = form.Columns > 1;
            string[] operands = [.. step.Accesses.Skip(1).Zip(form.Operands, (access, reach) => Register(access, isRow && reach is Reach.Element or Reach.Column))];
            string value = _scope.Print(step.Function, operands, _body);
            switch (form.Target)
            {
                case Reach.Element:
                    Assign(step.Accesses[0], value, isRow, arrival.Result);
                    break;
                case Reach.Row:
                    Assign(step.Accesses[0], $"{Row(step.Kind == LoopKind.Max ? "Max" : "Sum")}({value})", isRow: false, arrival.Result);
                    break;
                case Reach.Column:
                    Sum(step.Accesses[0], value, isRow: true);
                    break;
                default:
                    Sum(step.Accesses[0], value, isRow: false, isRow);
                    break;
            }
        }
        else if (member is ProductStep { Small: { } product } multiplication)
        {
            WriteProduct(multiplication, product, arrival);
        }
    }

    /// <summary>The register of an operand, loaded where it is first asked for: within the loop where each sample has its own.</summary>
    private string Register(Access access, bool isRow)
    {
        if (_registers.TryGetValue((access.Buffer, access.Offset), out string? known))
        {
            return known;
        }

        var buffer = buffers[access.Buffer];
        string name = _scope.Fresh(buffer.Identifier);
        _registers.Add((access.Buffer, access.Offset), name);
        if (buffer.IsPerSample)
        {
            string rows = Rows(access.Buffer);
            _body.Add(isRow ? $"var {name} = {Row("Of")}({rows}, i);" : $"var {name} = V.Broadcast({rows}[i]);");
        }
        else
        {
            string source = _scope.Place(access);
            _before.Add(isRow ? $"var {name} = {Row("Of")}({source}, 0);" : $"var {name} = V.Broadcast({source}[0]);");
        }

        return name;
    }

    /// <summary>All rows of a buffer, as a span.</summary>
    private string Rows(int buffer)
    {
        if (!_rows.TryGetValue(buffer, out string? name))
        {
            _rows.Add(buffer, name = _scope.Fresh(buffers[buffer].Identifier + "Rows"));
            _before.Add($"var {name} = {_scope.Source(buffer)};");
        }

        return name;
    }

    /// <summary>A matrix that all samples share, as a span.</summary>
    private string Shared(Access access)
    {
        if (!_rows.TryGetValue(access.Buffer, out string? name))
        {
            _rows.Add(access.Buffer, name = _scope.Fresh(buffers[access.Buffer].Identifier));
            _before.Add($"var {name} = {_scope.Source(access.Buffer)};");
        }

        return access.Offset == 0 ? name : $"{name}.Slice({Names.Number(access.Offset)})";
    }

    private void Assign(Access target, string value, bool isRow, int sums)
    {
        string name = _scope.Fresh(buffers[target.Buffer].Identifier);
        _scope.WaitsFor(name, sums);
        _registers.Add((target.Buffer, target.Offset), name);
        _body.Add($"var {name} = {value};");
        if (!loop.Unstored.Contains(target.Buffer))
        {
            string rows = Rows(target.Buffer);
            _body.Add(isRow ? $"{Row("Store")}({name}, {rows}, i);" : $"{rows}[i] = V.First({name});");
        }
    }

    /// <summary>A sum over the samples, stored after the last one.</summary>
    private void Sum(Access target, string value, bool isRow, bool isOfRows = false)
    {
        string name = Total(target, isRow, isOfRows);
        _body.Add($"{name} += {value};");
    }

    private string Total(Access target, bool isRow, bool isOfRows = false, int row = 0)
    {
        string name = _scope.Fresh(buffers[target.Buffer].Identifier), number = isOfRows ? $"V.First({Row("Sum")}({name}))" : $"V.First({name})";
        _before.Add($"var {name} = V.Zero;");
        if (isRow)
        {
            Settle(target, $"{Row("Store")}({name}, {_scope.Place(target)}, {Names.Number(row)});", descent => $"{Row("Descend")}({name}, {descent}, {Names.Number(row)});");
        }
        else
        {
            Settle(target, $"{_scope.Place(target)}[0] = {number};", descent => $"Kernels::Row.Descend({number}, {descent});");
        }

        return name;
    }

    /// <summary>A method for rows.</summary>
    private string Row(string method) => $"Kernels::Row.{method}<V, {type}, {functions.NameOf(loop.Columns)}>";

    /// <summary>A sum's end: it is stored, or if it is a gradient and the caller says so, moves its parameter.</summary>
    private void Settle(Access target, string store, Func<string, string> move)
    {
        if (loop.Descends.Contains(target.Buffer))
        {
            _gradients.Add(store);
            _moves.Add(move(Descent(target)));
        }
        else
        {
            _after.Add(store);
        }
    }

    private string Descent(Access target)
    {
        _descent ??= _scope.Fresh("descent");
        return buffers[target.Buffer].Offset is var first && first == 0 ? _descent : $"{_descent}.Slice({Names.Number(first)})";
    }
}
