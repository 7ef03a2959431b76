using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using BackpropGen.Benchmarks.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Benchmarks.Analysis;

/// <summary>The cost of the analyzers against the compiler's own work: first and later, after an edit, by number of models,
/// and where nothing is to be analyzed.</summary>
internal static class AnalyzerBenchmark
{
    private const int Usual = 50;

    /// <summary>Processor time after which all code that is measured has been compiled.</summary>
    internal const double WarmUpMilliseconds = 15_000;

    private static readonly Onlooker[] Onlookers = [Onlooker.Compiler, Onlooker.Idle, Onlooker.Binding, Onlooker.BackpropGen];

    /// <summary>Prints the tables.</summary>
    public static void Run(int rounds)
    {
        Measurement.PrintMachine();
        Console.WriteLine($"# ms of {(ProcessorClock.IsAvailable ? "processor time, all threads" : "elapsed time")}, the least of {rounds} rounds; in brackets ms that passed. One model has about 20 weighted layers.");
        Console.WriteLine("# compiler: GetDiagnostics. idle: with an analyzer that does nothing. binding: with one that has the models' bodies bound, and no more.");
        Console.WriteLine("# BackpropGen: with its analyzers. a model: what they add to the compiler alone; beyond binding: what they add to binding; by the medians: the same of medians.");
        PrintHeader();
        WarmUp();
        foreach (int models in new[] { 10, Usual, 200 })
        {
            var trees = AnalyzerHost.Parse(AnalyzedSources.Models(models));
            Check(trees);
            Print($"{models} models", models, Rounds(rounds, (_, onlooker) => Fresh(AnalyzerHost.Compile, trees, onlooker)));
        }

        int version = 0;
        var fresh = Rounds(rounds, (_, onlooker) => Fresh(AnalyzerHost.Compile, AnalyzerHost.Parse(AnalyzedSources.Models(Usual, ++version)), onlooker));
        Print($"{Usual} models, never seen", Usual, fresh);
        PrintEdits(rounds);
        var classes = AnalyzerHost.Parse(AnalyzedSources.Classes(Usual));
        Print($"{Usual} other classes", Usual, Rounds(rounds, (_, onlooker) => Fresh(AnalyzerHost.Compile, classes, onlooker)));
        Print("  without attributes", Usual, Rounds(rounds, (_, onlooker) => Fresh(AnalyzerHost.CompileWithoutRuntime, classes, onlooker)));
        Print($"{Usual} models, cold", Usual, [.. Onlookers.Select(static onlooker => new List<AnalysisTime> { Cold(onlooker) })]);
    }

    /// <summary>Prints the time of the first analysis in this process.</summary>
    public static void RunCold(Onlooker onlooker)
    {
        var time = Fresh(AnalyzerHost.Compile, AnalyzerHost.Parse(AnalyzedSources.Models(Usual)), onlooker);
        Console.WriteLine(FormattableString.Invariant($"{time.Processor:R} {time.Elapsed:R}"));
    }

    /// <summary>One model of all edited, so that another function is applied once: the whole is analyzed again, as in a build
    /// whose compiler server has seen it before.</summary>
    private static void PrintEdits(int rounds)
    {
        string[] sources = [.. AnalyzedSources.Models(Usual)];
        var trees = AnalyzerHost.Parse(sources);
        var compilation = AnalyzerHost.Compile(trees);
        AnalyzerHost.Diagnostics(compilation, Onlooker.BackpropGen);
        Print($"{Usual} models, one edited", Usual, Rounds(rounds, (round, onlooker) =>
        {
            int edited = round % trees.Length;
            string text = sources[edited].Replace("return _head(x);", FormattableString.Invariant($"return _head(x) * {round + 2};"), StringComparison.Ordinal);
            var after = compilation.ReplaceSyntaxTree(trees[edited], GeneratorHost.Parse(text, trees[edited].FilePath));
            return AnalysisTime.Of(() => AnalyzerHost.Diagnostics(after, onlooker));
        }));
    }

    private static AnalysisTime Fresh(Func<SyntaxTree[], CSharpCompilation> compile, SyntaxTree[] trees, Onlooker onlooker)
    {
        var compilation = compile(trees);
        return AnalysisTime.Of(() => AnalyzerHost.Diagnostics(compilation, onlooker));
    }

    /// <summary>The times of each onlooker; they take turns.</summary>
    private static List<AnalysisTime>[] Rounds(int rounds, Func<int, Onlooker, AnalysisTime> measure)
    {
        var times = Onlookers.Select(static _ => new List<AnalysisTime>()).ToArray();
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < Onlookers.Length; i++)
            {
                times[i].Add(measure(round, Onlookers[i]));
            }
        }

        return times;
    }

    /// <summary>Analyzes until the just-in-time compiler is done, as in a compiler server that has built before.</summary>
    private static void WarmUp()
    {
        var trees = AnalyzerHost.Parse(AnalyzedSources.Models(Usual));
        while (ProcessorClock.ProcessMilliseconds() < WarmUpMilliseconds)
        {
            foreach (var onlooker in Onlookers)
            {
                Fresh(AnalyzerHost.Compile, trees, onlooker);
            }

            // The just-in-time compiler improves methods when nothing new is called for a while.
            Thread.Sleep(150);
        }
    }

    private static void Check(SyntaxTree[] trees)
    {
        var errors = AnalyzerHost.Diagnostics(AnalyzerHost.Compile(trees), Onlooker.BackpropGen)
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5).ToList();
        if (errors.Count > 0)
        {
            throw new InvalidOperationException("A model is wrong, so the analyzers do not look at it:\n" + string.Join("\n", errors));
        }
    }

    private static AnalysisTime Cold(Onlooker onlooker)
    {
        double[] answer = OwnProcess.Measure(FixedRuntime.Without(OwnProcess.With(["analyzers", "--cold", onlooker.ToString()])));
        return new(answer[0], answer[1]);
    }

    private static void PrintHeader() => Console.WriteLine(
        $"{"case",-24}{string.Concat(Onlookers.Select(static onlooker => $"{onlooker.ToString(),16}"))}{"ratio",8}{"a model",10}{"beyond binding",16}{"by the medians",16}");

    private static void Print(string name, int models, List<AnalysisTime>[] times)
    {
        AnalysisTime[] least = [.. times.Select(AnalysisTime.Least)], median = [.. times.Select(AnalysisTime.Median)];
        double Added(AnalysisTime[] to, int onlooker) => (to[^1].Processor - to[onlooker].Processor) / models;
        Console.WriteLine(FormattableString.Invariant($"{name,-24}")
            + string.Concat(least.Select(static time => FormattableString.Invariant($"{FormattableString.Invariant($"{time.Processor:F1} ({time.Elapsed:F1})"),16}")))
            + FormattableString.Invariant($"{least[^1].Processor / least[0].Processor,8:F2}{Added(least, 0),10:F2}{Added(least, 2),16:F2}{Added(median, 2),16:F2}"));
    }
}
