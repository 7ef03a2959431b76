using System;

namespace BackpropGen.Benchmarks;

/// <summary>The processor time of this thread where the system tells it, so that other programs on the machine do not count;
/// elsewhere the time that passes.</summary>
internal static class ThreadClock
{
    /// <summary>What is measured, in words.</summary>
    public static string Name => ProcessorClock.IsAvailable ? "processor time of the thread" : "elapsed time";

    /// <summary>The time of one call, in milliseconds.</summary>
    public static double Milliseconds(Action action)
    {
        double start = ProcessorClock.ThreadMilliseconds();
        action();
        return ProcessorClock.ThreadMilliseconds() - start;
    }
}
