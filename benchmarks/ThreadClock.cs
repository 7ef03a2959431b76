using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace BackpropGen.Benchmarks;

/// <summary>The processor time of this thread where the system tells it, so that other programs on the machine do not count;
/// elsewhere the time that passes.</summary>
internal static class ThreadClock
{
    // CLOCK_THREAD_CPUTIME_ID of Linux.
    private const int ThreadProcessorTime = 3;

    /// <summary>What is measured, in words.</summary>
    public static string Name => OperatingSystem.IsLinux() ? "processor time of the thread" : "elapsed time";

    /// <summary>The time of one call, in milliseconds.</summary>
    public static double Milliseconds(Action action)
    {
        double start = Now();
        action();
        return Now() - start;
    }

    private static double Now()
    {
        if (!OperatingSystem.IsLinux())
        {
            return 1e3 * Stopwatch.GetTimestamp() / Stopwatch.Frequency;
        }

        return ReadClock(ThreadProcessorTime, out var time) == 0
            ? (1e3 * time.Seconds) + (1e-6 * time.Nanoseconds)
            : throw new InvalidOperationException("The thread's clock cannot be read.");
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReadClock(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
