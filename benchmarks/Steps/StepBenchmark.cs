using System;
using System.Linq;

namespace BackpropGen.Benchmarks.Steps;

/// <summary>Prints a line for each training step, beside its peer's where one is asked for.</summary>
internal static class StepBenchmark
{
    private const double WarmUpSeconds = 0.6;
    private const double RoundSeconds = 0.04;

    /// <summary>Measures all cases, or one.</summary>
    /// <param name="only">The one case.</param>
    /// <param name="rounds">The rounds of each median.</param>
    /// <param name="python">The Python that has torch, to measure against it.</param>
    public static void Run(string? only, int rounds, string? python)
    {
        Measurement.PrintMachine();
        using var peer = python is null ? null : new PyTorch(python);
        if (peer is not null)
        {
            Console.WriteLine("# " + peer.Version);
        }

        foreach (var step in StepCase.All().Where(step => only is null || step.Name == only))
        {
            Measure(step, rounds, peer);
        }
    }

    private static void Measure(StepCase step, int rounds, PyTorch? peer)
    {
        peer?.Begin(step);
        var ours = new Contestant(step.Run);
        ours.Prepare(WarmUpSeconds, RoundSeconds);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        step.Run(10);
        allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / 10;
        double[] theirs = new double[rounds];
        for (int i = 0; i < rounds; i++)
        {
            ours.Round();
            theirs[i] = peer?.Round(RoundSeconds) ?? 0;
        }

        double own = 1e6 * ours.Median;
        string line = $"{step.Name} {step.Optimizer} 1t: {Measurement.Digits(own)} us";
        if (peer is not null)
        {
            double median = Measurement.Median(theirs);
            line += $", pytorch {Measurement.Digits(median)} us, ratio {Measurement.Digits(median / own)}";
        }

        Console.WriteLine(line + (allocated == 0 ? "" : $", {allocated} bytes allocated"));
    }
}
