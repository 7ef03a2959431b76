using BackpropGen.Generator.Differentiation;
using BackpropGen.Symbolics.Tests.Language;

namespace BackpropGen.Symbolics.Tests.Derivatives;

/// <summary>Members over many points: each point has what the function has there, however many there are.</summary>
public sealed class BatchedMemberTests
{
    private const string Kinds = "Derivatives.First | Derivatives.JacobianVectorProduct | Derivatives.VectorJacobianProduct | Derivatives.Hessian | Derivatives.Batched";

    private static readonly int[] Counts = [0, 1, 2, 3, 4, 5, 8, 9, 16, 17, 37];

    // One for each width; what is compiled for each takes the time of these tests.
    private static readonly int[] FewCounts = [2, 3, 19];

    private static readonly Dictionary<string, Lazy<ProgramGroup>> Groups =
        AllPrograms.Sources.ToDictionary(static pair => pair.Group, static pair => new Lazy<ProgramGroup>(() => new ProgramGroup(pair.Source, Kinds)));

    /// <summary>As long as to be several methods each, by sums, by products, by what many results share, and by calls.</summary>
    private static readonly ProgramGroup Long = new(
        """
        public static double Minors([Shape(25)] ReadOnlySpan<double> m) => Cofactors(m, 5, 0, 0);
        private static double Cofactors(ReadOnlySpan<double> m, int size, int row, int taken)
        {
            double sum = row == size ? 1 : 0, sign = 1;
            for (int k = 0; k < size; k++)
            {
                if (row < size && (taken & (1 << k)) == 0)
                {
                    sum += sign * m[row * size + k] * Cofactors(m, size, row + 1, taken | (1 << k));
                    sign = -sign;
                }
            }

            return sum;
        }
        public static double LongSum([Shape(300)] ReadOnlySpan<double> x)
        {
            double sum = 0;
            for (int k = 0; k < 300; k++)
            {
                sum += (k + 1) * x[k] * x[k] - x[k] * x[(k + 7) % 300];
            }

            return sum;
        }
        public static double LongProduct([Shape(200)] ReadOnlySpan<double> x)
        {
            double product = 1;
            for (int k = 0; k < 200; k++)
            {
                product *= 1 + 0.1 * x[k];
            }

            return product;
        }
        public static float Calls(float a, float b, float c)
        {
            float value = a;
            for (int k = 1; k < 12; k++)
            {
                value = MathF.Sin(value * b + k) + MathF.Exp(-c * c / k) * MathF.Tanh(a - k * b);
            }

            return value > 0 ? value : value * a;
        }
        public static double NamedAsWhatIsKept([Shape(60)] ReadOnlySpan<double> k, double t0, double u0)
        {
            double sum = 0;
            for (int j = 0; j < 60; j++)
            {
                sum = Math.Sqrt(1 + sum * sum) * k[j] + t0 * k[59 - j] - u0;
            }

            return sum;
        }
        public static void Everything([Shape(30)] ReadOnlySpan<double> x, [Shape(61)] Span<double> y)
        {
            for (int k = 0; k < 30; k++)
            {
                y[k] = x[29 - k];
                y[30 + k] = Math.Exp(-x[k] * x[(k + 11) % 30]) * x[(k * k) % 30] / (2 + x[k] * x[k]);
            }

            y[60] = 3;
        }
        """,
        "Derivatives.First | Derivatives.VectorJacobianProduct | Derivatives.Batched");

    public static TheoryData<string> GroupNames => [.. Groups.Keys];

    public static TheoryData<string> LongNames => [.. Long.Methods.Keys];

    [Theory]
    [MemberData(nameof(GroupNames))]
    public void Every_program_has_the_same_results_at_many_points_as_at_each(string name)
    {
        var group = Groups[name].Value;
        Assert.All(group.Methods.Keys, method => Agrees(group, method, FewCounts));
    }

    [Theory]
    [MemberData(nameof(LongNames))]
    public void A_long_function_in_several_methods_has_too(string name) => Agrees(Long, name, Counts);

