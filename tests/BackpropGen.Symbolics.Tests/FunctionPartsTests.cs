using BackpropGen.Generator.Symbolics.Parts;

namespace BackpropGen.Symbolics.Tests;

public sealed class FunctionPartsTests
{
    private const int MostCost = 60;

    [Fact]
    public void The_parts_in_their_order_compute_the_function()
    {
        foreach (var (function, x) in Functions())
        {
            double[] expected = function.Evaluate(x), actual = Evaluate(FunctionParts.Of(function, MostCost), x, expected.Length);
            for (int k = 0; k < expected.Length; k++)
            {
                Differences.AssertClose(expected[k], actual[k], 1e-13, "result " + k);
            }
        }
    }

    [Fact]
    public void No_part_costs_more_than_two_of_its_steps_beyond_the_limit()
    {
        foreach (var (function, _) in Functions())
        {
            var parts = FunctionParts.Of(function, MostCost);
            Assert.Equal(function.Cost > MostCost, parts.Count > 1);
            Assert.All(parts, static part => Assert.InRange(part.Function.Cost, 0, MostCost + (2 * part.Function.Instructions.Max(static step => step.Cost))));
        }
    }

    [Fact]
    public void No_argument_is_read_once_a_result_is_written()
    {
        foreach (var (function, _) in Functions())
        {
            bool isWritten = false;
            foreach (var part in FunctionParts.Of(function, MostCost))
            {
                Assert.False(isWritten && part.Reads.Any(static read => !read.IsKept));
                isWritten |= part.Results.Any(static result => !result.IsKept);
            }

            Assert.True(isWritten);
        }
    }

    private static double[] Evaluate(IReadOnlyList<FunctionPart> parts, double[] x, int results)
    {
        double[] kept = [.. Enumerable.Repeat(double.NaN, 10_000)], values = [.. Enumerable.Repeat(double.NaN, results)];
        foreach (var part in parts)
        {
            double[] found = part.Function.Evaluate([.. part.Reads.Select(read => read.IsKept ? kept[read.Index] : x[read.Index])]);
            for (int k = 0; k < found.Length; k++)
            {
                (part.Results[k].IsKept ? kept : values)[part.Results[k].Index] = found[k];
            }
        }

        return values;
    }

    private static IEnumerable<(VectorFunction Function, double[] X)> Functions()
    {
        yield return (VectorFunction.Create(2, static (pool, x) => [x[0] * x[1], x[0], pool.Number(2)]), [3, 4]);
        yield return (VectorFunction.Create(200, static (pool, x) => [Enumerable.Range(0, 200).Aggregate(pool.Number(1), (sum, k) => sum + (k * pool.Square(x[k])))]), Point(200));
        yield return (VectorFunction.Create(200, static (pool, x) => [x.Aggregate((product, factor) => product * factor), x[7]]), [.. Point(200).Select(static x => 1 + (0.01 * x))]);
        for (int seed = 0; seed < 60; seed++)
        {
            var expression = new RandomExpression(2000 + seed);
            yield return (VectorFunction.Join([expression.Function, .. expression.Function.Gradient()], expression.Function.Arity), expression.Point(0));
        }
    }

    private static double[] Point(int arity) => [.. Enumerable.Range(0, arity).Select(static i => Math.Sin(i + 1))];
}
