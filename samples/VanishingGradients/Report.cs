using System.Collections.Generic;
using System.Globalization;
using BackpropGen.Console;
using Spectre.Console;

namespace BackpropGen.Samples.VanishingGradients;

/// <summary>What the sample prints besides the gradient flow. Numbers have a decimal point everywhere.</summary>
internal static class Report
{
    private const int CurveWidth = 16;

    public static void Heading(IAnsiConsole console, string title)
    {
        console.WriteLine();
        console.Write(new Text(title, new Style(decoration: Decoration.Bold)));
        console.WriteLine();
    }

    /// <summary>The numbers, each with how it comes about.</summary>
    public static void LectureNumbers(IAnsiConsole console)
    {
        Heading(console, "The numbers of the lecture notes");
        double steep = LectureNotes.SlopeOfNeuron(500);
        var (single, singleAfter) = LectureNotes.LearnInSingle();
        var (twice, twiceAfter) = LectureNotes.LearnInDouble();
        string step = Text($"1 − {LectureNotes.LearningRate:0e-0} × {LectureNotes.TinyGradient:0e-0}");
        console.Write(Columns(0, "", "", "")
            .AddRow("four slopes of 0.1", "0.1⁴", Text($"{LectureNotes.SlopeOfChain(0.1, 0.1, 0.1, 0.1):G6}"))
            .AddRow("a sigmoid unit of weight 500", Text($"{LectureNotes.SlopeOfNeuron(1)} × 500"), Text($"{steep}"))
            .AddRow("that unit among three others", Text($"300 × 200 × {steep} × 1001"), Text($"{LectureNotes.SlopeOfChain(300, 200, steep, 1001):N0}"))
            .AddRow("a weight after a step, float", step, Text($"{singleAfter} ({Changed(single != singleAfter)})"))
            .AddRow("the same weight in double", step, Text($"{twiceAfter:R} ({Changed(twice != twiceAfter)})")));
    }

    /// <summary>How the accuracy developed, and where it ended.</summary>
    public static void Training(IAnsiConsole console, Outcome outcome) =>
        console.WriteLine(Text($"accuracy  {Curve(outcome)}  {outcome.Accuracies[^1]:0.000} after {outcome.Accuracies.Count} epochs"));

    /// <summary>All models beside each other.</summary>
    public static void Comparison(IAnsiConsole console, IReadOnlyList<Outcome> outcomes)
    {
        Heading(console, "All models: the first layer's gradient over the last one's, and the accuracy");
        var table = Columns(4, "model", "layers", "predicted", "measured", "accuracy", "");
        foreach (var outcome in outcomes)
        {
            var first = outcome.Flow[0];
            table.AddRow(
                outcome.Experiment.Name, Text($"{outcome.Flow.Count}"), Ratio(first.Predicted), Ratio(first.Measured),
                Text($"{outcome.Accuracies[^1]:0.000}"), Curve(outcome));
        }

        console.Write(table);
    }

    /// <summary>A table without lines; the columns of numbers, those after the first, are aligned at their right.</summary>
    private static Table Columns(int numbers, params string[] headers)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = numbers > 0 };
        for (int column = 0; column < headers.Length; column++)
        {
            table.AddColumn(new TableColumn(headers[column])
            {
                NoWrap = true,
                Padding = new Padding(0, 0, column + 1 < headers.Length ? 2 : 0, 0),
                Alignment = column > 0 && column <= numbers ? Justify.Right : Justify.Left,
            });
        }

        return table;
    }

    private static string Curve(Outcome outcome) => Sparkline.Of(outcome.Accuracies, 0, 1, CurveWidth);

    private static string Ratio(double? ratio) => ratio is { } value ? GradientFlowPrinter.Number(value) : "–";

    private static string Changed(bool changed) => changed ? "changed" : "unchanged";

    private static string Text(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
