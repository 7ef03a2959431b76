using System.IO;
using System.Text;

namespace BackpropGen;

/// <summary>Takes a text apart into records of fields. Source: RFC 4180, with lines that end in CR, LF or both.</summary>
internal sealed class CsvRecordReader(TextReader text, string file, char separator)
{
    private const char Quote = '"';

    private readonly StringBuilder _field = new();
    private int _line = 1;

    /// <summary>The line, from 1, on which the latest record starts.</summary>
    public int Line { get; private set; }

    /// <summary>Reads the next record that is not an empty line.</summary>
    /// <param name="fields">Gets its fields.</param>
    /// <returns>Whether there was one.</returns>
    public bool Read(List<string> fields)
    {
        while (text.Peek() >= 0)
        {
            Line = _line;
            fields.Clear();
            bool isEmpty = ReadRecord(fields);
            if (!isEmpty)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads up to the end of the line.</summary>
    /// <returns>Whether the line is empty.</returns>
    private bool ReadRecord(List<string> fields)
    {
        bool quoted = false;
        while (true)
        {
            quoted |= text.Peek() == Quote;
            fields.Add(ReadField(fields.Count + 1));
            int end = text.Read();
            if (end == separator)
            {
                continue;
            }

            if (end == '\r' && text.Peek() == '\n')
            {
                text.Read();
            }

            _line++;
            return fields.Count == 1 && fields[0].Length == 0 && !quoted;
        }
    }

    /// <summary>Reads up to the separator or the end of the line, and leaves it.</summary>
    private string ReadField(int column)
    {
        _field.Clear();
        if (text.Peek() == Quote)
        {
            ReadQuoted(column);
            return _field.ToString();
        }

        while (!EndsField(text.Peek()))
        {
            char letter = (char)text.Read();
            if (letter == Quote)
            {
                throw new CsvFormatException(file, _line, column, "a quote only at the start of a field", "one inside");
            }

            _field.Append(letter);
        }

        return _field.ToString();
    }

    private void ReadQuoted(int column)
    {
        text.Read();
        while (true)
        {
            int letter = text.Read();
            if (letter < 0)
            {
                throw new CsvFormatException(file, Line, column, "a closing quote", "the end of the file");
            }

            if (letter == Quote && text.Peek() != Quote)
            {
                break;
            }

            if (letter == Quote)
            {
                text.Read();
            }

            _line += letter == '\n' || (letter == '\r' && text.Peek() != '\n') ? 1 : 0;
            _field.Append((char)letter);
        }

        if (!EndsField(text.Peek()))
        {
            throw new CsvFormatException(file, _line, column, "a separator after the closing quote", $"'{(char)text.Peek()}'");
        }
    }

    private bool EndsField(int letter) => letter < 0 || letter == separator || letter is '\r' or '\n';
}
