using System;
using System.IO;
using System.Linq;
using BackpropGen.Console;
using Spectre.Console;
using Xunit;

namespace BackpropGen.Tests;

public class TextConsoleTests
{
    [Fact]
    public void Colors_and_styles_leave_no_trace()
    {
        using var writer = new StringWriter();
        TextConsole.On(writer).Markup("[bold red]vanishes[/]");
        Assert.Equal("vanishes", writer.ToString());
    }

    [Fact]
    public void Lines_keep_the_width_whatever_the_machine()
    {
        using var writer = new StringWriter();
        TextConsole.On(writer, width: 20).WriteLine(string.Join(' ', Enumerable.Repeat("gradient", 9)));
        Assert.All(writer.ToString().Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 20));
    }

    [Fact]
    public void A_width_of_nothing_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TextConsole.On(TextWriter.Null, width: 0));
}
