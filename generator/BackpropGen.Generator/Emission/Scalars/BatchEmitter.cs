using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Differentiation;
using BackpropGen.Generator.Planning;
using BackpropGen.Generator.Symbolics;
using BackpropGen.Generator.Symbolics.Parts;

namespace BackpropGen.Generator.Emission;

/// <summary>Writes the struct that computes a function at many points: its columns, and a method generic over the register. A long function is
/// several such methods, which hand on what they have computed in registers' memory.</summary>
internal sealed class BatchEmitter
{
    private static readonly HashSet<string> Reserved = ["V", "i", "kept", "count", "last", "Show", "Run", "Kept", "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize"];

    private readonly SourceWriter _writer;
    private readonly BatchedMember _member;
    private readonly Precision _precision;
    private readonly string _real;
    private readonly string _type;
    private readonly IReadOnlyList<FunctionPart> _parts;
    private readonly List<string> _arguments, _sources, _targets;
    private readonly HashSet<string> _taken;
    private readonly string _prefix = "k";

    public BatchEmitter(SourceWriter writer, BatchedMember member, bool isDouble, string type)
    {
        _writer = writer;
        _member = member;
        _type = type;
        (_real, _precision) = isDouble ? ("double", Precision.Double) : ("float", Precision.Single);
        _parts = BatchParts.Of(member.Function);
        _taken = [.. Reserved];

        // The compiler warns of fields that nothing reads.
        var used = member.Function.UsedArguments;
        int first = 0;
        var fields = new List<BatchField>();
        foreach (var column in member.Inputs)
        {
            if (Enumerable.Range(first, column.Components).Any(k => used[k]))
            {
                fields.Add(new(column, Free(column.Name)));
            }

            first += column.Components;
        }

        fields.AddRange(member.Outputs.Select(column => new BatchField(column, Free(column.Name))));
        Fields = fields;
        _arguments = [.. NamesOfArguments()];
        while (_arguments.Exists(argument => argument.StartsWith(_prefix, StringComparison.Ordinal)))
        {
            _prefix += "k";
        }

        _sources = Elements(member.Inputs);
        _targets = Elements(member.Outputs);
    }

    /// <summary>The columns that are read or written, as fields.</summary>
    public IReadOnlyList<BatchField> Fields { get; }

    /// <summary>The type of a column.</summary>
    public static string SpanOf(BatchColumn column, string real) => $"global::System.{(column.IsOutput ? "" : "ReadOnly")}Span<{real}>";

    public void Write()
    {
        _writer.Open($"private ref struct {_type} : global::BackpropGen.Kernels.IBatch<{_real}>");
        foreach (var kind in Fields.GroupBy(static field => field.Column.IsOutput))
        {
            _writer.Line($"public {SpanOf(kind.First().Column, _real)} {Names.List(kind.Select(static field => field.Name))};");
        }

        _writer.Line();
        _writer.Line(Attributes.Optimized);
        OpenGeneric("public readonly void Run<V>(int count)");
        if (_parts.Count > 1)
        {
            _writer.Line("var kept = default(Kept<V>);");
        }

        _writer.Open($"for (var i = new global::BackpropGen.Kernels.Points<V, {_real}>(count); i.Exist; i = i.Next)");
        if (_parts.Count == 1)
        {
            WriteBody(_parts[0]);
        }
        else
        {
            for (int part = 1; part <= _parts.Count; part++)
            {
                _writer.Line($"Part{Names.Number(part)}(i, ref kept);");
            }
        }

        _writer.Close();
        _writer.Close();
        if (_parts.Count > 1)
        {
            WriteParts();
        }

        _writer.Line();
        _writer.Open($"public void Show(ref global::BackpropGen.Kernels.LastPoints<{_real}> last)");
        foreach (var field in Fields)
        {
            _writer.Line($"last.Column(ref {field.Name});");
        }

        _writer.Close();
        _writer.Close();
    }

