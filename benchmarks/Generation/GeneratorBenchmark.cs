using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Benchmarks.Generation;

/// <summary>The cost of the generator: the time in a compilation, first and later, after edits, and what it writes.</summary>
internal static class GeneratorBenchmark
{
    private const string Other = "namespace Benchmarked; public static class Other { public static int One => 1; }";

    /// <summary>Prints the tables.</summary>
    public static void Run(string? only, int rounds)
    {
        Measurement.PrintMachine();
        Console.WriteLine($"# ms, {ThreadClock.Name}, of one run of the generator: first in a process, later in a fresh compilation, after an edit in another file,");
        Console.WriteLine("# of a comment above the model, of the model itself");
        Console.WriteLine($"{"case",-22}{"cold",8}{"warm",8}{"other",8}{"comment",8}{"model",8}{"lines",9}{"bytes",11}");
        WarmUp();
        foreach (var source in GeneratorSource.All().Where(source => only is null || source.Name == only))
        {
            Measure(source, rounds);
        }

        PrintLinesByWidth();
    }

    /// <summary>Prints the time of the first run in this process.</summary>
    public static void RunCold(string name)
    {
        var source = GeneratorSource.All().First(source => source.Name == name);
        var compilation = GeneratorHost.Compile(GeneratorHost.Parse(source.Source, "Model.cs"));
        var driver = GeneratorHost.Driver();
        Console.WriteLine(ThreadClock.Milliseconds(() => driver.RunGenerators(compilation)).ToString("R", CultureInfo.InvariantCulture));
    }

    private static void Measure(GeneratorSource source, int rounds)
    {
        var (files, warm) = Fresh(source, rounds);
        var model = GeneratorHost.Parse(source.Source, "Model.cs");
        var other = GeneratorHost.Parse(Other, "Other.cs");
        var compilation = GeneratorHost.Compile(model, other);
        var driver = GeneratorHost.Driver().RunGenerators(compilation);
        double Edit(SyntaxTree old, Func<int, string> edited) => Measurement.Median([.. Enumerable.Range(0, rounds).Select(round =>
        {
            var after = compilation.ReplaceSyntaxTree(old, GeneratorHost.Parse(edited(round), old.FilePath));
            return ThreadClock.Milliseconds(() => driver.RunGenerators(after));
        })]);
        double unrelated = Edit(other, static round => Other.Replace("=> 1", $"=> {round + 2}", StringComparison.Ordinal));
        double comment = Edit(model, round => source.Source.Replace("[Model]", $"// {round}\n[Model]", StringComparison.Ordinal));
        double meaning = Edit(model, round => source.Source.Replace("_head = Dense(10)", $"_head = Dense({10 + round}, bias: false)", StringComparison.Ordinal)
            .Replace("[Classes(10)]", $"[Classes({10 + round})]", StringComparison.Ordinal));
        Console.WriteLine(
            $"{source.Name,-22}{Cold(source.Name),8:F0}{warm,8:F1}{unrelated,8:F1}{comment,8:F1}{meaning,8:F1}"
            + $"{files.Sum(Lines),9}{files.Sum(Encoding.UTF8.GetByteCount),11}");
    }

    /// <summary>What is generated, and the median time over compilations of which nothing was bound before.</summary>
    private static (IReadOnlyList<string> Files, double Milliseconds) Fresh(GeneratorSource source, int rounds)
    {
        var files = GeneratorHost.Check(GeneratorHost.Driver(), GeneratorHost.Compile(GeneratorHost.Parse(source.Source, "Model.cs")));
        return (files, Measurement.Median([.. Enumerable.Range(0, rounds).Select(_ =>
        {
            var compilation = GeneratorHost.Compile(GeneratorHost.Parse(source.Source, "Model.cs"));
            var driver = GeneratorHost.Driver();
            return ThreadClock.Milliseconds(() => driver.RunGenerators(compilation));
        })]));
    }

    /// <summary>Runs until the just-in-time compiler is done, as in a compiler server that has built before.</summary>
    private static void WarmUp()
    {
        var sources = GeneratorSource.All().Where(static source => source.Name.EndsWith("-100", StringComparison.Ordinal)).ToList();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalSeconds < 4)
        {
            sources.ForEach(static source => Fresh(source, 1));
        }
    }

    private static double Cold(string name) => OwnProcess.Measure(OwnProcess.With(["generator", "--cold", name]))[0];

    private static void PrintLinesByWidth()
    {
        Console.WriteLine();
        Console.WriteLine("# lines by width; the batch is a number of the run, which no generated line knows");
        int[] widths = [8, 64, 512];
        Console.WriteLine($"{"100 layers",-22}{string.Concat(widths.Select(static width => $"{width,8}"))}");
        foreach (var (name, form) in GeneratorSource.Forms)
        {
            Console.WriteLine($"{name,-22}{string.Concat(widths.Select(width => $"{Fresh(form(100, width), 1).Files.Sum(Lines),8}"))}");
        }
    }

    private static int Lines(string file) => file.Count(static c => c == '\n');
}
