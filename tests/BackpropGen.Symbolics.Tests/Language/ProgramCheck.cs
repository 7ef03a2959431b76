using BackpropGen.Generator.Differentiation;
using System.Collections.Immutable;
using System.Globalization;
using BackpropGen.Generator.Models;

namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>Compares what was read of a program with what the program itself computes.</summary>
internal static class ProgramCheck
{
    private const int PointCount = 6;

    /// <summary>Points between −1.5 and 1.5, the same in every run.</summary>
    public static IEnumerable<double[]> Points(string name, int arity)
    {
        var random = new Random(name.Aggregate(17, static (seed, letter) => unchecked((seed * 31) + letter)));
        return [.. Enumerable.Range(0, PointCount).Select(_ => Enumerable.Range(0, arity).Select(_ => (random.NextDouble() * 3) - 1.5).ToArray())];
    }

    /// <summary>The value, the gradient and the Hessian of every result, where the program is smooth.</summary>
    public static void Agrees(ProgramGroup group, string name)
    {
        var method = group.Methods[name];
        var executed = group.Executed(name);
        var function = method.Function ?? throw new InvalidOperationException(name + " is too long to be one expression.");
        int smooth = 0;
        var results = Enumerable.Range(0, function.Outputs.Length).Select(function.Output).ToArray();
        var gradients = results.Select(static result => result.Gradient()).ToArray();
        foreach (double[] x in Points(name, function.Arity))
        {
            double[] expected = executed(x), actual = function.Evaluate(x);
            Assert.Equal(expected.Length, actual.Length);
            for (int k = 0; k < actual.Length; k++)
            {
                Differences.AssertClose(expected[k], actual[k], method.IsDouble ? 1e-12 : 2e-5, $"{name}[{k}] at {Text(x)}");
            }

            if (method.IsDouble)
            {
                smooth += Enumerable.Range(0, actual.Length).Count(k => DerivativesAgree($"{name}[{k}] at {Text(x)}", point => executed(point)[k], gradients[k], x));
            }

            GeneratedAgrees(group, name, x);
        }

        Assert.True(!method.IsDouble || smooth >= PointCount / 2, $"{name} is smooth at {smooth} points only");
    }

    private static bool DerivativesAgree(string what, Func<double[], double> executed, ImmutableArray<ScalarFunction> gradient, double[] x)
    {
        for (int i = 0; i < x.Length; i++)
        {
            if (Differences.Partial(executed, x, i) is not { } slope)
            {
                return false;
            }

            Differences.AssertClose(slope, gradient[i].Evaluate(x), 1e-9, $"∂{i} {what}");
            for (int j = 0; j <= i; j++)
            {
                if (Differences.Partial(point => Differences.Partial(executed, point, i) ?? double.NaN, x, j, 2e-2) is not { } curvature)
                {
                    return false;
                }

                Differences.AssertClose(curvature, gradient[i].Derivative(j).Evaluate(x), 1e-6, $"∂{j}∂{i} {what}");
            }
        }

        return true;
    }

    private static void GeneratedAgrees(ProgramGroup group, string name, double[] x)
    {
        foreach (var (member, executed) in group.Generated(name))
        {
            // The method's arguments, and directions or cotangents behind them.
            var function = ((ExpressionMember)member).Function;
            double[] inputs = [.. x, .. Enumerable.Range(0, function.Arity - x.Length).Select(static i => 0.3 - (0.7 * i))];
            double[] expected = function.Evaluate(inputs), actual = executed(inputs);
            for (int k = 0; k < actual.Length; k++)
            {
                Differences.AssertClose(expected[k], actual[k], group.Methods[name].IsDouble ? 1e-11 : 1e-4, $"{member.Name}[{k}] at {Text(x)}");
            }
        }
    }

    private static string Text(double[] x) => "(" + string.Join(", ", x.Select(static value => value.ToString("R", CultureInfo.InvariantCulture))) + ")";
}
