using Microsoft.CodeAnalysis;

namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>Random programs. What is generated of one is compared with its own text, compiled once more over numbers that carry exact
/// derivatives: the reference takes the very same branches and rounds.</summary>
public sealed class RandomProgramTests
{
    private const int BatchSize = 40;
    private const int PointCount = 4;
    private const int BatchCount = 13;

    // Where a condition is nearly a tie rounding may decide it.
    private const double NearestTie = 1e-7;

    public static TheoryData<int> Batches => [.. Enumerable.Range(0, BatchCount)];

    [Theory]
    [MemberData(nameof(Batches))]
    public void Value_gradient_and_Hessian_are_those_of_the_program_executed_in_exact_arithmetic(int batch)
    {
        RandomProgram[] programs = [.. Enumerable.Range(1 + (batch * BatchSize), BatchSize).Select(static seed => new RandomProgram(seed))];
        var group = new ProgramGroup(RandomProgram.Helpers + "\n" + string.Join("\n", programs.AsEnumerable()), "Derivatives.Hessian");
        var reference = Reference((RandomProgram.Helpers + "\n" + string.Join("\n", programs.AsEnumerable())).Replace("double", nameof(HyperDual), StringComparison.Ordinal));
        int compared = programs.Sum(program => Compare(program, group, reference.GetMethod(program.Name)!.CreateDelegate<Func<HyperDual, HyperDual, HyperDual>>()));
        Assert.True(compared > BatchSize * PointCount / 2, $"only {compared} points are of moderate size and away from ties");
    }

    private static int Compare(RandomProgram program, ProgramGroup group, Func<HyperDual, HyperDual, HyperDual> reference)
    {
        var executed = group.Executed(program.Name);
        var hessian = group.Generated(program.Name).Single(static pair => pair.Member.Name.EndsWith("Hessian", StringComparison.Ordinal)).Executed;
        int compared = 0;
        foreach (double[] x in ProgramCheck.Points(program.Name, 2).Take(PointCount))
        {
            var expected = new HyperDual[2, 2];
            HyperDual.ClosestTie = double.PositiveInfinity;
            for (int i = 0; i < 4; i++)
            {
                var arguments = HyperDual.Arguments(x, i / 2, i % 2);
                expected[i / 2, i % 2] = reference(arguments[0], arguments[1]);
            }

            if (HyperDual.ClosestTie < NearestTie || !(expected.Cast<HyperDual>().Max(static one => one.Magnitude) < 1e4))
            {
                continue;
            }

            double[] actual = hessian(x);
            string where = FormattableString.Invariant($"at ({x[0]:R}, {x[1]:R}) of {program}");
            Differences.AssertClose(executed(x)[0], expected[0, 0].Value, 1e-12, "reference " + where);
            Differences.AssertClose(expected[0, 0].Value, actual[0], 1e-11, "value " + where);
            for (int i = 0; i < 4; i++)
            {
                Differences.AssertClose(expected[i / 2, i % 2].First, actual[1 + (i / 2)], 1e-9, $"∂{i / 2} {where}");
                Differences.AssertClose(expected[i / 2, i % 2].Mixed, actual[3 + i], 1e-8, $"∂{i / 2}{i % 2} {where}");
            }

            compared++;
        }

        return compared;
    }

    /// <summary>Methods over numbers that carry exact derivatives.</summary>
    internal static Type Reference(string methods)
    {
        string text = methods.Replace("Math.", "HyperDual.", StringComparison.Ordinal);
        var compilation = CompiledSource.Compile("using System;\nusing BackpropGen.Symbolics.Tests;\n\npublic static class Reference\n{\n" + text + "\n}\n")
            .AddReferences(MetadataReference.CreateFromFile(typeof(HyperDual).Assembly.Location));
        return CompiledSource.Load(compilation).GetType("Reference")!;
    }
}
