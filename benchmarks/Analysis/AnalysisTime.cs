using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace BackpropGen.Benchmarks.Analysis;

/// <summary>What an analysis took.</summary>
/// <param name="Processor">Milliseconds of processor time, of all threads.</param>
/// <param name="Elapsed">Milliseconds that passed.</param>
internal readonly record struct AnalysisTime(double Processor, double Elapsed)
{
    /// <summary>The time of one call.</summary>
    public static AnalysisTime Of(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        double processor = ProcessorClock.ProcessMilliseconds();
        action();
        return new(ProcessorClock.ProcessMilliseconds() - processor, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>The least of each: what others do on the machine only adds.</summary>
    public static AnalysisTime Least(IReadOnlyList<AnalysisTime> times) => new(
        times.Min(static time => time.Processor),
        times.Min(static time => time.Elapsed));

    /// <summary>The median of each.</summary>
    public static AnalysisTime Median(IReadOnlyList<AnalysisTime> times) => new(
        Measurement.Median([.. times.Select(static time => time.Processor)]),
        Measurement.Median([.. times.Select(static time => time.Elapsed)]));
}
