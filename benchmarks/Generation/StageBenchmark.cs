using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BackpropGen.Generator.Differentiation;
using BackpropGen.Generator.Emission;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Planning;
using BackpropGen.Generator.Reading;

namespace BackpropGen.Benchmarks.Generation;

/// <summary>Where the generator's time goes.</summary>
internal static class StageBenchmark
{
    private static readonly string[] Stages = ["read", "differ.", "optimize", "plan", "outline", "emit", "nodes", "steps"];

    /// <summary>Prints the median milliseconds of each stage, over the three programs of a model, and their sizes.</summary>
    public static void Run(string? only, int rounds)
    {
        Measurement.PrintMachine();
        Console.WriteLine($"# ms, {ThreadClock.Name}");
        Console.WriteLine($"{"case",-22}{string.Concat(Stages.Select(static stage => $"{stage,10}"))}");
        foreach (var source in GeneratorSource.All().Where(source => only is null || source.Name == only))
        {
            // Two rounds more, for the just-in-time compiler.
            var measured = Enumerable.Range(0, rounds + 2).Select(_ => Measure(source.Source)).Skip(2).ToList();
            Console.WriteLine($"{source.Name,-22}{string.Concat(Stages.Select((_, i) => $"{Measurement.Median([.. measured.Select(values => values[i])]),10:0.##}"))}");
        }
    }

    private static double[] Measure(string source)
    {
        var compilation = GeneratorHost.Compile(GeneratorHost.Parse(source, "Model.cs"));
        ModelDefinition? model = null;
        List<Graph> graphs = [];
        List<Generator.Planning.Program> programs = [];
        double read = ThreadClock.Milliseconds(() => model = ModelReader.Read(
            compilation.GetSymbolsWithName(static name => true, Microsoft.CodeAnalysis.SymbolFilter.Type).OfType<Microsoft.CodeAnalysis.INamedTypeSymbol>().Single(),
            compilation, null, CancellationToken.None));
        double differentiate = ThreadClock.Milliseconds(() =>
            graphs = [TrainingStep.Prediction(model!), TrainingStep.Evaluation(model!), TrainingStep.Backpropagation(model!)]);
        double optimize = ThreadClock.Milliseconds(() => graphs = graphs.ConvertAll(Generator.Optimization.Optimizer.Optimize));
        double plan = ThreadClock.Milliseconds(() => programs = [.. ModelPrograms.Of(model!, graphs).All]);
        double outline = ThreadClock.Milliseconds(() => programs.ForEach(static program => Outliner.Outline(program)));
        // Emission runs all stages again: what is left of its time is the writing.
        double whole = ThreadClock.Milliseconds(() => ModelEmitter.Emit(model!));
        return
        [
            read, differentiate, optimize, plan, outline, whole - differentiate - optimize - plan - outline,
            graphs.Sum(static graph => graph.Nodes.Length), programs.Sum(static program => program.Steps.Length),
        ];
    }
}
