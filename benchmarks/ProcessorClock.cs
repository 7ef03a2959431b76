using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace BackpropGen.Benchmarks;

/// <summary>The system's clocks of processor time; elsewhere than on Linux the time that passes.</summary>
internal static class ProcessorClock
{
    // CLOCK_PROCESS_CPUTIME_ID and CLOCK_THREAD_CPUTIME_ID of Linux.
    private const int ProcessTime = 2;
    private const int ThreadTime = 3;

    /// <summary>Whether processor time is told.</summary>
    public static bool IsAvailable => OperatingSystem.IsLinux();

    /// <summary>The processor time of all threads of this process.</summary>
    public static double ProcessMilliseconds() => Read(ProcessTime);

    /// <summary>The processor time of this thread.</summary>
    public static double ThreadMilliseconds() => Read(ThreadTime);

    private static double Read(int clock)
    {
        if (!IsAvailable)
        {
            return 1e3 * Stopwatch.GetTimestamp() / Stopwatch.Frequency;
        }

        return ReadClock(clock, out var time) == 0
            ? (1e3 * time.Seconds) + (1e-6 * time.Nanoseconds)
            : throw new InvalidOperationException("The processor's clock cannot be read.");
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
