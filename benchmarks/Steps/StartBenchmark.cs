using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Benchmarks.Steps;

/// <summary>
/// How soon after the first call a training step has its full speed: each round is a process of its own, with the runtime's own
/// settings, that makes steps for a second and notes how long they take. The speed is full from where steps of some milliseconds take
/// at most a tenth more than in the end.
/// </summary>
internal static class StartBenchmark
{
    private const double MostAtFullSpeed = 1.1;
    private const double Window = 0.005;

    /// <summary>Prints a line for each case: the first step, when the speed was full, then steps a tenth of a second and a second after the
    /// first began.</summary>
    /// <param name="only">The one case.</param>
    /// <param name="rounds">The rounds of each median.</param>
    public static void Run(string? only, int rounds)
    {
        Measurement.PrintMachine();
        foreach (var step in StepCase.All(threads: 1).Where(step => only is null || step.Name == only))
        {
            double[][] figures = [.. Enumerable.Range(0, rounds).Select(_ => Launch(step))];
            double Median(int place) => Measurement.Median([.. figures.Select(each => each[place])]);
            Console.WriteLine(
                $"{step.Name} {step.Optimizer}: first step {Measurement.Digits(Median(0) / 1000)} ms, full speed from {Measurement.Digits(Median(1) / 1000)} ms on, "
                + $"after 100 ms {Measurement.Digits(Median(2))} us, after 1 s {Measurement.Digits(Median(3))} us, "
                + $"ratio {Measurement.Digits(Measurement.Median([.. figures.Select(static each => each[2] / each[3])]))}");
        }
    }

    /// <summary>Measures one case in this process: prints four times in microseconds.</summary>
    public static void RunFirst(string name)
    {
        var step = StepCase.All(threads: 1).Single(step => Key(step) == name);
        long start = Stopwatch.GetTimestamp();
        step.Run(1);
        double first = Seconds(start);
        var samples = new List<Sample>();
        int calls = 1;
        // What comes after the first step counts from the first call on, but the windows have samples however long that took.
        while (Seconds(start) < 1.2 || samples.Count(static sample => sample.At >= 1) < 3)
        {
            double before = Seconds(start);
            step.Run(calls);
            double time = Seconds(start) - before;
            samples.Add(new(before, time / calls));
            calls = time < 1e-4 ? 2 * calls : calls;
        }

        double last = Median(samples, samples.FindIndex(static sample => sample.At >= 1), 0.05);
        int full = Enumerable.Range(0, samples.Count).First(i => Median(samples, i, Window) <= MostAtFullSpeed * last);
        double[] times = [first, samples[full].At, Median(samples, samples.FindIndex(static sample => sample.At >= 0.1), 0.05), last];
        Console.WriteLine(string.Join(' ', times.Select(static value => (1e6 * value).ToString("R", CultureInfo.InvariantCulture))));
    }

    /// <summary>The median from one sample on, of those that begin within some seconds, three at least.</summary>
    private static double Median(List<Sample> samples, int first, double seconds) =>
        Measurement.Median([.. samples.Skip(first).TakeWhile((sample, i) => sample.At < samples[first].At + seconds || i < 3).Select(static sample => sample.Time)]);

    private static string Key(StepCase step) => $"{step.Name}-{step.Optimizer}";

    private static double Seconds(long start) => Stopwatch.GetElapsedTime(start).TotalSeconds;

    private static double[] Launch(StepCase step) => OwnProcess.Measure(OwnProcess.With(["start", "--first", Key(step)]));

    /// <summary>Steps that began at a time, and how long each took.</summary>
    private readonly record struct Sample(double At, double Time);
}
