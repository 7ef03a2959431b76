namespace BackpropGen.Symbolics.Tests;

/// <summary>Scalar code computes what the branches taken need and nothing else, each value once, whatever the branches share.</summary>
public sealed class LazinessTests
{
    private const int BatchSize = 60;
    private const int Arity = 3;

    public static TheoryData<int, int> Batches => new() { { 0, 6 }, { 1, 10 }, { 2, 14 }, { 3, 20 } };

    [Theory]
    [MemberData(nameof(Batches))]
    public void Each_call_that_a_value_a_gradient_and_a_Hessian_need_runs_once_and_no_other_runs(int batch, int steps)
    {
        ScalarFunction[] values = [.. Enumerable.Range(batch * BatchSize, BatchSize).Select(seed => RandomDecisions.Create(seed, Arity, steps))];
        VectorFunction[] functions = [.. values.SelectMany(static value => new[]
        {
            VectorFunction.Join([value], Arity),
            VectorFunction.Join([value, .. value.Gradient()], Arity),
            VectorFunction.Join([value], Arity).WithHessian([0, 1, 2]),
        })];
        AssertLazy(functions);
    }

    [Fact]
    public void What_branches_of_two_conditions_share_stands_under_both_conditions()
    {
        var function = VectorFunction.Create(3, static (p, x) =>
        {
            var shared = RandomDecisions.Wave(x[0]);
            return [IfPositive(x[1], shared, x[0]) + IfPositive(x[2], 2 * shared, x[1])];
        });
        Assert.Equal(
            """
            double t0 = 0;
            if (x1 > 0.0 || x2 > 0.0)
            {
                t0 = global::Probe.Wave(0, x0);
            }
            return (x1 > 0.0 ? t0 : x0) + (x2 > 0.0 ? 2.0 * t0 : x1);
            """,
            AssertLazy([function]).TextOf(0),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void What_costs_less_than_the_question_whether_it_is_needed_is_not_asked_for()
    {
        var function = VectorFunction.Create(3, static (p, x) =>
        {
            var shared = x[0] * x[1];
            return [IfPositive(x[1], RandomDecisions.Wave(shared), x[0]) + IfPositive(x[2], shared + 1, x[1])];
        });
        Assert.StartsWith("var t0 = x0 * x1;\nreturn", AssertLazy([function]).TextOf(0), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_decides_whether_it_is_needed_again_is_computed_in_either_case_once()
    {
        // Where x₁ is not positive, y is known without the wave, and only then y can ask for it.
        var function = VectorFunction.Create(2, static (p, x) =>
        {
            var shared = RandomDecisions.Wave(x[0]);
            var y = IfPositive(x[1], shared, x[0]);
            return [y + IfPositive(y - 0.5, shared * x[1], x[1])];
        });
        string text = AssertLazy([function]).TextOf(0);
        Assert.Equal(3, text.Split("Probe.Wave").Length);
    }

    [Fact]
    public void A_shared_value_that_is_itself_a_decision_is_decided_only_where_it_is_needed()
    {
        var function = VectorFunction.Create(3, static (p, x) =>
        {
            var shared = IfPositive(RandomDecisions.Wave(x[0]), RandomDecisions.Wave(2 * x[0]), x[0]);
            return [IfPositive(x[1], shared, x[0]) + IfPositive(x[2], shared * shared, IfPositive(x[1] + 1, RandomDecisions.Wave(x[0]), x[1]))];
        });
        AssertLazy([function, VectorFunction.Join([function.Output(0), .. function.Output(0).Gradient()], 3)]);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(50)]
    public void Code_grows_linearly_with_the_decisions_that_share_a_value(int decisions)
    {
        static VectorFunction Shared(int decisions) => VectorFunction.Create(decisions, (p, x) =>
        {
            // Each two neighbours share a wave, and all share one.
            Expression all = RandomDecisions.Wave(x[0]), sum = x[0];
            for (int i = 0; i < decisions; i++)
            {
                sum += IfPositive(x[i] - 0.5, all * RandomDecisions.Wave(x[i / 2] + 1), x[i]);
            }

            return [sum];
        });

        int Length(int count) => string.Join("", Shared(count).ToScalarCode([.. Enumerable.Range(0, count).Select(static i => "x" + i)], Precision.Double).Statements).Length;
        Assert.InRange(Length(2 * decisions), Length(decisions), (2.2 * Length(decisions)) + 200);
        AssertLazy([Shared(decisions)]);
    }

    private static Expression IfPositive(Expression x, Expression holds, Expression fails) => x.Pool.Select(Comparison.Less, x.Pool.Number(0), x, holds, fails);

    /// <summary>The code of each function gives the values of the function, and calls what these need.</summary>
    private static CompiledScalars AssertLazy(IReadOnlyList<VectorFunction> functions)
    {
        var compiled = new CompiledScalars(functions, RandomDecisions.Probe);
        int failures = 0;
        string first = "";
        for (int i = 0; i < functions.Count; i++)
        {
            var random = new Random(i);
            for (int k = 0; k < 8; k++)
            {
                double[] x = [.. Enumerable.Range(0, functions[i].Arity).Select(_ => Math.Round((random.NextDouble() * 4) - 2, 3))];
                var (expected, needed) = OnDemand(functions[i], x);
                compiled.Record.Clear();
                double[] actual = compiled.Evaluate(i, x);
                string where = $"function {i} at ({string.Join(", ", x)}):\n{compiled.TextOf(i)}\n";
                string[] wrong = [.. Differing(needed, compiled.Record)];
                if (wrong.Length > 0)
                {
                    failures++;
                    first = first.Length == 0 || where.Length < first.Length ? where + string.Join("\n", wrong) : first;
                    break;
                }

                for (int j = 0; j < expected.Length; j++)
                {
                    Differences.AssertClose(expected[j], actual[j], 1e-11, where);
                }
            }
        }

        Assert.True(failures == 0, $"{failures} of {functions.Count}; {first}");
        return compiled;
    }

    /// <summary>The calls that are in one list only, up to rounding.</summary>
    private static IEnumerable<string> Differing(List<(double Phase, double X)> needed, List<(double Phase, double X)> made)
    {
        var missing = needed.ToList();
        foreach (var call in made)
        {
            int index = missing.FindIndex(other => other.Phase == call.Phase && Math.Abs(other.X - call.X) <= 1e-9 * Math.Max(1, Math.Abs(call.X)));
            if (index < 0)
            {
                yield return $"{call} ran and was not needed";
            }
            else
            {
                missing.RemoveAt(index);
            }
        }

        foreach (var call in missing)
        {
            yield return $"{call} was needed and did not run";
        }
    }

    /// <summary>The values, and the calls made where each step is evaluated when it is first asked for.</summary>
    private static (double[] Values, List<(double Phase, double X)> Calls) OnDemand(VectorFunction function, double[] x)
    {
        var steps = function.Instructions;
        double[] values = new double[steps.Length];
        bool[] isKnown = new bool[steps.Length];
        var calls = new List<(double Phase, double X)>();
        return ([.. function.Outputs.Select(Value)], calls);

        double Value(int index)
        {
            if (isKnown[index])
            {
                return values[index];
            }

            var step = steps[index];
            if (step.Opcode == Opcode.Select)
            {
                values[index] = Value(ExpressionPool.Holds(step.Comparison, Value(step.Operands[0]), Value(step.Operands[1])) ? step.Operands[2] : step.Operands[3]);
            }
            else
            {
                foreach (int operand in step.Operands)
                {
                    Value(operand);
                }

                values[index] = step.Evaluate(x, values);
                if (RandomDecisions.IsRecorded(step.Function))
                {
                    calls.Add(RandomDecisions.Record(step.Function!, values[step.Operands[0]]));
                }
            }

            isKnown[index] = true;
            return values[index];
        }
    }
}
