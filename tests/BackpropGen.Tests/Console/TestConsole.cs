using System;
using System.IO;
using System.Text;
using Spectre.Console;

namespace BackpropGen.Tests;

/// <summary>A console of a given width that keeps what is written.</summary>
internal sealed class TestConsole : IDisposable
{
    private readonly StringWriter _writer = new();

    public TestConsole(bool isTerminal = false, int width = 80)
    {
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.TrueColor : ColorSystemSupport.NoColors,
            Out = new Output(_writer, isTerminal, width),
        });
    }

    public IAnsiConsole Console { get; }

    /// <summary>All that was written, with lines that end in LF.</summary>
    public string Written => _writer.ToString().ReplaceLineEndings("\n");

    /// <summary>The lines, without blanks at their ends.</summary>
    public string[] Lines => Array.ConvertAll(Written.TrimEnd('\n').Split('\n'), line => line.TrimEnd());

    public void Dispose() => _writer.Dispose();

    private sealed class Output(TextWriter writer, bool isTerminal, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => isTerminal;

        public int Width => width;

        public int Height => 24;

        public void SetEncoding(Encoding encoding)
        {
            // A writer of text has no encoding to set.
        }
    }
}
