using System.IO;
using System.Runtime.CompilerServices;
using System.Text.Json;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Symbolics.Tests;

/// <summary>Values, gradients and Hessians of C# expressions against sympy's, computed with 700 digits (Fixtures/make_expressions.py).</summary>
public sealed class SympyTests
{
    private static readonly Case[] Cases = JsonSerializer.Deserialize<Case[]>(File.ReadAllText(FixturePath()), JsonSerializerOptions.Web)!;

    private static readonly Lazy<VectorFunction[]> Functions = new(Read);

    public static TheoryData<int> Indexes => [.. Enumerable.Range(0, Cases.Length)];

    [Fact]
    public void There_are_enough_and_every_row_with_a_slope_is_among_them()
    {
        Assert.True(Cases.Length >= 150, $"{Cases.Length} expressions");
        var used = Functions.Value.SelectMany(static f => f.Instructions).Select(static step => step.Function).ToHashSet();
        string[] missing = [.. FunctionTable.All.Where(row => row.Cost > 2 && !used.Contains(row)).Select(static row => row.Name)];
        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public void The_value_the_gradient_and_the_Hessian_are_those_of_sympy(int index)
    {
        var function = Functions.Value[index];
        int arity = function.Arity;
        var derivatives = function.WithHessian([.. Enumerable.Range(0, arity)]);
        foreach (var point in Cases[index].Points)
        {
            double[] actual = derivatives.Evaluate(point.X);
            int next = 1 + arity;
            for (int i = 0; i <= arity; i++)
            {
                AssertClose(Cases[index], point, i, actual[i]);
            }

            for (int i = 0; i < arity; i++)
            {
                for (int j = i; j < arity; j++)
                {
                    AssertClose(Cases[index], point, next++, actual[1 + arity + (i * arity) + j]);
                }
            }
        }
    }

    // 1e-12 of the number itself, and what no computation in double can avoid: the change under half a unit in the arguments' last place.
    // A derivative that is 0 everywhere is the difference of equal terms unless it is simplified away: it is 0 to the rounding of the results.
    private static void AssertClose(Case expression, Point point, int result, double actual)
    {
        double expected = Parse(point.Results[result]);
        double tolerance = (1e-12 * Math.Abs(expected)) + (16 * point.Noise[result]) + (4.5e-16 * point.Scale);
        tolerance = expected == 0 && point.Noise[result] == 0 ? 1.8e-15 * point.Results.Max(static text => Math.Abs(Parse(text))) : tolerance;
        Assert.True(
            Math.Abs(actual - expected) <= tolerance,
            FormattableString.Invariant($"{expression.Code} at ({string.Join(", ", point.X)}), result {result}: expected {expected:R}, actual {actual:R}, tolerance {tolerance:g3}"));
    }

    private static double Parse(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static VectorFunction[] Read()
    {
        string[] parameters = ["double x", "double y", "double z"];
        string methods = string.Join("\n", Cases.Select((expression, i) => FormattableString.Invariant(
            $"[Differentiable] public static double F{i}({string.Join(", ", parameters.Take(expression.Points[0].X.Length))}) => {expression.Code};")));
        var compilation = CompiledSource.Compile($$"""
            using System;
            using BackpropGen;
            using BackpropGen.Kernels;
            public static partial class Expressions
            {
            {{methods}}
            }
            """);
        var type = compilation.GetTypeByMetadataName("Expressions")!;
        return [.. Cases.Select((_, i) => DifferentiableReader.Read(type.GetMembers("F" + i).OfType<IMethodSymbol>().Single(), compilation, Refuse, default)!.Function!)];
    }

    // That the derivative of x y / (z y) by y is zero everywhere is worth a warning, and right.
    private static void Refuse(Problem problem)
    {
        if (!problem.Kind.IsWarning)
        {
            throw new InvalidOperationException(problem.ToString());
        }
    }

    private static string FixturePath([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Fixtures", "expressions.json");

    public sealed record Case(string Code, string Sympy, Point[] Points);

    public sealed record Point(double[] X, string[] Results, double[] Noise, double Scale);
}
