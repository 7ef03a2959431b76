using System;
using System.Linq;
using BackpropGen.Benchmarks.Kernels;

namespace BackpropGen.Benchmarks.Steps;

/// <summary>Prints a line for each training step, beside its peer's where one is asked for.</summary>
internal static class StepBenchmark
{
    private const double WarmUpSeconds = 0.6;
    private const double RoundSeconds = 0.04;

    /// <summary>Measures all cases, or one.</summary>
    /// <param name="only">The one case.</param>
    /// <param name="rounds">The rounds of each figure.</param>
    /// <param name="threads">The most threads of a step; with several, one thread is measured beside them.</param>
    /// <param name="python">The Python that has torch, to measure against it.</param>
    /// <param name="statistic">Which of the rounds' times is the figure.</param>
    public static void Run(string? only, int rounds, int threads, string? python, Statistic statistic)
    {
        Measurement.PrintMachine();
        using var peer = python is null ? null : new PyTorch(python);
        if (peer is not null)
        {
            Console.WriteLine("# " + peer.Version);
        }

        foreach (var (step, alone) in StepCase.All(threads).Zip(StepCase.All(threads: 1)))
        {
            if (only is null || step.Name == only)
            {
                Measure(step, threads, threads > 1 ? alone : null, rounds, peer, statistic);
            }
        }
    }

    /// <summary>Measures a step, beside the same on one thread and beside its peer where there are such.</summary>
    private static void Measure(StepCase step, int threads, StepCase? alone, int rounds, PyTorch? peer, Statistic statistic)
    {
        peer?.Begin(step);
        var ours = new Contestant(step.Run);
        ours.Prepare(WarmUpSeconds, RoundSeconds);
        var single = alone is null ? null : new Contestant(alone.Run);
        single?.Prepare(WarmUpSeconds, RoundSeconds);
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        step.Run(10);
        allocated = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 10;
        double[] theirs = new double[rounds];
        var machine = peer is null ? null : new Contestant(MachinePeak.Run);
        machine?.Prepare(warmUp: 0.2, round: 0.01);
        for (int i = 0; i < rounds; i++)
        {
            ours.Round();
            single?.Round();
            machine?.Round();
            theirs[i] = peer?.Round(RoundSeconds) ?? 0;
        }

        string line = $"{step.Name} {step.Optimizer} {threads}t: {Measurement.Digits(1e6 * ours.Of(statistic))} us";
        if (single is not null)
        {
            line += $", 1 thread {Measurement.Digits(1e6 * single.Of(statistic))} us, ratio {Measurement.Digits(single.Ratio(ours, statistic))}";
        }

        if (machine is not null)
        {
            double pytorch = Measurement.Of(theirs, statistic);
            double products = step.Operations * machine.Of(statistic) / MachinePeak.OperationsPerCall;
            line += $", pytorch {Measurement.Digits(pytorch)} us, ratio {Measurement.Digits(1e-6 * pytorch / ours.Of(statistic))}"
                + $", products alone at the machine's peak {Measurement.Digits(1e6 * products)} us, ratio {Measurement.Digits(1e-6 * pytorch / products)}";
        }

        Console.WriteLine(line + (allocated == 0 ? "" : $", {allocated} bytes allocated"));
    }
}
