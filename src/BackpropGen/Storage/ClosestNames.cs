using System.Linq;

namespace BackpropGen;

/// <summary>Finds the names that a mistyped one may have meant.</summary>
internal static class ClosestNames
{
    /// <summary>The names with the smallest edit distance; ties in ordinal order.</summary>
    public static IReadOnlyList<string> Of(string wanted, IEnumerable<string> names, int count) =>
        [.. names.OrderBy(name => Distance(wanted, name)).ThenBy(name => name, StringComparer.Ordinal).Take(count)];

    /// <summary>The number of insertions, deletions and replacements from one text to the other (Levenshtein, 1966), by rows.</summary>
    private static int Distance(string from, string to)
    {
        var row = new int[to.Length + 1];
        for (int column = 0; column < row.Length; column++)
        {
            row[column] = column;
        }

        for (int line = 1; line <= from.Length; line++)
        {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.Length; column++)
            {
                int replaced = diagonal + (from[line - 1] == to[column - 1] ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.Min(replaced, Math.Min(row[column], row[column - 1]) + 1);
            }
        }

        return row[^1];
    }
}