    [Theory]
    [InlineData("double F(double V, double i, double kept, double count) => V * i * kept * count;")]
    [InlineData("double F(double Run, double Show, double last, double Kept) => Run * Show + last * Kept;")]
    [InlineData("double F(double Part1, double FBatch, double Equals, double ToString) => Part1 * FBatch + Equals * ToString;")]
    [InlineData("double F(double @class, double a, double n, double v) => @class * a * n / (2 + v * v);")]
    public void Parameters_may_have_the_names_that_the_generated_code_uses(string method) => Agrees(new ProgramGroup("public static " + method, Kinds), "F", Counts);

    [Fact]
    public void Overloads_and_members_of_the_type_leave_each_other_their_names()
    {
        var methods = new GeneratedMethods("""
            public static int FBatch => 1;
            [Differentiable(Derivatives.First | Derivatives.Batched)] public static double F(double x) => x * x;
            [Differentiable(Derivatives.First | Derivatives.Batched)] public static double F(double x, double y) => x * y;
            """);
        double[] x = [1, 2, 3], values = new double[3];
        methods.As<OfOne>("FDerivative")(x, values);
        Assert.Equal([2, 4, 6], values);
        methods.As<OfTwo>("F")(x, x, values);
        Assert.Equal([1, 4, 9], values);
    }

    [Fact]
    public void Results_may_be_written_over_arguments_also_of_a_long_function()
    {
        var methods = new GeneratedMethods("""
            [Differentiable(Derivatives.First | Derivatives.Batched)]
            public static void F([Shape(40)] ReadOnlySpan<double> x, [Shape(40)] Span<double> y)
            {
                for (int k = 0; k < 40; k++)
                {
                    y[k] = Math.Sqrt(1 + x[k] * x[k] + x[(k + 1) % 40]) + Math.Exp(-x[(k + 20) % 40]);
                }
            }
            """);
        var batched = methods.As<Columns>("F");
        foreach (int count in Counts)
        {
            double[] x = [.. Enumerable.Range(0, 40 * count).Select(static i => 1 + Math.Sin(i))], apart = new double[x.Length];
            batched(count, x, apart);
            batched(count, x, x);
            Assert.Equal(apart, x);
        }
    }

    [Fact]
    public void A_column_of_another_length_is_refused_by_its_name()
    {
        var methods = new GeneratedMethods("[Differentiable(Derivatives.First | Derivatives.Batched)] public static double F([Shape(4)] ReadOnlySpan<double> x) => x[0] * x[1] * x[2] * x[3];");
        var batched = methods.As<Columns>("F");
        var error = Assert.Throws<ArgumentException>(() => batched(3, new double[11], new double[3]));
        Assert.Equal("x", error.ParamName);
        Assert.StartsWith("The span must have 12 elements, but has 11.", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => batched(3, new double[12], new double[4]));
        Assert.Equal("value", error.ParamName);

        // 4 · 2³⁰ is 0 in 32 bits.
        error = Assert.Throws<ArgumentException>(() => batched(1 << 30, [], []));
        Assert.StartsWith("The span must have 4294967296 elements, but has 0.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => batched(-1, [], []));
    }

    private static void Agrees(ProgramGroup group, string name, int[] counts)
    {
        var random = new Random(5);
        bool isDouble = group.Methods[name].IsDouble;
        foreach (var (member, executed) in group.Batched(name))
        {
            foreach (int count in counts)
            {
                double[][] points = [.. Enumerable.Range(0, count).Select(_ => Point(random, member.Function.Arity, isDouble))];
                double[] columns = [.. Enumerable.Range(0, member.Function.Arity).SelectMany(k => points.Select(point => point[k]))];
                double[] results = executed(count, columns);
                Assert.Equal(count * member.Function.Outputs.Length, results.Length);
                for (int i = 0; i < count; i++)
                {
                    double[] expected = member.Function.Evaluate(points[i]);
                    for (int k = 0; k < expected.Length; k++)
                    {
                        Differences.AssertClose(expected[k], results[(k * count) + i], isDouble ? 1e-11 : 1e-4, $"{member.Name}[{k}] at point {i} of {count}");
                    }
                }
            }
        }
    }

    private static double[] Point(Random random, int arity, bool isDouble) =>
        [.. Enumerable.Range(0, arity).Select(_ => (random.NextDouble() * 3) - 1.5).Select(value => isDouble ? value : (float)value)];

    private delegate void OfOne(ReadOnlySpan<double> x, Span<double> value);

    private delegate void OfTwo(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> value);

    private delegate void Columns(int count, ReadOnlySpan<double> x, Span<double> value);
}
