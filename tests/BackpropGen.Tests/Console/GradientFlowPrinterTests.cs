using System;
using System.Linq;
using BackpropGen.Console;
using Xunit;

namespace BackpropGen.Tests;

public class GradientFlowPrinterTests
{
    private static readonly LayerGradient[] Vanishing =
    [
        new("hidden.0", 2.03e-6, 1.8e-6), new("hidden.1", 0.0086, 0.0101), new("output", 1, 1),
    ];

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("fi-FI")]
    public void Each_layer_has_a_line_with_both_ratios_in_every_language(string language)
    {
        using var culture = new Culture(language);
        using var console = new TestConsole();
        GradientFlowPrinter.Print(console.Console, Vanishing);
        Assert.Equal(["layer", "predicted", "◆", "measured", "█"], Words(console.Lines[0]).Take(5));
        Assert.Equal(["hidden.0", "2.0e-06", "1.8e-06"], Words(console.Lines[1]).Take(3));
        Assert.Equal(["hidden.1", "8.6e-03", "0.01"], Words(console.Lines[2]).Take(3));
        Assert.Equal(["output", "1", "1"], Words(console.Lines[3]).Take(3));
    }

    [Fact]
    public void The_bars_grow_by_the_logarithm_and_the_mark_is_where_the_prediction_lies()
    {
        using var console = new TestConsole(width: 128);
        GradientFlowPrinter.Print(console.Console, [new("a", 1, 1e-3), new("b", 1e-3, 1)], new LogarithmicScale(-6, 0));
        Assert.Equal(new string('█', 24) + new string(' ', 23) + "◆", Bar(console.Lines[1]));
        Assert.Equal(new string('█', 24) + "◆" + new string('█', 23), Bar(console.Lines[2]));
        Assert.StartsWith("1e-6", Bar(console.Lines[0]), StringComparison.Ordinal);
        Assert.Equal('1', Bar(console.Lines[0])[^1]);
        Assert.Equal(24, Bar(console.Lines[0]).IndexOf("1e-3", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(1e-9, "1.0e-09")]
    public void What_lies_below_the_scale_has_no_bar(double measured, string number)
    {
        using var console = new TestConsole();
        GradientFlowPrinter.Print(console.Console, [new("a", null, measured)], new LogarithmicScale(-6, 0));
        Assert.Equal(["a", "–", number], Words(console.Lines[1]));
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e9)]
    public void What_lies_above_the_scale_fills_it(double measured)
    {
        using var console = new TestConsole(width: 128);
        GradientFlowPrinter.Print(console.Console, [new("a", null, measured)], new LogarithmicScale(-6, 0));
        Assert.Equal(48, Bar(console.Lines[1]).Length);
    }

    [Theory]
    [InlineData(53)]
    [InlineData(80)]
    [InlineData(200)]
    public void No_line_is_wider_than_the_console(int width)
    {
        using var console = new TestConsole(width: width);
        GradientFlowPrinter.Print(console.Console, Vanishing);
        Assert.Equal(Vanishing.Length + 1, console.Lines.Length);
        Assert.All(console.Lines, line => Assert.InRange(line.Length, 0, width));
    }

    [Fact]
    public void Redirected_output_is_plain_text()
    {
        using var console = new TestConsole();
        GradientFlowPrinter.Print(console.Console, Vanishing);
        Assert.DoesNotContain('\u001b', console.Written);
    }

    [Theory]
    [InlineData(2e-4, 9)]
    [InlineData(0.05, 11)]
    [InlineData(1, 2)]
    [InlineData(30, 11)]
    [InlineData(100, 9)]
    public void The_color_of_a_bar_follows_the_limits_of_the_rules(double ratio, int color)
    {
        using var console = new TestConsole(isTerminal: true);
        GradientFlowPrinter.Print(console.Console, [new("a", null, ratio)]);
        Assert.Contains($"\u001b[38;5;{color}m", console.Written, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_text_and_not_markup()
    {
        using var console = new TestConsole();
        GradientFlowPrinter.Print(console.Console, [new("[red]", 1, 1)]);
        Assert.StartsWith("[red]", console.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void No_layers_print_nothing()
    {
        using var console = new TestConsole();
        GradientFlowPrinter.Print(console.Console, []);
        Assert.Empty(console.Written);
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What stands right of the numbers, where the layers' names have five characters at most.</summary>
    private static string Bar(string line) => line[33..];
}
