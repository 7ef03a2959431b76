namespace BackpropGen;

/// <summary>A table of numbers that cannot be read; the message names the file and the line.</summary>
public sealed class CsvFormatException : Exception
{
    /// <summary>Makes an exception without details.</summary>
    public CsvFormatException()
    {
    }

    /// <summary>Makes an exception with a message.</summary>
    /// <param name="message">What is wrong.</param>
    public CsvFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message and a cause.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public CsvFormatException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes an exception from its place.</summary>
    /// <param name="file">The file, or what stands for it.</param>
    /// <param name="line">The line, from 1, as an editor counts.</param>
    /// <param name="column">The column of the table, from 1; 0 for the whole line.</param>
    /// <param name="expected">What was expected.</param>
    /// <param name="found">What is there.</param>
    public CsvFormatException(string file, int line, int column, string expected, string found)
        : base($"{file}, line {line}{(column == 0 ? "" : $", column {column}")}: expected {expected}, found {found}.")
    {
        File = file;
        Line = line;
        Column = column;
    }

    /// <summary>The file, or what stands for it.</summary>
    public string? File { get; }

    /// <summary>The line, from 1, as an editor counts.</summary>
    public int Line { get; }

    /// <summary>The column of the table, from 1; 0 for the whole line.</summary>
    public int Column { get; }
}