    private void WriteParts()
    {
        for (int part = 1; part <= _parts.Count; part++)
        {
            _writer.Line();
            _writer.Line(Attributes.OptimizedApart);
            OpenGeneric($"private readonly void Part{Names.Number(part)}<V>(global::BackpropGen.Kernels.Points<V, {_real}> i, ref Kept<V> kept)");
            WriteBody(_parts[part - 1]);
            _writer.Close();
        }

        _writer.Line();
        _writer.Open("private struct Kept<V>");
        var places = _parts.SelectMany(static part => part.Results).Where(static result => result.IsKept).Select(static result => result.Index).Distinct().OrderBy(static place => place);
        foreach (var kind in places.GroupBy(place => place < _arguments.Count))
        {
            _writer.Line($"public V {Names.List(kind.Select(FieldOf))};");
        }

        _writer.Close();
    }

    private void OpenGeneric(string declaration)
    {
        _writer.Line(declaration);
        _writer.Open($"    where V : unmanaged, global::BackpropGen.Kernels.ILanes<V, {_real}>");
    }

    private void WriteBody(FunctionPart part)
    {
        foreach (var read in part.Reads.Where(static read => !read.IsKept).OrderBy(static read => read.Index))
        {
            _writer.Line($"var {_arguments[read.Index]} = i.Load({_sources[read.Index]});");
        }

        var arguments = part.Reads.Select(read => read.IsKept ? Place(read.Index) : _arguments[read.Index]);
        foreach (string line in WithResults(part, CodePrinter.PrintAsWritten(part.Function, [.. arguments, .. _taken], _precision, CodeForm.Lanes)))
        {
            _writer.Line(line);
        }
    }

    /// <summary>The statements, and what becomes of each value right behind the last local that it names: so less waits in registers.</summary>
    private List<string> WithResults(FunctionPart part, ScalarCode code)
    {
        string[] locals = [.. code.Statements.Select(static statement => statement.Split(' ')[1])];
        var results = Enumerable.Range(0, part.Results.Length).ToLookup(
            k => Array.FindLastIndex(locals, Mentions.In(code.Results[k]).Contains), k => Result(part.Results[k], code.Results[k]));
        return [.. results[-1], .. Enumerable.Range(0, locals.Length).SelectMany(i => results[i].Prepend(code.Statements[i]))];
    }

    private string Result(PartValue result, string text) => result.IsKept ? $"{Place(result.Index)} = {text};" : $"i.Store({text}, {_targets[result.Index]});";

    private string Place(int place) => "kept." + FieldOf(place);

    /// <summary>The field of a place: what is computed has a number.</summary>
    private string FieldOf(int place) => place < _arguments.Count ? _arguments[place] : _prefix + Names.Number(place - _arguments.Count);

    /// <summary>The names of the arguments as locals.</summary>
    private IEnumerable<string> NamesOfArguments() => _member.Inputs.SelectMany(column => Enumerable.Range(0, column.Components)
        .Select(k => Free(Names.Local(column.Name) + (column.Components > 1 ? Names.Number(k) : "s"))));

    private List<string> Elements(IEnumerable<BatchColumn> columns) => [.. columns.SelectMany(column => Enumerable.Range(0, column.Components).Select(k => Element(column, k)))];

    /// <summary>A component of a column, as arguments of what reads or writes it.</summary>
    private string Element(BatchColumn column, int component) =>
        Fields.FirstOrDefault(field => field.Column == column)?.Name + (component == 0 ? "" : ", " + Names.Number(component));

    private static bool IsPart(string name) => name.StartsWith("Part", StringComparison.Ordinal) && name.Skip(4).All(char.IsDigit);

    private string Free(string name)
    {
        // The column 'a' has no local 'as'.
        while (Names.Escape(name) != name || name == _type || IsPart(name) || !_taken.Add(name))
        {
            name += "_";
        }

        return name;
    }
}

/// <summary>A column as a field.</summary>
/// <param name="Column">The column.</param>
/// <param name="Name">The field's name.</param>
internal sealed record BatchField(BatchColumn Column, string Name);
