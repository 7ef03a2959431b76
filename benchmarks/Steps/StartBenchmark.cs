using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Benchmarks.Steps;

/// <summary>
/// How soon after the first call a training step has its full speed: each round is a process of its own, with the runtime's own
/// settings, that makes steps for a second and notes how long they take.
/// </summary>
internal static class StartBenchmark
{
    /// <summary>Prints a line for each case: the first step, then steps a tenth of a second and a second after it began.</summary>
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
                $"{step.Name} {step.Optimizer}: first step {Measurement.Digits(Median(0) / 1000)} ms, "
                + $"after 100 ms {Measurement.Digits(Median(1))} us, after 1 s {Measurement.Digits(Median(2))} us, "
                + $"ratio {Measurement.Digits(Measurement.Median([.. figures.Select(static each => each[1] / each[2])]))}");
        }
    }

    /// <summary>Measures one case in this process: prints three times in microseconds.</summary>
    public static void RunFirst(string name)
    {
        var step = StepCase.All(threads: 1).Single(step => Key(step) == name);
        long start = Stopwatch.GetTimestamp();
        step.Run(1);
        double first = Seconds(start);
        var samples = new List<(double At, double Time)>();
        int calls = 1;
        // What comes after the first step counts from the first call on, but the windows have samples however long that took.
        while (Seconds(start) < 1.2 || samples.Count(static sample => sample.At >= 1) < 3)
        {
            double before = Seconds(start);
            step.Run(calls);
            double time = Seconds(start) - before;
            samples.Add((before, time / calls));
            calls = time < 1e-4 ? 2 * calls : calls;
        }

        double Around(double from) => Measurement.Median([.. samples.Where(sample => sample.At >= from).TakeWhile((sample, i) => sample.At < from + 0.05 || i < 3).Select(static sample => sample.Time)]);
        Console.WriteLine(string.Join(' ', new[] { first, Around(0.1), Around(1) }.Select(static value => (1e6 * value).ToString("R", CultureInfo.InvariantCulture))));
    }

    private static string Key(StepCase step) => $"{step.Name}-{step.Optimizer}";

    private static double Seconds(long start) => Stopwatch.GetElapsedTime(start).TotalSeconds;

    private static double[] Launch(StepCase step) => OwnProcess.Measure(OwnProcess.With(["start", "--first", Key(step)]));
}
