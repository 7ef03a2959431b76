using System.Globalization;
using System.IO;

namespace BackpropGen;

/// <summary>
/// Reads tables of numbers from comma-separated text (RFC 4180): fields may be quoted, empty lines are skipped, every
/// record has as many fields as the first. Numbers have a decimal point, whatever the machine's language.
/// </summary>
public static class CsvReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, in UTF-8 unless it starts with another mark.</param>
    /// <param name="hasHeader">Whether the first record names the columns.</param>
    /// <param name="separator">What stands between fields.</param>
    /// <exception cref="CsvFormatException">The text is no table of finite numbers; the message names the line.</exception>
    /// <exception cref="ArgumentException">The separator is a quote or ends a line.</exception>
    public static CsvTable Read(string path, bool hasHeader = false, char separator = ',')
    {
        using var text = new StreamReader(path);
        return Read(text, path, hasHeader, separator);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What messages call it, as its file's name.</param>
    /// <param name="hasHeader">Whether the first record names the columns.</param>
    /// <param name="separator">What stands between fields.</param>
    /// <exception cref="CsvFormatException">The text is no table of finite numbers; the message names the line.</exception>
    /// <exception cref="ArgumentException">The separator is a quote or ends a line.</exception>
    public static CsvTable Read(TextReader text, string name, bool hasHeader = false, char separator = ',')
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(name);
        if (separator is '"' or '\r' or '\n')
        {
            throw new ArgumentException("Fields are not separated by what quotes them or ends a line.", nameof(separator));
        }

        var reader = new CsvRecordReader(text, name, separator);
        var fields = new List<string>();
        string[] header = hasHeader && reader.Read(fields) ? [.. fields] : [];
        int columnCount = hasHeader ? header.Length : -1;
        var values = new List<double>();
        var lines = new List<int>();
        while (reader.Read(fields))
        {
            columnCount = columnCount < 0 ? fields.Count : columnCount;
            if (fields.Count != columnCount)
            {
                throw new CsvFormatException(name, reader.Line, 0, $"{columnCount} fields", $"{fields.Count}");
            }

            for (int column = 0; column < fields.Count; column++)
            {
                values.Add(Parse(fields[column], name, reader.Line, column + 1));
            }

            lines.Add(reader.Line);
        }

        return new CsvTable(name, header, Math.Max(columnCount, 0), [.. values], [.. lines]);
    }

    private static double Parse(string field, string name, int line, int column)
    {
        bool isNumber = double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        return isNumber && double.IsFinite(value) ? value : throw new CsvFormatException(name, line, column, "a finite number", $"'{field}'");
    }
}
