using System;
using System.Linq;
using BackpropGen.Console;
using Xunit;

namespace BackpropGen.Tests;

public class ImageRowsTests
{


    [Fact]
    public void A_pixels_color_is_its_brightness()
    {
        using var console = new TestConsole(isTerminal: true);
        ImagePrinter.Print(console.Console, new CaptionedImage(new float[] { 1, 0.2f }, 1, ""));
        Assert.Contains("38;2;255;255;255;48;2;51;51;51m▀", console.Written, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_stand_side_by_side_over_their_captions()
    {
        using var console = new TestConsole();
        ImagePrinter.Print(console.Console, new CaptionedImage(new float[] { 1, 1 }, 2, "[a]"), new CaptionedImage(new float[] { 1, 1 }, 2, "b"));
        Assert.Equal(2, console.Lines.Length);
        Assert.Equal(["████", "████"], console.Lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["[a]", "b"], console.Lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Pictures_that_do_not_fit_side_by_side_go_on_below()
    {
        using var console = new TestConsole(width: 40);
        CaptionedImage[] images = [.. Enumerable.Range(0, 5).Select(number => new CaptionedImage(Enumerable.Repeat(1f, 16).ToArray(), 8, $"number {number}"))];
        ImagePrinter.Print(console.Console, images);
        string[] lines = console.Lines;
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 40));
        Assert.Equal(3 * 3, lines.Length);
        Assert.Equal(2, lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Count(row => row == new string('█', 16)));
    }

    [Fact]
    public void No_pictures_write_nothing()
    {
        using var console = new TestConsole();
        ImagePrinter.Print(console.Console);
        Assert.Empty(console.Written);
    }

}
