using System;
using System.IO;
using BackpropGen.Console;
using Xunit;

namespace BackpropGen.Tests;

public class ImagePrinterTests
{
    private static readonly CaptionedImage Image = new(new float[] { 0, 1, 0.5f, -3, float.NaN, 9 }, 2, "a 7");

    [Fact]
    public void Without_colors_a_pixel_is_two_shaded_blocks()
    {
        var output = new StringWriter { NewLine = "\n" };
        ImagePrinter.Print(TrainingProgressBarTests.Terminal(output, isTerminal: false), Image, Image);
        string[] lines = output.ToString().Split('\n');
        Assert.Equal("  ██    ██", lines[0].TrimEnd());
        Assert.Equal("▒▒    ▒▒", lines[1].TrimEnd());
        Assert.Equal("  ██    ██", lines[2].TrimEnd());
        Assert.Equal(2, lines[3].Split("a 7").Length - 1);
    }

    [Fact]
    public void With_colors_a_character_holds_two_pixels()
    {
        var output = new StringWriter { NewLine = "\n" };
        ImagePrinter.Print(TrainingProgressBarTests.Terminal(output, isTerminal: true), Image);
        Assert.Equal(4, output.ToString().Split('▀').Length - 1);
        Assert.Contains("38;2;255;255;255", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_are_not_full_are_refused() =>
        Assert.Throws<ArgumentException>(() => new CaptionedImage(new float[5], 2, "").Height);
}
