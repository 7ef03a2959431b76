using System;
using System.IO;
using System.Text;
using Spectre.Console;

namespace BackpropGen.Console;

/// <summary>Consoles that write plain text where nobody sees colors: into a file, a pipe, a build's log.</summary>
public static class TextConsole
{
    private const int DefaultWidth = 80;

    /// <summary>The process's own console: with what the terminal can do, or plain text in lines of at most 80 columns where
    /// the output is redirected.</summary>
    public static IAnsiConsole Open() => System.Console.IsOutputRedirected ? On(System.Console.Out) : AnsiConsole.Console;

    /// <summary>A console that writes plain text.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="width">The number of columns of a line.</param>
    public static IAnsiConsole On(TextWriter writer, int width = DefaultWidth)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        return AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new Output(writer, width),
        });
    }

    private sealed class Output(TextWriter writer, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => false;

        public int Width => width;

        public int Height => int.MaxValue;

        public void SetEncoding(Encoding encoding)
        {
            // The writer has its encoding already.
        }
    }
}
