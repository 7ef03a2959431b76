using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Emission;

/// <summary>How names and numbers are written in C#.</summary>
internal static class Names
{
    private static readonly HashSet<string> Keywords = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit "
        + "extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator "
        + "out override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this "
        + "throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while").Split(' '));

    /// <summary>An identifier, escaped where it is a keyword.</summary>
    public static string Escape(string identifier) => Keywords.Contains(identifier) ? "@" + identifier : identifier;

    /// <summary>A parameter's name as the beginning of a local's: without underscores in front.</summary>
    public static string Local(string name) => name.TrimStart('_') is { Length: > 0 } trimmed && char.IsLetter(trimmed[0]) ? trimmed : "column" + name.Length.ToString(CultureInfo.InvariantCulture);

    /// <summary>A parameter's name as that of a property.</summary>
    public static string Pascal(string name)
    {
        string trimmed = name.TrimStart('_');
        return trimmed.Length == 0 || !char.IsLetter(trimmed[0])
            ? "Column" + trimmed
            : char.ToUpperInvariant(trimmed[0]) + trimmed.Substring(1);
    }

    /// <summary>A column's field in a program's memory, beside those that every memory has.</summary>
    public static string Field(string column) =>
        column is "Samples" or "Threads" or "Parameters" or "States" or "Workspace" or "Shared" or "Gradients" or "Indexes" or "Descent" ? column + "Column" : Escape(column);

    public static string Literal(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";

    /// <summary>Lines as a raw string literal; <see cref="SourceWriter"/> indents it.</summary>
    public static string RawLiteral(string text)
    {
        string quotes = "\"\"\"";
        while (text.Contains(quotes))
        {
            quotes += "\"";
        }

        return $"{quotes}\n{text}\n{quotes}";
    }

    public static string Literal(Shape shape) => Literal(shape.ToString());

    /// <summary>A <c>double</c> literal that reads back bit for bit.</summary>
    public static string Literal(double value)
    {
        if (double.IsNaN(value))
        {
            return "double.NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        }

        string text = value.ToString("R", CultureInfo.InvariantCulture);
        // "R" loses bits of some numbers on .NET Framework; 17 digits never do.
        if (double.Parse(text, CultureInfo.InvariantCulture) != value)
        {
            text = value.ToString("G17", CultureInfo.InvariantCulture);
        }

        return text.Any(static c => c is '.' or 'E') ? text : text + ".0";
    }

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string List(IEnumerable<string> items) => string.Join(", ", items);

    /// <summary>Text inside an XML comment.</summary>
    public static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
