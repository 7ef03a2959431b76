using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Benchmarks.Differentiation;

/// <summary>Prints a line for each differentiated method: the time of its derivative over its own, r, and what each takes.</summary>
internal static class DerivativeBenchmark
{
    private const double WarmUpSeconds = 0.6;
    private const double RoundSeconds = 0.01;

    /// <summary>Measures all cases, or one.</summary>
    /// <param name="only">The one case.</param>
    /// <param name="rounds">The rounds of each median.</param>
    public static void Run(string? only, int rounds)
    {
        Measurement.PrintMachine();
        foreach (var (name, measure) in Cases().Where(row => only is null || row.Name == only))
        {
            Console.WriteLine(measure(rounds));
        }
    }

    private static IEnumerable<(string Name, Func<int, string> Measure)> Cases() =>
    [
        ("ba", Bundle),
    ];

    private static string Bundle(int rounds)
    {
        var function = Timed(BundleAdjustment.Evaluate);
        var derivative = Timed(BundleAdjustment.Differentiate);
        using var peer = CompiledPeer.Start("bundle_adjustment.cpp");
        function.Prepare(WarmUpSeconds, RoundSeconds);
        derivative.Prepare(WarmUpSeconds, RoundSeconds);
        double[] theirs = new double[rounds];
        for (int i = 0; i < rounds; i++)
        {
            derivative.Round();
            function.Round();
            theirs[i] = peer?.Round(RoundSeconds) ?? 0;
        }

        if (peer is not null && Math.Abs(peer.Result - BundleAdjustment.Checksum) > 1e-10 * Math.Abs(peer.Result))
        {
            throw new InvalidOperationException(FormattableString.Invariant($"C++ computes {peer.Result}, C# {BundleAdjustment.Checksum}."));
        }

        const double perObservation = 1e9 / BundleAdjustment.Observations;
        string line = Line("ba", function, derivative, perObservation, "an observation");
        double ratio = peer is null ? 0 : function.Ratio(theirs);
        return line + (peer is null ? "; g++ is absent" : $"; g++ -O3 {Measurement.Digits(perObservation * Measurement.Median(theirs))} ns, C# function / C++ = {ratio:F2}");
    }

    // Processor time of this thread: what other programs take does not count.
    private static Contestant Timed(Action<int> run) => new(run, static () => 1e-3 * ProcessorClock.ThreadMilliseconds());

    private static string Line(string name, Contestant function, Contestant derivative, double scale, string unit) =>
        $"{name} r = {derivative.Ratio(function):F2}: derivative {Measurement.Digits(scale * derivative.Median)} ns, function {Measurement.Digits(scale * function.Median)} ns {unit}";
}
