using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;

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

    private const int Pause = 100;

    /// <summary>Prints a line for each case: the first step, when the speed was full, then steps a tenth of a second and a second after the
    /// first began; first without anything between making the model and the first step, then with a pause, as where data are read.</summary>
    /// <param name="only">The one case.</param>
    /// <param name="rounds">The rounds of each median.</param>
    public static void Run(string? only, int rounds)
    {
        Measurement.PrintMachine();
        foreach (var (name, optimizer) in StepCase.Names.Where(each => only is null || each.Case == only))
        {
            foreach (int pause in new[] { 0, Pause })
            {
                double[][] figures = [.. Enumerable.Range(0, rounds).Select(_ => OwnProcess.Measure(OwnProcess.With(["start", "--first", $"{name}-{optimizer}-{pause}"])))];
                string Median(int place) => Measurement.Digits(Measurement.Median([.. figures.Select(each => each[place])]));
                Console.WriteLine(
                    $"{name} {optimizer}{(pause == 0 ? string.Empty : $", {pause} ms after the model")}: first step {Median(0)} ms, {Median(1)} of them the processor's, full speed from {Median(2)} ms on, "
                    + $"after 100 ms {Median(3)} us, after 1 s {Median(4)} us, ratio {Measurement.Digits(Measurement.Median([.. figures.Select(static each => each[3] / each[4])]))}");
            }
        }
    }

    /// <summary>Measures one case in this process: prints three times in milliseconds, two in microseconds.</summary>
    /// <param name="name">The case, the optimizer, and the pause before the first step in milliseconds.</param>
    public static void RunFirst(string name)
    {
        string[] parts = name.Split('-');
        var step = StepCase.Of(parts[0], parts[1], threads: 1);
        Thread.Sleep(int.Parse(parts[2], CultureInfo.InvariantCulture));
        double processor = ProcessorClock.ThreadMilliseconds();
        long start = Stopwatch.GetTimestamp();
        step.Run(1);
        double first = Seconds(start);
        processor = ProcessorClock.ThreadMilliseconds() - processor;
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
        double early = Median(samples, samples.FindIndex(static sample => sample.At >= 0.1), 0.05);
        double[] times = [1e3 * first, processor, 1e3 * samples[full].At, 1e6 * early, 1e6 * last];
        Console.WriteLine(string.Join(' ', times.Select(static value => value.ToString("R", CultureInfo.InvariantCulture))));
    }

    /// <summary>The median from one sample on, of those that begin within some seconds, three at least.</summary>
    private static double Median(List<Sample> samples, int first, double seconds) =>
        Measurement.Median([.. samples.Skip(first).TakeWhile((sample, i) => sample.At < samples[first].At + seconds || i < 3).Select(static sample => sample.Time)]);

    private static double Seconds(long start) => Stopwatch.GetElapsedTime(start).TotalSeconds;

    /// <summary>Steps that began at a time, and how long each took.</summary>
    private readonly record struct Sample(double At, double Time);
}
