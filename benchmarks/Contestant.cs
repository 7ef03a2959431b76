using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace BackpropGen.Benchmarks;

/// <summary>
/// Something whose time per call is measured in rounds. Contestants take turns, round by round, so that what the machine
/// does meanwhile befalls all of them; each one's time is the median over its rounds, or the least.
/// </summary>
/// <param name="run">Makes a number of calls.</param>
/// <param name="clock">Tells the time in seconds; the time that passes unless said.</param>
internal sealed class Contestant(Action<int> run, Func<double>? clock = null)
{
    private double[] _seconds = [];
    private int _calls;

    /// <summary>The median time of a call, in seconds.</summary>
    public double Median => Measurement.Median(_seconds);

    /// <summary>The time of a call, in seconds.</summary>
    public double Of(Statistic statistic) => Measurement.Of(_seconds, statistic);

    /// <summary>The median over the rounds of its time to another's in the same round.</summary>
    public double Ratio(Contestant other) => Ratio(other._seconds);

    /// <summary>Its time to another's: the median of the rounds' ratios, or the ratio of both times.</summary>
    public double Ratio(Contestant other, Statistic statistic) => statistic == Statistic.Median ? Ratio(other) : Of(statistic) / other.Of(statistic);

    /// <summary>The median over the rounds of its time to that of something else, measured in turns with it.</summary>
    public double Ratio(double[] others) => Measurement.Median([.. _seconds.Zip(others, static (own, other) => own / other)]);

    /// <summary>Calls for long enough that the just-in-time compiler has done all its work, and finds how many calls make
    /// a round.</summary>
    /// <param name="warmUp">The least time to warm up, in seconds.</param>
    /// <param name="round">The time of a round, in seconds.</param>
    public void Prepare(double warmUp, double round)
    {
        var watch = Stopwatch.StartNew();
        int calls = 1, total = 0;
        // Tiers change after 30 calls and a quiet tenth of a second: so there are pauses between bursts.
        while (watch.Elapsed.TotalSeconds < warmUp || total < 100)
        {
            if (Time(calls) < 0.02)
            {
                calls = Math.Min(2 * calls, 1 << 28);
            }

            total += calls;
            Thread.Sleep(15);
        }

        _calls = Math.Max(1, (int)(round * calls / Time(calls)));
        _seconds = [];
    }

    /// <summary>Measures one round.</summary>
    public void Round() => _seconds = [.. _seconds, Time(_calls) / _calls];

    /// <summary>Prepares and measures contestants, taking turns.</summary>
    public static void Compete(int rounds, double warmUp, double round, params Contestant?[] contestants)
    {
        var present = contestants.OfType<Contestant>().ToList();
        present.ForEach(contestant => contestant.Prepare(warmUp, round));
        for (int i = 0; i < rounds; i++)
        {
            present.ForEach(static contestant => contestant.Round());
        }
    }

    private double Now() => clock?.Invoke() ?? (double)Stopwatch.GetTimestamp() / Stopwatch.Frequency;

    private double Time(int calls)
    {
        double start = Now();
        run(calls);
        return Now() - start;
    }
}
