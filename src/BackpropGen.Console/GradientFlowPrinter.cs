using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Spectre.Console;

namespace BackpropGen.Console;

/// <summary>
/// Shows how the gradient flows through a model: a line for each layer with its gradient ratio as predicted and as
/// measured, and a bar of the measured one on a logarithmic scale, with a mark where the prediction lies. On a terminal
/// with colors the bar is green, yellow or red by the limits of the rules; without, the text alone says all.
/// </summary>
public static class GradientFlowPrinter
{
    private const int NarrowestBar = 16;
    private const int WidestBar = 48;
    private const int Gap = 2;
    private const char Block = '█', PredictionMark = '◆';

    /// <summary>The columns of a ratio with those between.</summary>
    private const int NumberWidth = 13;

    /// <summary>The blocks of one to seven eighths of a column.</summary>
    private const string Eighths = "▏▎▍▌▋▊▉";

    /// <summary>Prints the table.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="layers">The layers, the nearest to the input first.</param>
    /// <param name="scale">The scale of the bars, to compare several models; the one that fits these layers unless given.</param>
    public static void Print(IAnsiConsole console, IReadOnlyList<LayerGradient> layers, LogarithmicScale? scale = null)
    {
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Count == 0)
        {
            return;
        }

        scale ??= LogarithmicScale.Of(layers.SelectMany(static layer => new[] { layer.Measured, layer.Predicted ?? 1 }));
        int nameWidth = Math.Max("layer".Length, layers.Max(static layer => layer.Layer.Length));
        int barWidth = Math.Clamp(console.Profile.Width - nameWidth - (2 * NumberWidth) - Gap, NarrowestBar, WidestBar);
        Line(console, "layer", $"predicted {PredictionMark}", $"measured {Block}", scale.Axis(barWidth), nameWidth, Style.Plain);
        foreach (var layer in layers)
        {
            string predicted = layer.Predicted is { } ratio ? Number(ratio) : "–";
            Line(console, layer.Layer, predicted, Number(layer.Measured), Bar(layer, scale, barWidth), nameWidth, new Style(Color(layer.Measured)));
        }
    }

    /// <summary>A ratio in few characters: <c>0.236</c>, <c>2.0e-06</c>.</summary>
    /// <param name="ratio">The ratio.</param>
    public static string Number(double ratio) => Math.Abs(ratio) is 0 or (>= 0.01 and < 1000)
        ? ratio.ToString("0.###", CultureInfo.InvariantCulture)
        : ratio.ToString("0.0e+00", CultureInfo.InvariantCulture);

    /// <summary>Green where the gradient keeps its size, yellow beyond the limits of BPG1004, red beyond those of BPG1002 and
    /// BPG1003.</summary>
    private static Color Color(double ratio) => ratio switch
    {
        >= 0.1 and <= 10 => Spectre.Console.Color.Green,
        >= 1e-3 and <= 70 => Spectre.Console.Color.Yellow,
        _ => Spectre.Console.Color.Red,
    };

    private static void Line(IAnsiConsole console, string name, string predicted, string measured, string bar, int nameWidth, Style style)
    {
        console.Write(new Text($"{name.PadRight(nameWidth)}{predicted,NumberWidth}{measured,NumberWidth}{new string(' ', Gap)}"));
        console.Write(new Text(bar, style));
        console.WriteLine();
    }

    private static string Bar(LayerGradient layer, LogarithmicScale scale, int width)
    {
        int eighths = (int)Math.Round(scale.Position(layer.Measured) * width * 8);
        var bar = new StringBuilder(new string(Block, eighths / 8));
        if (eighths % 8 > 0)
        {
            bar.Append(Eighths[(eighths % 8) - 1]);
        }

        if (layer.Predicted is { } predicted)
        {
            int column = Math.Min((int)(scale.Position(predicted) * width), width - 1);
            bar.Append(' ', Math.Max(0, column + 1 - bar.Length))[column] = PredictionMark;
        }

        return bar.ToString();
    }
}
