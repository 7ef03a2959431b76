using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Spectre.Console;

namespace BackpropGen.Console;

/// <summary>
/// Shows training on a terminal: a bar with the live loss while an epoch runs, and one line that stays for each epoch.
/// Where the output is no terminal, only the lines are written, without colors. Numbers have a decimal point everywhere.
/// </summary>
public sealed class TrainingProgressBar : IProgress<TrainingProgress>
{
    private const int BarWidth = 28;
    private const string EraseLine = "\r\u001b[2K";

    /// <summary>Drawing more often than this costs time that nobody sees.</summary>
    private static readonly TimeSpan DrawingInterval = TimeSpan.FromMilliseconds(80);

    private readonly IAnsiConsole _console;
    private readonly bool _isLive;
    private long _lastDrawing;

    /// <summary>Makes a bar.</summary>
    /// <param name="console">Where it draws; the process's own console unless given.</param>
    public TrainingProgressBar(IAnsiConsole? console = null)
    {
        _console = console ?? AnsiConsole.Console;
        _isLive = _console.Profile.Out.IsTerminal && _console.Profile.Capabilities.Ansi;
    }

    /// <summary>Draws.</summary>
    /// <param name="value">Where training is.</param>
    public void Report(TrainingProgress value)
    {
        if (value.Result is { } result)
        {
            Erase();
            _console.Profile.Out.Writer.WriteLine(Line(result, value.Epochs));
            _console.Profile.Out.Writer.Flush();
            _lastDrawing = 0;
        }
        else if (_isLive && (_lastDrawing == 0 || Stopwatch.GetElapsedTime(_lastDrawing) >= DrawingInterval))
        {
            Erase();
            _console.Markup(Bar(value));
            _lastDrawing = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>The line of an epoch: <c>epoch  3/30  loss 0.2371  validation 0.2514  accuracy 0.9361  0.4 s</c>.</summary>
    internal static string Line(EpochResult result, int epochs)
    {
        var line = new StringBuilder();
        line.Append(Epoch(result.Epoch, epochs)).Append("  loss ").Append(Number(result.TrainingLoss));
        if (result.ValidationLoss is { } validationLoss)
        {
            line.Append("  validation ").Append(Number(validationLoss));
        }

        foreach ((string name, double value) in result.Metrics)
        {
            line.Append("  ").Append(name).Append(' ').Append(Number(value));
        }

        return line.Append(CultureInfo.InvariantCulture, $"  {result.Duration.TotalSeconds:0.0} s").ToString();
    }

    private static string Bar(TrainingProgress progress)
    {
        int filled = (int)((long)BarWidth * progress.Step / Math.Max(progress.Steps, 1));
        string bar = $"[green]{new string('━', filled)}[/][grey]{new string('━', BarWidth - filled)}[/]";
        return $"{Epoch(progress.Epoch, progress.Epochs)} {bar} loss [yellow]{Number(progress.Loss)}[/]";
    }

    private static string Epoch(int epoch, int epochs)
    {
        string last = epochs.ToString(CultureInfo.InvariantCulture);
        return $"epoch {epoch.ToString(CultureInfo.InvariantCulture).PadLeft(last.Length)}/{last}";
    }

    /// <summary>Four decimals, or an exponent where they would show nothing.</summary>
    private static string Number(double value) =>
        value.ToString(value != 0 && Math.Abs(value) is < 1e-3 or >= 1e5 ? "0.00e+0" : "0.0000", CultureInfo.InvariantCulture);

    private void Erase()
    {
        if (_isLive)
        {
            _console.Write(new ControlCode(EraseLine));
        }
    }
}
