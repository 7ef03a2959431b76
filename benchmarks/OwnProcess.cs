using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace BackpropGen.Benchmarks;

/// <summary>This program in a process of its own, for what only a fresh one shows.</summary>
internal static class OwnProcess
{
    /// <summary>How to start it: by its own executable, or by the host that runs its assembly.</summary>
    public static ProcessStartInfo With(IEnumerable<string> arguments)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("The program has no path.");
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return new ProcessStartInfo(program, isHost ? arguments.Prepend(typeof(OwnProcess).Assembly.Location) : arguments);
    }

    /// <summary>Runs it to its end, and reads the numbers that it prints.</summary>
    public static double[] Measure(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The process did not start.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. output.Split(' ').Select(static number => double.Parse(number, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"The measurement ended with {process.ExitCode}.");
    }
}
