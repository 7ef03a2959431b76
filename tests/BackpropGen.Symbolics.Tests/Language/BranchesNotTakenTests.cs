namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>Random methods whose branches must not be evaluated where they are not taken: they throw there. Generated derivatives must not call more than the method itself does.</summary>
public sealed class BranchesNotTakenTests
{
    private const int BatchSize = 40;
    private const int PointCount = 6;

    // The compiler of derivatives cannot read it: it has a rule of its own.
    internal const string Root = """
        public static int Calls;
        private static double Root(double x) => x >= 0 ? Unread(x) : throw new InvalidOperationException("evaluated at " + x);
        [Derivative(of: nameof(Root))] private static double RootSlope(double x) => 0.5 / Root(x);
        private static double Unread(double x) { Calls++; try { return Math.Sqrt(x); } finally { } }
        """;

    private const string Reference = """
        private static HyperDual Root(HyperDual x) => x.Value >= 0 ? HyperDual.Sqrt(x) : throw new InvalidOperationException("evaluated at " + x.Value);
        """;

    public static TheoryData<int, int> Batches => new() { { 0, 2 }, { 1, 2 }, { 2, 3 }, { 3, 3 } };

    [Theory]
    [MemberData(nameof(Batches))]
    public void No_derivative_evaluates_a_branch_not_taken_or_anything_twice(int batch, int depth)
    {
        RandomBranches[] methods = [.. Enumerable.Range(1 + (batch * BatchSize), BatchSize).Select(seed => new RandomBranches(seed, depth))];
        string text = string.Join("\n", methods.AsEnumerable());
        var group = new ProgramGroup(Root + "\n" + text, "Derivatives.First | Derivatives.Hessian | Derivatives.JacobianVectorProduct | Derivatives.VectorJacobianProduct");
        var reference = RandomProgramTests.Reference(Reference + "\n" + text.Replace("double", nameof(HyperDual), StringComparison.Ordinal));
        foreach (var method in methods)
        {
            var exact = reference.GetMethod(method.Name)!.CreateDelegate<Func<HyperDual, HyperDual, HyperDual>>();
            foreach (double[] x in ProgramCheck.Points(method.Name, 2).Take(PointCount))
            {
                string where = FormattableString.Invariant($"at ({x[0]:R}, {x[1]:R}) of {method}");
                int calls = Counted(group, () => group.Executed(method.Name)(x));
                var (value, gradient, hessian) = Expected(exact, x);
                Agrees(group, method.Name + "Gradient", x, calls, [value, .. gradient], where);
                Agrees(group, method.Name + "Hessian", x, calls, [value, .. gradient, .. hessian], where);
                Agrees(group, method.Name + "JacobianVectorProduct", [.. x, 0.7, -0.4], calls, [value, (0.7 * gradient[0]) - (0.4 * gradient[1])], where);
                Agrees(group, method.Name + "VectorJacobianProduct", [.. x, 1.3], calls, [1.3 * gradient[0], 1.3 * gradient[1]], where);
            }
        }
    }

    private static void Agrees(ProgramGroup group, string name, double[] x, int calls, double[] expected, string where)
    {
        double[] actual = [];
        int counted = Counted(group, () => actual = group.Executed(name)(x));
        Assert.True(counted <= calls, $"{name} calls {counted} times what the method calls {calls} times {where}");
        double scale = Math.Max(1, expected.Max(Math.Abs));
        for (int i = 0; i < expected.Length; i++)
        {
            Differences.AssertClose(expected[i], actual[i], 1e-9 * scale, $"{name}[{i}] {where}");
        }
    }

    private static int Counted(ProgramGroup group, Action run)
    {
        var calls = group.Type.GetField("Calls")!;
        calls.SetValue(null, 0);
        run();
        return (int)calls.GetValue(null)!;
    }

    private static (double Value, double[] Gradient, double[] Hessian) Expected(Func<HyperDual, HyperDual, HyperDual> exact, double[] x)
    {
        HyperDual[] all = [.. Enumerable.Range(0, 4).Select(i => HyperDual.Arguments(x, i / 2, i % 2)).Select(arguments => exact(arguments[0], arguments[1]))];
        return (all[0].Value, [all[0].First, all[3].First], [.. all.Select(static one => one.Mixed)]);
    }
}
