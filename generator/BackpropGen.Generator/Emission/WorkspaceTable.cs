using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Planning;

namespace BackpropGen.Generator.Emission;

/// <summary>
/// The comment that says what a program's memory holds, from when to when, and why. Values that differ only in their
/// numbers, as those of equal layers do, share a line: the table grows with the distinct layers.
/// </summary>
internal static class WorkspaceTable
{
    private static readonly string[] Heading = ["value", "numbers", "place", "steps", "why"];

    /// <summary>A longer formula moves what follows it, in its own line only.</summary>
    private const int WidestColumn = 48;

    /// <param name="writer">Where to.</param>
    /// <param name="program">The program.</param>
    /// <param name="bytes">The size of a number.</param>
    public static void Write(SourceWriter writer, Program program, int bytes)
    {
        var rows = Stored(program).Concat(Unstored(program)).Concat(Descended(program)).ToList();
        writer.Line($"// Workspace: {Lengths(program, bytes)}.{(rows.Count > 0 ? " The steps of Run are counted from 1." : "")}");
        if (rows.Count == 0)
        {
            return;
        }

        rows.Insert(0, Heading);
        var widths = Heading.Select((_, column) => rows.Max(row => row[column].Length is var length && length <= WidestColumn ? length : 0)).ToArray();
        foreach (string[] row in rows)
        {
            writer.Line(("//   " + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column])))).TrimEnd());
        }
    }

    private static string Lengths(Program program, int bytes)
    {
        var lengths = new (int Count, string Text)[]
        {
            (program.WorkspacePerSample, Length(program.WorkspacePerSample, bytes) + " a sample"),
            (program.WorkspaceShared, Length(program.WorkspaceShared, bytes) + " once"),
            (program.IndexesPerSample, Counted(program.IndexesPerSample, "class index", "class indexes") + " a sample"),
        };
        return lengths.Any(static length => length.Count > 0)
            ? Names.List(lengths.Where(static length => length.Count > 0).Select(static length => length.Text))
            : "none";
    }

    private static string Length(int count, int bytes) => $"{Counted(count, "number", "numbers")} ({Names.Number((long)count * bytes)} bytes)";

    private static string Counted(int count, string one, string many) => $"{Names.Number(count)} {(count == 1 ? one : many)}";

    private static IEnumerable<string[]> Stored(Program program) =>
        from lifetime in program.Lifetimes
        let buffer = program.Buffers[lifetime.Buffer]
        let reader = lifetime.SavedFor < 0 ? "" : program.Buffers[lifetime.SavedFor].Symbol
        group (Lifetime: lifetime, Buffer: buffer, Reader: reader)
            by (buffer.Region, buffer.Size, lifetime.Use, WithoutNumbers(buffer.Symbol), WithoutNumbers(reader)) into alike
        let values = alike.ToList()
        select new[]
        {
            Range(values.ConvertAll(static value => value.Buffer.Symbol)),
            (values.Count > 1 ? Names.Number(values.Count) + " × " : "") + Size(values[0].Buffer),
            Range(values.Select(static value => value.Buffer.Offset).OrderBy(static offset => offset).Select(Names.Number).ToList()),
            Range(values.ConvertAll(static value => Steps(value.Lifetime))),
            Why(values[0].Lifetime.Use, Range(values.ConvertAll(static value => value.Reader))),
        };

    private static IEnumerable<string[]> Unstored(Program program) =>
        from value in program.Unstored
        let readers = value.Readers.Select(reader => program.Buffers[reader].Symbol).ToList()
        // Of a repeated value, the derivative is the sum of those of its repetitions: both are written alike.
        let symbol = value.Symbol == readers.FirstOrDefault() ? "terms of " + value.Symbol : value.Symbol
        group (value.Steps, Symbol: symbol, Readers: readers)
            by (WithoutNumbers(symbol), WithoutNumbers(string.Join(", ", readers)), value.Steps.Length) into alike
        let values = alike.ToList()
        select new[]
        {
            Range(values.ConvertAll(static value => value.Symbol)),
            (values.Count > 1 ? Names.Number(values.Count) + " × " : "") + "none",
            "",
            Ranges(values.ConvertAll(static value => value.Steps.Select(static step => Names.Number(step + 1)).ToList())),
            values[0].Readers.Count == 0 ? "in registers" : values[0].Readers.Count == 1
                ? "computed within " + Ranges(values.ConvertAll(static value => value.Readers))
                : "computed again for " + Ranges(values.ConvertAll(static value => value.Readers.GetRange(1, value.Readers.Count - 1))),
        };

    /// <summary>The parameters that may never have a stored gradient.</summary>
    private static IEnumerable<string[]> Descended(Program program) =>
        from descent in program.Descents
        group descent by (IsLoop: program.Steps[descent.Step] is RowLoopStep, IsAlone: program.Steps[descent.Step] is ProductStep { DescendsAlone: true }, WithoutNumbers(descent.Gradient.Symbol)) into alike
        let values = alike.ToList()
        select new[]
        {
            Range(values.ConvertAll(static value => value.Gradient.Symbol)),
            "none",
            "",
            Range(values.ConvertAll(static value => Names.Number(value.Step + 1))),
            "by plain descent in Train: the parameter is updated " + (alike.Key.IsLoop ? "behind the last sample" : alike.Key.IsAlone ? "in its product, where one thread does all" : "in its product"),
        };

    /// <summary>The ranges of the first of each, of the second of each, and so on.</summary>
    private static string Ranges(List<List<string>> values)
    {
        var ranges = values[0].Select((_, i) => Range(values.ConvertAll(value => value[i]))).ToList();
        string last = ranges[ranges.Count - 1];
        return ranges.Count == 1 ? last : $"{Names.List(ranges.Take(ranges.Count - 1))} and {last}";
    }

    private static string Size(Buffer buffer) => buffer.Region switch
    {
        Region.Workspace => Names.Number(buffer.Size) + " a sample",
        Region.Indexes => Counted(buffer.Size, "index", "indexes") + (buffer.IsPerSample ? " a sample" : " once"),
        _ => Names.Number(buffer.Size) + " once",
    };

    private static string Steps(BufferLifetime lifetime) => lifetime.FirstStep == lifetime.LastStep
        ? Names.Number(lifetime.FirstStep + 1)
        : $"{Names.Number(lifetime.FirstStep + 1)}–{Names.Number(lifetime.LastStep + 1)}";

    private static string Why(BufferUse use, string reader) => use switch
    {
        BufferUse.Saved => "saved for " + reader,
        BufferUse.Forward => "forward",
        BufferUse.Backward => "backward",
        _ => "result",
    };

    /// <summary>The first and the last of several; one where they are the same.</summary>
    private static string Range(List<string> values) =>
        values[0] == values[values.Count - 1] ? values[0] : values[0] + (values.Count == 2 ? ", " : " … ") + values[values.Count - 1];

    /// <summary>What values of equal layers have in common: <c>z</c> of <c>z₁</c>, <c>blocks..weight</c> of <c>blocks.3.weight</c>.</summary>
    private static string WithoutNumbers(string symbol) => string.Concat(symbol.Where(static c => c is not ((>= '0' and <= '9') or (>= '₀' and <= '₉'))));
}
