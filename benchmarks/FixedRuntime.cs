using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace BackpropGen.Benchmarks;

/// <summary>
/// The runtime as in a compiler's server that has built for long, from the first call on: all code is fully optimized, none is
/// measured while it is being improved, and memory is collected as the compiler has it set (the SDK's csc and VBCSCompiler run
/// with <c>System.GC.Server</c>).
/// </summary>
internal static class FixedRuntime
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["DOTNET_TieredCompilation"] = "0",
        ["DOTNET_ReadyToRun"] = "0",
        ["DOTNET_gcServer"] = "1",
    };

    /// <summary>Runs the same command again in such a process, unless this is one.</summary>
    /// <param name="arguments">The command.</param>
    /// <returns>Whether it was run; this process has nothing left to do.</returns>
    public static bool Relaunch(string[] arguments)
    {
        var start = OwnProcess.With(arguments);
        bool isFixed = true;
        foreach (var (name, value) in Settings)
        {
            isFixed &= Environment.GetEnvironmentVariable(name) == value;
            start.Environment[name] = value;
        }

        if (isFixed)
        {
            return false;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("The process did not start.");
        process.WaitForExit();
        return process.ExitCode == 0 ? true : throw new InvalidOperationException($"The measurement ended with {process.ExitCode}.");
    }

    /// <summary>A process that compiles its code when it is first called, as any that has just started.</summary>
    public static ProcessStartInfo Without(ProcessStartInfo start)
    {
        start.Environment.Remove("DOTNET_TieredCompilation");
        start.Environment.Remove("DOTNET_ReadyToRun");
        return start;
    }
}
