using System;
using System.Collections.Generic;
using System.IO;
using BackpropGen.Console;
using Spectre.Console;
using Xunit;

namespace BackpropGen.Tests;

public class TrainingProgressBarTests
{
    private static readonly EpochResult Result = new(
        3, 0.23714, 1.5e-4, new Dictionary<string, double> { ["accuracy"] = 0.9361 }, TimeSpan.FromMilliseconds(1250));

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("fi-FI")]
    public void Redirected_output_gets_one_plain_line_an_epoch_in_every_language(string language)
    {
        using var culture = new Culture(language);
        var output = new StringWriter { NewLine = "\n" };
        var bar = new TrainingProgressBar(Terminal(output, isTerminal: false));
        bar.Report(new TrainingProgress(3, 30, 1, 4, 0.5, null));
        Assert.Equal("", output.ToString());
        bar.Report(new TrainingProgress(3, 30, 4, 4, 0.23714, Result));
        Assert.Equal("epoch  3/30  loss 0.2371  validation 1.50e-4  accuracy 0.9361  1.3 s\n", output.ToString());
    }

    [Fact]
    public void A_terminal_gets_a_bar_that_the_line_of_the_epoch_replaces()
    {
        var output = new StringWriter { NewLine = "\n" };
        var bar = new TrainingProgressBar(Terminal(output, isTerminal: true));
        bar.Report(new TrainingProgress(3, 30, 1, 4, 0.5, null));
        Assert.Contains("loss", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("0.5000", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\n", output.ToString(), StringComparison.Ordinal);
        bar.Report(new TrainingProgress(3, 30, 4, 4, 0.2, Result));
        Assert.EndsWith("\r\u001b[2Kepoch  3/30  loss 0.2371  validation 1.50e-4  accuracy 0.9361  1.3 s\n", output.ToString(), StringComparison.Ordinal);
    }

    internal static IAnsiConsole Terminal(StringWriter output, bool isTerminal, ColorSystemSupport colors = ColorSystemSupport.TrueColor) =>
        AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new Output(output, isTerminal),
            Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isTerminal ? colors : ColorSystemSupport.NoColors,
        });

    private sealed class Output(TextWriter writer, bool isTerminal) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => isTerminal;

        public int Width => 100;

        public int Height => 40;

        public void SetEncoding(System.Text.Encoding encoding)
        {
            // A writer of text has no encoding to set.
        }
    }
}
