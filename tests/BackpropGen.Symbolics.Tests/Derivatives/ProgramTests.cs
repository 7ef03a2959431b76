using BackpropGen.Generator;

namespace BackpropGen.Symbolics.Tests.Derivatives;

public sealed class ProgramTests
{
    private const int Count = 6;

    /// <summary>s ← sin(s w) + xᵢ over i, from s = 0.5: inputs w and x₀ … x₅, result s².</summary>
    private static readonly ScalarProgram Recurrence = new(
        [new("inputs", 1 + Count, []), new("results", 1, [])], ["s", "next"],
        [
            new ProgramItem.Loop(0, "i", Count, false, [new Carry(0, new ProgramPlace.Constant(0.5), new ProgramPlace.Scalar(1))],
            [
                new ProgramItem.Step(
                    VectorFunction.Create(3, static (pool, x) => [pool.Call(FunctionTable.Sin, x[0] * x[1]) + x[2]]),
                    [new ProgramPlace.Scalar(0), Input(0), new ProgramPlace.Element(ScalarProgram.Inputs, LoopInteger.Round(0).Plus(1))],
                    [new Target(new ProgramPlace.Scalar(1), false)]),
            ]),
            Squared(0),
        ]);

    /// <summary>A loop in a loop: t ← t cos(s) + x_(i + j) over j, then s ← s t + i, from s = w and t = 1 anew in each round.</summary>
    private static readonly ScalarProgram Nested = new(
        [new("inputs", 1 + Count, []), new("results", 1, [])], ["s", "t", "tNext", "sNext"],
        [
            new ProgramItem.Loop(0, "i", 3, false, [new Carry(0, Input(0), new ProgramPlace.Scalar(3))],
            [
                new ProgramItem.Loop(1, "j", 4, false, [new Carry(1, new ProgramPlace.Constant(1), new ProgramPlace.Scalar(2))],
                [
                    new ProgramItem.Step(
                        VectorFunction.Create(3, static (pool, x) => [(x[0] * pool.Call(FunctionTable.Cos, x[1])) + x[2]]),
                        [new ProgramPlace.Scalar(1), new ProgramPlace.Scalar(0), new ProgramPlace.Element(ScalarProgram.Inputs, LoopInteger.Round(0).Plus(LoopInteger.Round(1)).Plus(1))],
                        [new Target(new ProgramPlace.Scalar(2), false)]),
                ]),
                new ProgramItem.Step(
                    VectorFunction.Create(3, static (pool, x) => [(x[0] * x[1]) + x[2]]),
                    [new ProgramPlace.Scalar(0), new ProgramPlace.Scalar(1), new ProgramPlace.Round(LoopInteger.Round(0))],
                    [new Target(new ProgramPlace.Scalar(3), false)]),
            ]),
            Squared(0),
        ]);

    public static TheoryData<string> Programs => ["recurrence", "nested"];

