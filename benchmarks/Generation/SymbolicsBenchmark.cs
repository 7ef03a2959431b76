using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Benchmarks.Generation;

/// <summary>The cost of scalar expressions as long as methods get: 10⁵ distinct values.</summary>
internal static class SymbolicsBenchmark
{
    private const int Values = 100_000;
    private const int Arity = 4;

    private static readonly string[] Stages = ["nodes", "build", "forward", "reverse", "print", "steps", "total"];

    // The value after one more round, from that before; two to three nodes each.
    private static readonly (string Name, Func<ExpressionPool, Expression[], Expression, int, Expression> Next)[] Cases =
    [
        ("chain", static (pool, x, value, i) => (pool.Call(FunctionTable.Sin, value) * x[i % Arity]) + (0.5 * i)),
        ("sum", static (pool, x, value, i) => value + (pool.Square(x[i % Arity] - i) * x[(i + 1) % Arity])),
        ("selection", static (pool, x, value, i) => pool.Select(Comparison.Less, x[1], pool.Number(i), value + x[2], value * 1.5)),
        ("product", static (pool, x, value, i) => value * (x[i % Arity] + (0.001 * i))),
    ];

    /// <summary>Prints milliseconds: the value built, its derivative by one argument, its gradient by all, and the gradient written as C#.
    /// The total is what a gradient costs: built, differentiated in reverse, written.</summary>
    public static void Run(string? only, int rounds)
    {
        Measurement.PrintMachine();
        Console.WriteLine($"# ms, {ThreadClock.Name}; steps: statements of the gradient; total: build, reverse, print");
        Console.WriteLine($"{"case",-12}{string.Concat(Stages.Select(static stage => $"{stage,10}"))}");
        foreach (var (name, next) in Cases.Where(one => only is null || one.Name == only))
        {
            // A round more, for the just-in-time compiler.
            var measured = Enumerable.Range(0, rounds + 1).Select(_ => Measure(next)).Skip(1).ToList();
            Console.WriteLine($"{name,-12}{string.Concat(Stages.Select((_, i) => $"{Measurement.Median([.. measured.Select(values => values[i])]),10:0}"))}");
        }
    }

    private static double[] Measure(Func<ExpressionPool, Expression[], Expression, int, Expression> next)
    {
        var pool = new ExpressionPool();
        var x = ScalarFunction.Arguments(pool, Arity);
        var value = x[0];
        double build = ThreadClock.Milliseconds(() =>
        {
            for (int i = 0; pool.Count < Values; i++)
            {
                value = next(pool, x, value, i);
            }
        });
        int nodes = pool.Count;
        double forward = ThreadClock.Milliseconds(() => ForwardMode.Partial(value, 0));
        IReadOnlyList<Expression> gradient = [];
        double reverse = ThreadClock.Milliseconds(() => gradient = ReverseMode.Cotangents([value], [pool.Number(1)], [.. Enumerable.Range(0, Arity)]));
        int statements = 0;
        double print = ThreadClock.Milliseconds(() =>
            statements = VectorFunction.From([.. gradient], Arity).ToScalarCode(["x", "y", "z", "w"], Generator.Symbolics.Precision.Double).Statements.Length);
        return [nodes, build, forward, reverse, print, statements, build + reverse + print];
    }
}
