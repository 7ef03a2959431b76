using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace BackpropGen.Benchmarks.Differentiation;

/// <summary>A C++ program beside the benchmark, compiled by g++ -O3 and run in turns with what is measured here.</summary>
internal sealed class CompiledPeer : IDisposable
{
    private readonly Process _process;
    private readonly string _program;

    private CompiledPeer(string program)
    {
        _program = program;
        _process = Process.Start(new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    /// <summary>What the program computed last, to be compared.</summary>
    public double Result { get; private set; }

    /// <summary>Compiles and starts the program of a source file; null where there is no compiler.</summary>
    /// <exception cref="InvalidOperationException">The source does not compile.</exception>
    public static CompiledPeer? Start(string source)
    {
        string program = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using var compiler = Process.Start("g++", ["-O3", "-o", program, Path.Combine(AppContext.BaseDirectory, source)]);
            compiler.WaitForExit();
            return compiler.ExitCode == 0 ? new CompiledPeer(program) : throw new InvalidOperationException($"g++ cannot compile {source}: it says why above.");
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The seconds of one evaluation, measured over some time.</summary>
    public double Round(double seconds)
    {
        _process.StandardInput.WriteLine(seconds.ToString(CultureInfo.InvariantCulture));
        _process.StandardInput.Flush();
        string[] answer = (_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The C++ program ended.")).Split(' ');
        Result = double.Parse(answer[1], CultureInfo.InvariantCulture);
        return double.Parse(answer[0], CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        File.Delete(_program);
    }
}
