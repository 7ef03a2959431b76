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

    /// <summary>Processor time after which the just-in-time compiler has nothing left to do.</summary>
    internal const double WarmUpMilliseconds = 25_000;

    private static readonly Onlooker[] Onlookers = [Onlooker.Compiler, Onlooker.Idle, Onlooker.Binding, Onlooker.Asking, Onlooker.BackpropGen];

    /// <summary>Prints the tables.</summary>
    public static void Run(int rounds)
    {
        Measurement.PrintMachine();
        Console.WriteLine($"# ms of {(ProcessorClock.IsAvailable ? "processor time, all threads" : "elapsed time")}; in brackets ms that passed. One model has about 20 weighted layers.");
        Console.WriteLine("# compiler: GetDiagnostics. idle: with an analyzer that does nothing. binding: with one for which every body is bound.");
        Console.WriteLine("# BackpropGen: with its analyzers. a model: what they add, to the compiler alone and to binding, divided by the models.");
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
        Print($"{Usual} models, cold", Usual, [.. Onlookers.Select(static onlooker => Cold(onlooker))]);
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

    /// <summary>The least time of each onlooker; they take turns.</summary>
    private static AnalysisTime[] Rounds(int rounds, Func<int, Onlooker, AnalysisTime> measure)
    {
        var times = Onlookers.ToDictionary(static onlooker => onlooker, static _ => new List<AnalysisTime>());
        for (int round = 0; round < rounds; round++)
        {
            foreach (var onlooker in Onlookers)
            {
                times[onlooker].Add(measure(round, onlooker));
            }
        }

        return [.. Onlookers.Select(onlooker => AnalysisTime.Least(times[onlooker]))];
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
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["analyzers", "--cold", onlooker.ToString()]) { RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The process did not start.");
        double[] answer = [.. process.StandardOutput.ReadToEnd().Split(' ').Select(static number => double.Parse(number, CultureInfo.InvariantCulture))];
        process.WaitForExit();
        return new(answer[0], answer[1]);
    }

    private static void PrintHeader() => Console.WriteLine(
        $"{"case",-24}{string.Concat(Onlookers.Select(static onlooker => $"{onlooker.ToString(),16}"))}{"ratio",8}{"a model",10}{"beyond binding",16}");

    private static void Print(string name, int models, AnalysisTime[] times)
    {
        var (compiler, binding, own) = (times[0], times[3], times[4]);
        Console.WriteLine(FormattableString.Invariant($"{name,-24}")
            + string.Concat(times.Select(static time => FormattableString.Invariant($"{FormattableString.Invariant($"{time.Processor:F1} ({time.Elapsed:F1})"),16}")))
            + FormattableString.Invariant($"{own.Processor / compiler.Processor,8:F2}{(own.Processor - compiler.Processor) / models,10:F2}{(own.Processor - binding.Processor) / models,16:F2}"));
    }
}
