using System.Globalization;
using System.Numerics;

namespace BackpropGen;

/// <summary>A table of finite numbers, read by <see cref="CsvReader"/>.</summary>
public sealed class CsvTable
{
    private readonly string _name;
    private readonly string[] _header;
    private readonly double[] _values;
    private readonly int[] _lines;

    internal CsvTable(string name, string[] header, int columnCount, double[] values, int[] lines)
    {
        _name = name;
        _header = header;
        _values = values;
        _lines = lines;
        ColumnCount = columnCount;
    }

    /// <summary>The number of rows, without the header.</summary>
    public int RowCount => _lines.Length;

    /// <summary>The number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>The names of the columns; empty without a header.</summary>
    public IReadOnlyList<string> Header => _header;

    /// <summary>A number.</summary>
    /// <param name="row">Its row, from 0.</param>
    /// <param name="column">Its column, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or column.</exception>
    public double this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, RowCount);
            CheckColumns(column, 1);
            return _values[((long)row * ColumnCount) + column];
        }
    }

    /// <summary>The index of a column by its name in the header.</summary>
    /// <param name="name">Its name; case counts.</param>
    /// <exception cref="ArgumentException">No column is called so; the message lists the closest names.</exception>
    public int IndexOf(string name)
    {
        int index = Array.IndexOf(_header, name);
        return index >= 0
            ? index
            : throw new ArgumentException($"{_name} has no column '{name}'. The closest are '{string.Join("', '", ClosestNames.Of(name, _header, 3))}'.", nameof(name));
    }

    /// <summary>The numbers of consecutive columns, row by row: an input of that many elements for each sample.</summary>
    /// <param name="start">The first column, from 0.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such columns.</exception>
    public float[] Columns(int start, int count) => Columns<float>(start, count);

    /// <summary>The numbers of consecutive columns, row by row, in a given type.</summary>
    /// <typeparam name="T">The type, as <see cref="double"/>; numbers are rounded to the nearest.</typeparam>
    /// <param name="start">The first column, from 0.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such columns.</exception>
    public T[] Columns<T>(int start, int count)
        where T : IFloatingPointIeee754<T>
    {
        CheckColumns(start, count);
        var numbers = new T[checked(RowCount * count)];
        for (int index = 0; index < numbers.Length; index++)
        {
            numbers[index] = T.CreateTruncating(_values[((long)(index / count) * ColumnCount) + start + (index % count)]);
        }

        return numbers;
    }

    /// <summary>The whole numbers of a column: a class label for each sample.</summary>
    /// <param name="column">The column, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    /// <exception cref="CsvFormatException">A number is not whole or negative; the message names the line.</exception>
    public int[] Labels(int column)
    {
        CheckColumns(column, 1);
        var labels = new int[RowCount];
        for (int row = 0; row < labels.Length; row++)
        {
            double value = _values[((long)row * ColumnCount) + column];
            labels[row] = value is >= 0 and <= int.MaxValue && double.IsInteger(value)
                ? (int)value
                : throw new CsvFormatException(_name, _lines[row], column + 1, "a whole number of at least 0", value.ToString(CultureInfo.InvariantCulture));
        }

        return labels;
    }

    private void CheckColumns(int start, int count)
    {
        if (start < 0 || count < 1 || start > ColumnCount - count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(start),
                string.Create(CultureInfo.InvariantCulture, $"{_name} has {ColumnCount} columns; there are no {count} from {start} on."));
        }
    }
}