    [Theory]
    [MemberData(nameof(Programs))]
    public void The_adjoint_agrees_with_differences(string name)
    {
        var program = Of(name);
        double[] x = [0.4, 0.3, -0.2, 0.9, 0.1, -0.6, 0.5];
        double[] actual = ProgramEvaluation.Evaluate(Adjoint(program), x);
        Assert.Equal(Value(program, x), actual[0], 1e-14);
        for (int i = 0; i < x.Length; i++)
        {
            double expected = Differences.Partial(point => Value(program, point), x, i) ?? throw new InvalidOperationException("not smooth");
            Differences.AssertClose(expected, actual[1 + i], 1e-9, $"{name}, {i}");
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void The_tangent_is_the_gradient_along_the_direction(string name)
    {
        var program = Of(name);
        double[] x = [0.4, 0.3, -0.2, 0.9, 0.1, -0.6, 0.5], direction = [0.1, -0.4, 0.2, 0.7, -0.3, 0.5, 0.9];
        double[] gradient = ProgramEvaluation.Evaluate(Adjoint(program), x)[1..];
        double[] actual = ProgramEvaluation.Evaluate(Tangent(program), [.. x, .. direction]);
        Differences.AssertClose(gradient.Zip(direction, static (g, d) => g * d).Sum(), actual[1], 1e-12, name);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void The_tangent_of_the_adjoint_is_the_Hessian_times_the_direction(string name)
    {
        var program = Of(name);
        double[] x = [0.4, 0.3, -0.2, 0.9, 0.1, -0.6, 0.5], direction = [0.1, -0.4, 0.2, 0.7, -0.3, 0.5, 0.9];
        var adjoint = Adjoint(program);
        double[] product = ProgramEvaluation.Evaluate(Tangent(adjoint), [.. x, .. direction])[(2 + x.Length)..];
        for (int i = 0; i < x.Length; i++)
        {
            double Slope(double[] step) => ProgramEvaluation.Evaluate(adjoint, [.. x.Zip(direction, (a, d) => a + (step[0] * d))])[1 + i];
            double expected = Differences.Partial(Slope, [0], 0) ?? throw new InvalidOperationException("not smooth");
            Differences.AssertClose(expected, product[1 + i - 1], 1e-8, $"{name}, {i}");
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void The_columns_of_the_adjoint_are_the_Hessian(string name)
    {
        double[] x = [0.4, 0.3, -0.2, 0.9, 0.1, -0.6, 0.5];
        var adjoint = Adjoint(Of(name));
        int[] chosen = [2, 0, 5];
        double[] columns = ProgramEvaluation.Evaluate(ProgramTangent.Columns(adjoint, chosen), x), gradient = ProgramEvaluation.Evaluate(adjoint, x);
        Assert.Equal(gradient, columns[..gradient.Length]);
        for (int k = 0; k < chosen.Length; k++)
        {
            double[] direction = [.. Enumerable.Range(0, x.Length).Select(i => i == chosen[k] ? 1.0 : 0.0)];
            double[] product = ProgramEvaluation.Evaluate(Tangent(adjoint), [.. x, .. direction])[(1 + x.Length)..];
            for (int i = 0; i < product.Length; i++)
            {
                Differences.AssertClose(product[i], columns[((1 + k) * product.Length) + i], 1e-12, $"{name}, {k}, {i}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void The_rows_of_the_Jacobian_are_the_results_gradients(string name)
    {
        var program = Of(name);
        // A second result, the sine of what the loops leave.
        program = program with
        {
            Arrays = [program.Arrays[0], new("results", 2, [])],
            Items =
            [
                .. program.Items,
                new ProgramItem.Step(
                    VectorFunction.Create(1, static (pool, x) => [pool.Call(FunctionTable.Sin, x[0])]),
                    [new ProgramPlace.Scalar(0)], [new Target(new ProgramPlace.Element(ScalarProgram.Results, LoopInteger.Constant(1)), false)]),
            ],
        };
        double[] x = [0.4, 0.3, -0.2, 0.9, 0.1, -0.6, 0.5];
        double[] actual = ProgramEvaluation.Evaluate(ProgramAdjoint.Jacobian(program, Enumerable.Range(0, x.Length)), x);
        for (int i = 0; i < 2 * x.Length; i++)
        {
            double expected = Differences.Partial(point => ProgramEvaluation.Evaluate(program, point)[i / x.Length], x, i % x.Length) ?? throw new InvalidOperationException("not smooth");
            Differences.AssertClose(expected, actual[2 + i], 1e-9, $"{name}, {i}");
        }
    }

    [Fact]
    public void A_derivative_is_as_long_as_the_program_whatever_the_number_of_rounds()
    {
        ScalarProgram WithRounds(int count) => Recurrence with
        {
            Arrays = [new("inputs", 1 + count, []), new("results", 1, [])],
            Items = [(ProgramItem.Loop)Recurrence.Items[0] with { Count = count }, Recurrence.Items[1]],
        };
        Assert.Equal(Steps(Adjoint(WithRounds(10)).Items), Steps(Adjoint(WithRounds(100_000)).Items));
    }

    private static int Steps(EquatableArray<ProgramItem> items) =>
        items.Sum(static item => item is ProgramItem.Loop loop ? 1 + Steps(loop.Body) : ((ProgramItem.Step)item).Function.Instructions.Length);

    private static ScalarProgram Of(string name) => name == "recurrence" ? Recurrence : Nested;

    private static double Value(ScalarProgram program, double[] x) => ProgramEvaluation.Evaluate(program, x)[0];

    private static ScalarProgram Adjoint(ScalarProgram program) =>
        ProgramAdjoint.Of(program, [new ProgramPlace.Constant(1)], program.Arity, Enumerable.Range(0, program.Arity));

    private static ScalarProgram Tangent(ScalarProgram program) => ProgramTangent.Of(
        program, [.. Enumerable.Range(0, program.Arity).Select(i => Input(program.Arity + i))], 2 * program.Arity);

    private static ProgramPlace.Element Input(int index) => new(ScalarProgram.Inputs, LoopInteger.Constant(index));

    private static ProgramItem.Step Squared(int variable) => new(
        VectorFunction.Create(1, static (pool, x) => [pool.Square(x[0])]),
        [new ProgramPlace.Scalar(variable)], [new Target(new ProgramPlace.Element(ScalarProgram.Results, LoopInteger.Constant(0)), false)]);
}
