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
        Console.WriteLine($"# ms a model, {ThreadClock.Name}; {Models} models of about 20 weighted layers, the mean and the worst of them");
        int version = 0;
        while (ProcessorClock.ProcessMilliseconds() < AnalyzerBenchmark.WarmUpMilliseconds)
        {
            Measure(++version);
        }

        var measured = Enumerable.Range(0, rounds).Select(_ => Measure(++version)).ToList();
        string[] stages = ["binding and reading", "reading again", "estimate", "estimate known", .. ModelRules.All.Select(static rule => rule.Descriptor.Id)];
        for (int stage = 0; stage < stages.Length; stage++)
        {
            double[] medians = [.. Enumerable.Range(0, Models).Select(model => Measurement.Median([.. measured.Select(round => round[model][stage])]))];
            int worst = Array.IndexOf(medians, medians.Max());
            Console.WriteLine(FormattableString.Invariant($"{stages[stage],-22}{medians.Average(),9:F3}{medians[worst],9:F3}  Model{worst}"));
        }
    }

    /// <summary>By model, then by stage.</summary>
    private static double[][] Measure(int version)
    {
        var compilation = AnalyzerHost.Compile(AnalyzerHost.Parse(AnalyzedSources.Models(Models, version)));
        return [.. Enumerable.Range(0, Models).Select(i => Measure(compilation, compilation.GetTypeByMetadataName($"Analyzed.Model{i}")!))];
    }

    private static double[] Measure(CSharpCompilation compilation, INamedTypeSymbol type)
    {
        var sources = new SourceMap();
        ModelDefinition? definition = null;
        void Read(SourceMap into) => definition = ModelReader.Read(type, compilation, static _ => { }, CancellationToken.None, into);
        double binding = ThreadClock.Milliseconds(() => Read(new()));
        double reading = ThreadClock.Milliseconds(() => Read(sources));
        double estimate = ThreadClock.Milliseconds(() => FlowEstimate.Of(definition!));
        double known = ThreadClock.Milliseconds(() => FlowEstimate.Of(definition!));
        var model = new ModelAnalysis(type, definition!, sources, options: null);
        var reported = new List<Diagnostic>();
        return [binding, reading, estimate, known, .. ModelRules.All.Select(rule => ThreadClock.Milliseconds(() => rule.Check(model, reported.Add)))];
    }
}
