using System.CommandLine;
using System.Globalization;
using BackpropGen.Benchmarks;
using BackpropGen.Benchmarks.Analysis;
using BackpropGen.Benchmarks.Differentiation;
using BackpropGen.Benchmarks.Generation;
using BackpropGen.Benchmarks.Kernels;
using BackpropGen.Benchmarks.Steps;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var rounds = new Option<int>("--rounds")
{
    Description = "How many rounds each figure is of.",
    DefaultValueFactory = static _ => 15,
};
var only = new Option<string?>("--case") { Description = "Only the case of this name." };

var least = new Option<bool>("--least") { Description = "Each figure is the least of its rounds, not the median: on a shared machine, what others do only adds." };

var peer = new Option<string?>("--peer") { Description = "What to measure against, interleaved." };
peer.AcceptOnlyFromAmong("pytorch");
var python = new Option<string>("--python")
{
    Description = "The Python that has torch.",
    DefaultValueFactory = static _ => "python3",
};
var threads = new Option<int>("--threads")
{
    Description = "The most threads of a step; with several, one thread is measured beside them.",
    DefaultValueFactory = static _ => 1,
};
var step = new Command("step", "One training step: gradients and update.") { only, rounds, threads, peer, python, least };
step.SetAction(arguments => StepBenchmark.Run(
    arguments.GetValue(only),
    arguments.GetValue(rounds),
    arguments.GetValue(threads),
    arguments.GetValue(peer) is null ? null : arguments.GetValue(python),
    StatisticOf(arguments)));

var first = new Option<string?>("--first") { Description = "One case in this process, in microseconds, instead.", Hidden = true };
var start = new Command("start", "How soon after the first call a training step has its full speed.") { only, rounds, first };
start.SetAction(arguments =>
{
    if (arguments.GetValue(first) is { } name)
    {
        StartBenchmark.RunFirst(name);
    }
    else
    {
        StartBenchmark.Run(arguments.GetValue(only), arguments.GetValue(rounds));
    }
});

var stages = new Option<bool>("--stages") { Description = "Where the time goes, stage by stage, instead." };
var cold = new Option<string?>("--cold") { Description = "The first run in this process of one case, in milliseconds, instead.", Hidden = true };
var generator = new Command("generator", "The cost of the generator in the compiler.") { only, rounds, stages, cold };
generator.SetAction(arguments =>
{
    if (arguments.GetValue(cold) is { } name)
    {
        GeneratorBenchmark.RunCold(name);
    }
    else if (arguments.GetValue(stages))
    {
        StageBenchmark.Run(arguments.GetValue(only), arguments.GetValue(rounds));
    }
    else
    {
        GeneratorBenchmark.Run(arguments.GetValue(only), arguments.GetValue(rounds));
    }
});

var byRule = new Option<bool>("--rules") { Description = "Where the time goes, rule by rule, instead." };
var firstOf = new Option<Onlooker?>("--cold") { Description = "The first analysis in this process, in milliseconds, instead.", Hidden = true };
var analyzers = new Command("analyzers", "The cost of the analyzers in the compiler.") { rounds, byRule, firstOf };
analyzers.SetAction(arguments =>
{
    if (arguments.GetValue(firstOf) is { } onlooker)
    {
        AnalyzerBenchmark.RunCold(onlooker);
    }
    else if (FixedRuntime.Relaunch(args))
    {
        // Measured there.
    }
    else if (arguments.GetValue(byRule))
    {
        RuleBenchmark.Run(arguments.GetValue(rounds));
    }
    else
    {
        AnalyzerBenchmark.Run(arguments.GetValue(rounds));
    }
});

var symbolics = new Command("symbolics", "The cost of scalar expressions of 10^5 values and their derivatives.") { only, rounds };
symbolics.SetAction(arguments =>
{
    if (!FixedRuntime.Relaunch(args))
    {
        SymbolicsBenchmark.Run(arguments.GetValue(only), arguments.GetValue(rounds));
    }
});

var gemm = new Command("gemm", "Matrix products against the machine's peak and OpenBLAS.") { rounds, least };
gemm.SetAction(arguments => ProductBenchmark.Run(arguments.GetValue(rounds), StatisticOf(arguments)));

var map = new Command("map", "Elementary functions against TensorPrimitives and MathF.") { rounds };
map.SetAction(arguments =>
{
    if (!FixedRuntime.Relaunch(args))
    {
        FunctionBenchmark.Run(arguments.GetValue(rounds));
    }
});

var ad = new Command("ad", "Derivatives of scalar methods against the methods themselves.") { only, rounds };
ad.SetAction(arguments => DerivativeBenchmark.Run(arguments.GetValue(only), arguments.GetValue(rounds)));

return new RootCommand("Benchmarks of BackpropGen. Absolute times depend on the machine; compare ratios.") { step, start, generator, analyzers, symbolics, gemm, map, ad }
    .Parse(args)
    .Invoke();

Statistic StatisticOf(ParseResult arguments) => arguments.GetValue(least) ? Statistic.Least : Statistic.Median;
