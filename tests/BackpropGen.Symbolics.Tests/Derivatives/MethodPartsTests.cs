using System.Text.RegularExpressions;
using BackpropGen.Generator.Emission;
using BackpropGen.Generator.Planning;
using BackpropGen.Symbolics.Tests.Language;

namespace BackpropGen.Symbolics.Tests.Derivatives;

/// <summary>Derivatives whose methods are cut into parts, far shorter ones than it takes, so that branches, loops and what they hand on meet a cut.</summary>
public sealed partial class MethodPartsTests
{
    private const string Kinds = "Derivatives.First | Derivatives.JacobianVectorProduct | Derivatives.VectorJacobianProduct";

    /// <summary>The programs, what is generated beside them, and how many instructions a method has.</summary>
    public static TheoryData<string, string, int> Groups
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            foreach (string group in AllPrograms.Sources.Select(static pair => pair.Group))
            {
                data.Add(group, Kinds, 24);
            }

            foreach (string group in new[] { nameof(RandomProgram), nameof(RandomBranches) })
            {
                data.Add(group, Kinds + " | Derivatives.Hessian", 24);
            }

            foreach (string group in new[] { nameof(KeptFlowTests), nameof(KeptExitTests) })
            {
                data.Add(group, Kinds, 16);
                data.Add(group, Kinds, 50);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void Derivatives_in_parts_are_the_same_to_the_last_bit(string name, string kinds, int most)
    {
        string source = Source(name);
        ProgramGroup whole = new(source, kinds), parts = new(source, kinds, most);
        foreach (string method in whole.Methods.Keys)
        {
            foreach (var ((member, expected), (_, actual)) in whole.Generated(method).Zip(parts.Generated(method)))
            {
                foreach (double[] x in ProgramCheck.Points(member.Name, member.Inputs.Sum(static input => input.Layout.Count)).Take(4))
                {
                    Assert.Equal(expected(x), actual(x));
                }
            }
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(MethodLength.MostInstructions)]
    public void No_part_is_longer_than_twice_what_is_asked_for(int most)
    {
        string code = DifferentiableEmitter.Emit(new ProgramGroup(Determinant, "Derivatives.First").Methods["Determinant"], most)!;
        string[] methods = [.. Method().Split(code[..code.IndexOf("private struct", StringComparison.Ordinal)]).Skip(1)];
        Assert.InRange(methods.Length, 5000 / most, 60_000 / most);
        Assert.All(methods, method => Assert.InRange(Word().Count(method), 1, 2 * most));
    }

    [Fact]
    public void A_part_s_name_is_one_that_the_type_does_not_have()
    {
        var group = new ProgramGroup("""
            public static double F(double x, double kept, double k0) => Math.Exp(Math.Sin(x) * kept) * Math.Log(1 + k0 * k0 + Math.Sin(x) * kept);
            private static double FGradientPart1() => 1;
            private struct FGradientValues { public double Value; }
            private static double Used() => FGradientPart1() + new FGradientValues { Value = 1 }.Value;
            """, Kinds, 8);
        Assert.All(group.Generated("F"), static pair => Assert.NotEmpty(pair.Executed([.. pair.Member.Inputs.Select(static (_, i) => 0.3 + i)])));
    }

    private const string Determinant = """
        public static double Determinant([Shape(49)] ReadOnlySpan<double> matrix) => Cofactors(matrix, 7, 0, 0);

        private static double Cofactors(ReadOnlySpan<double> matrix, int size, int row, int taken)
        {
            if (row == size) { return 1; }
            double sum = 0, sign = 1;
            for (int column = 0; column < size; column++)
            {
                if ((taken & (1 << column)) == 0)
                {
                    sum += sign * matrix[row * size + column] * Cofactors(matrix, size, row + 1, taken | (1 << column));
                    sign = -sign;
                }
            }

            return sum;
        }
        """;

    private static string Source(string name) => name switch
    {
        nameof(KeptFlowTests) => Unmarked(KeptFlowTests.Source),
        nameof(KeptExitTests) => Unmarked(KeptExitTests.Source),
        nameof(RandomProgram) => RandomProgram.Helpers + "\n" + string.Join("\n", Enumerable.Range(1, 12).Select(static seed => new RandomProgram(seed))),
        nameof(RandomBranches) => BranchesNotTakenTests.Root + "\n" + string.Join("\n", Enumerable.Range(1, 12).Select(static seed => new RandomBranches(seed, 2))),
        _ => AllPrograms.Sources.Single(pair => pair.Group == name).Source,
    };

    private static string Unmarked(string source) => Mark().Replace(source, "");

    [GeneratedRegex(@"\[Differentiable(\(.*?\))?\] ")]
    private static partial Regex Mark();

    [GeneratedRegex(@" static ")]
    private static partial Regex Method();

    [GeneratedRegex(@"[\w.:@]+|[-+*/<>=!]+")]
    private static partial Regex Word();
}
