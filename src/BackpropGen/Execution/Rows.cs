namespace BackpropGen.Execution;

/// <summary>Copies rows of a column. Called by generated code.</summary>
public static class Rows
{
    /// <summary>Copies some rows, in the order given.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The column, row by row.</param>
    /// <param name="size">The number of elements of a row.</param>
    /// <param name="rows">The rows' numbers.</param>
    /// <param name="destination">As many rows as asked for.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public static void Copy<T>(ReadOnlySpan<T> source, int size, ReadOnlySpan<int> rows, Span<T> destination)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            // In 64 bits: a row that is not there must not wrap around to one that is.
            long start = (long)rows[i] * size;
            if (start < 0 || start + size > source.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(rows), rows[i], "There is no such row.");
            }

            source.Slice((int)start, size).CopyTo(destination.Slice(i * size, size));
        }
    }

    /// <summary>Some rows as a new column, in the order given.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The column, row by row.</param>
    /// <param name="size">The number of elements of a row.</param>
    /// <param name="rows">The rows' numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public static ReadOnlyMemory<T> Select<T>(ReadOnlyMemory<T> source, int size, ReadOnlySpan<int> rows)
    {
        var selected = new T[checked(rows.Length * size)];
        Copy(source.Span, size, rows, selected);
        return selected;
    }
}
