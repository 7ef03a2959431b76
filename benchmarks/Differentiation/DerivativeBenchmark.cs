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
        ("rosenbrock20", Chain),
        ("det6", static rounds => Minors(rounds, "det6", Determinant.Recurse6, Determinant.Differentiate6, Determinant.EvaluateBatch6, Determinant.DifferentiateBatch6)),
        ("det8", static rounds => Minors(rounds, "det8", Determinant.Recurse8, Determinant.Differentiate8, Determinant.EvaluateBatch8, Determinant.DifferentiateBatch8)),
        ("blackscholes", Options),
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

    private static string Chain(int rounds)
    {
        var function = Timed(Rosenbrock.Evaluate);
        var gradient = Timed(Rosenbrock.Differentiate);
        var hessian = Timed(Rosenbrock.Twice);
        Contestant.Compete(rounds, WarmUpSeconds, RoundSeconds, function, gradient, hessian);
        return Line("rosenbrock20 gradient", function, gradient, 1e9, "a point")
            + Environment.NewLine + Line("rosenbrock20 hessian", function, hessian, 1e9, "a point")
            + FormattableString.Invariant($"; {hessian.Ratio(gradient):F2} times the gradient, {Rosenbrock.Nonzeros} of {Rosenbrock.Variables * Rosenbrock.Variables} elements computed");
    }

    private static string Minors(int rounds, string name, Action<int> recursion, Action<int> gradient, Action<int> batch, Action<int> batchedGradient)
    {
        var one = Timed(recursion);
        var derivative = Timed(gradient);
        var many = Timed(batch);
        var derivatives = Timed(batchedGradient);
        Contestant.Compete(rounds, WarmUpSeconds, RoundSeconds, one, derivative, many, derivatives);
        return Line(name + " recursion", one, derivative, 1e9, "a point") + Environment.NewLine + Line(name + " minors shared in both", many, derivatives, 1e9 / Determinant.Count, "a matrix");
    }

    private static string Options(int rounds)
    {
        var one = Timed(BlackScholes.Evaluate);
        var greeks = Timed(BlackScholes.Differentiate);
        var many = Timed(BlackScholes.EvaluateBatch);
        var batch = Timed(BlackScholes.DifferentiateBatch);
        Contestant.Compete(rounds, WarmUpSeconds, RoundSeconds, one, greeks, many, batch);
        const double perOption = 1e9 / BlackScholes.Options;
        return Line("blackscholes", one, greeks, perOption, "an option") + Environment.NewLine + Line("blackscholes batched", many, batch, perOption, "an option")
            + FormattableString.Invariant($"; {greeks.Ratio(batch):F2} times as fast as one by one");
    }

    // Processor time of this thread: what other programs take does not count.
    private static Contestant Timed(Action<int> run) => new(run, static () => 1e-3 * ProcessorClock.ThreadMilliseconds());

    private static string Ratio(double ratio) => ratio < 1 ? Measurement.Digits(ratio) : FormattableString.Invariant($"{ratio:F2}");

    private static string Line(string name, Contestant function, Contestant derivative, double scale, string unit) =>
        $"{name} r = {Ratio(derivative.Ratio(function))}: derivative {Measurement.Digits(scale * derivative.Median)} ns, function {Measurement.Digits(scale * function.Median)} ns {unit}";
}
