using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BackpropGen.Analyzers;
using BackpropGen.Analyzers.Rules;
using BackpropGen.Generator.GradientFlow;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Benchmarks.Analysis;

/// <summary>Where the analyzers' time goes: reading, and each rule. What several rules ask for counts for the first of them.</summary>
internal static class RuleBenchmark
{
    private const int Models = 50;

    /// <summary>Prints the milliseconds a model.</summary>
    public static void Run(int rounds)
    {
        Measurement.PrintMachine();
        Console.WriteLine($"# a model: {ThreadClock.Name}, the least of {rounds} rounds; {Models} models of about 20 weighted layers, the mean and the worst of them");
        Console.WriteLine("# first: models never seen before. again: the same in another compilation, with what is allocated.");
        int version = 0;
        while (ProcessorClock.ProcessMilliseconds() < AnalyzerBenchmark.WarmUpMilliseconds)
        {
            Measure(++version);
        }

        var (first, again) = (new List<Spent[][]>(), new List<Spent[][]>());
        for (int round = 0; round < rounds; round++)
        {
            first.Add(Measure(++version));
            again.Add(Measure(version));
        }

        Console.WriteLine($"{"stage",-20}{"first, ms",10}{"worst",8}{"",9}{"again, ms",10}{"worst",8}{"",9}{"KB",8}");
        string[] stages = ["binding and reading", "reading again", "estimate", .. ModelRules.All.Select(static rule => rule.Descriptor.Id)];
        for (int stage = 0; stage < stages.Length; stage++)
        {
            Console.WriteLine($"{stages[stage],-20}{Text(first, stage)}{Text(again, stage)}"
                + FormattableString.Invariant($"{Enumerable.Range(0, Models).Average(model => again.Min(round => round[model][stage].Kilobytes)),8:F1}"));
        }
    }

    private static string Text(List<Spent[][]> rounds, int stage)
    {
        double[] least = [.. Enumerable.Range(0, Models).Select(model => rounds.Min(round => round[model][stage].Milliseconds))];
        int worst = Array.IndexOf(least, least.Max());
        return FormattableString.Invariant($"{least.Average(),10:F3}{least[worst],8:F3}{$" Model{worst}",-9}");
    }

    /// <summary>By model, then by stage.</summary>
    private static Spent[][] Measure(int version)
    {
        var compilation = AnalyzerHost.Compile(AnalyzerHost.Parse(AnalyzedSources.Models(Models, version)));
        return [.. Enumerable.Range(0, Models).Select(i => Measure(compilation, compilation.GetTypeByMetadataName($"Analyzed.Model{i}")!))];
    }

    private static Spent[] Measure(CSharpCompilation compilation, INamedTypeSymbol type)
    {
        var sources = new SourceMap();
        ModelDefinition? definition = null;
        void Read(SourceMap into) => definition = ModelReader.Read(type, compilation, static _ => { }, CancellationToken.None, into);
        var binding = Spent.By(() => Read(new()));
        var reading = Spent.By(() => Read(sources));
        var estimate = Spent.By(() => FlowEstimate.Of(definition!));
        var model = new ModelAnalysis(type, definition!, sources, options: null);
        var reported = new List<Diagnostic>();
        return [binding, reading, estimate, .. ModelRules.All.Select(rule => Spent.By(() => rule.Check(model, reported.Add)))];
    }

    private readonly record struct Spent(double Milliseconds, double Kilobytes)
    {
        public static Spent By(Action action)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            double milliseconds = ThreadClock.Milliseconds(action);
            return new(milliseconds, (GC.GetAllocatedBytesForCurrentThread() - before) / 1e3);
        }
    }
}
