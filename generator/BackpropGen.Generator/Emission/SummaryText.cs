using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using BackpropGen.Generator.Summaries;

namespace BackpropGen.Generator.Emission;

/// <summary>Prints the table of a model's layers.</summary>
internal static class SummaryText
{
    private static readonly string[] Headings = ["Layer", "Kind", "Output", "Parameters", "R"];

    /// <summary>From this column on, cells are numbers and stand to the right.</summary>
    private const int FirstNumber = 3;

    /// <summary>The lines of the table.</summary>
    internal static string Of(IReadOnlyList<LayerGroup> groups)
    {
        bool hasRatios = groups.Any(static group => group.Layers.Any(static layer => layer.GradientRatio is not null));
        var rows = new List<string[]> { Headings };
        rows.AddRange(groups.Select(Cells));
        if (!hasRatios)
        {
            rows = rows.ConvertAll(static row => row.Take(row.Length - 1).ToArray());
        }

        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        string rule = new('─', widths.Sum() + (2 * (widths.Length - 1)));
        var lines = rows.Select(row => Line(row, widths)).ToList();
        lines.Insert(1, rule);
        lines.Add(rule);
        lines.AddRange(Totals(groups));
        if (hasRatios)
        {
            lines.Add("R = |∂L/∂z| of the layer / |∂L/∂z| of the last layer with weights:");
            lines.Add("an estimate at initialization, for inputs of mean square 1.");
        }

        return string.Join("\n", lines);
    }

    private static string[] Cells(LayerGroup group)
    {
        string parameters = Count(group.First.ParameterCount);
        return
        [
            group.Name,
            group.First.Kind,
            group.First.OutputShape.ToString(),
            group.Layers.Length > 1 ? $"{Count(group.Layers.Length)} × {parameters}" : parameters,
            RatioText.Of(group.Layers),
        ];
    }

    private static IEnumerable<string> Totals(IReadOnlyList<LayerGroup> groups)
    {
        yield return $"Trained parameters: {Count(groups.Sum(static group => group.Layers.Sum(static layer => layer.ParameterCount)))}";
        long states = groups.Sum(static group => group.Layers.Sum(static layer => layer.StateCount));
        if (states > 0)
        {
            yield return $"Values of states: {Count(states)}";
        }
    }

    private static string Line(string[] cells, int[] widths)
    {
        var line = new StringBuilder();
        for (int i = 0; i < cells.Length; i++)
        {
            line.Append(i == 0 ? "" : "  ").Append(i < FirstNumber ? cells[i].PadRight(widths[i]) : cells[i].PadLeft(widths[i]));
        }

        return line.ToString().TrimEnd();
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
