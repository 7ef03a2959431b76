using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace BackpropGen.Console;

/// <summary>A curve as one line of text: <c>▁▂▅▇██</c>.</summary>
public static class Sparkline
{
    private const string Levels = "▁▂▃▄▅▆▇█";

    /// <summary>Draws values from left to right; where there are more than columns, each column shows the mean of its share.</summary>
    /// <param name="values">The values.</param>
    /// <param name="minimum">The value that is drawn lowest, as are those below it and those that are not a number.</param>
    /// <param name="maximum">The value that is drawn highest, as are those above it; above the other one.</param>
    /// <param name="width">The largest number of columns, at least 1.</param>
    public static string Of(IReadOnlyList<double> values, double minimum, double maximum, int width)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maximum, minimum);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        int columns = Math.Min(width, values.Count);
        var line = new StringBuilder(columns);
        for (int column = 0; column < columns; column++)
        {
            int from = (int)((long)column * values.Count / columns), to = (int)((column + 1L) * values.Count / columns);
            double mean = Enumerable.Range(from, to - from).Average(index => values[index]);
            line.Append(Levels[Level((mean - minimum) / (maximum - minimum))]);
        }

        return line.ToString();
    }

    private static int Level(double share) => share > 0 ? (int)Math.Round(Math.Min(share, 1) * (Levels.Length - 1)) : 0;
}
