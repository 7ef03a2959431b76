using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Tests.Reading;

public sealed class ProblemTests
{
    private static string Model(string members, string forward) => $$"""
        [Model]
        public partial class M
        {
            {{members}}
            public Tensor Forward([Shape(4)] Tensor x) {{forward}}
        }
        """;

    [Theory]
    [InlineData("", "=> 1 / 2 * x;", "BPG0011 «1 / 2»")]
    [InlineData("private const int N = 3;", "=> x * (2 + N / 2);", "BPG0011 «N / 2»")]
    [InlineData("", "{ int n = 3; var half = n / 2; return half * x; }", "BPG0011 «n / 2»")]
    [InlineData("", "{ if (ReferenceEquals(x, null)) return x; return x; }", "BPG0005 «ReferenceEquals(x, null)»")]
    [InlineData("", "=> x == Tanh(x) ? x : Exp(x);", "BPG0004 «x == Tanh(x)»")]
    [InlineData("private static int Changing = 3;", "=> Changing * x;", "BPG0004 «Changing»")]
    [InlineData("private readonly int _n;", "=> _n * x;", "BPG0004 «_n»")]
    [InlineData("", "=> DateTime.Now.Day * x;", "BPG0004 «DateTime.Now»")]
    [InlineData("", "=> int.Parse(\"3\") * x;", "BPG0005 «int.Parse(\"3\")»")]
    [InlineData("", "{ try { return x; } finally { } }", "BPG0005 «try { return x; } finally { }»")]
    [InlineData("", "{ lock (this) { return x; } }", "BPG0005 «lock (this) { return x; }»")]
    [InlineData("", "{ goto end; end: return x; }", "BPG0005 «goto end;»")]
    [InlineData("private class Other { public int N = 3; }", "=> new Other().N * x;", "BPG0005 «new Other()»")]
    [InlineData("private static void Change(ref int n) => n++;", "{ int n = 1; Change(ref n); return n * x; }", "BPG0005 «ref n»")]
    [InlineData("", "{ int n = 1; ref int m = ref n; return m * x; }", "BPG0005 «m = ref n»")]
    [InlineData("private static async System.Threading.Tasks.Task<int> Later() { await System.Threading.Tasks.Task.Yield(); return 1; }", "=> Later().Result * x;", "BPG0005 «Later()»")]
    [InlineData("private static unsafe int Size() { int n = 1; int* p = &n; return n; }", "=> Size() * x;", "BPG0005 «&n»")]
    [InlineData("private static IEnumerable<int> All() { yield return 1; }", "{ foreach (int n in All()) x = n * x; return x; }", "BPG0005 «yield return 1;»")]
    [InlineData("private readonly Layer _l = Dense(3), _m = Dense(5);", "=> _l(x) + _m(x);", "BPG0006 «_l(x) + _m(x)»")]
    [InlineData("private readonly Layer _l = Dense(3), _m = Dense(5), _n = Dense(1);", "=> Map((a, b, c) => a * b + c, _n(x), _l(x), _m(x));", "BPG0006 «Map((a, b, c) => a * b + c, _n(x), _l(x), _m(x))»")]
    [InlineData("private readonly Layer _l = Dense(0);", "=> _l(x);", "BPG0007 «Dense(0)»")]
    [InlineData("", "{ while (true) { } }", "BPG0008 «while (true) { }»")]
    [InlineData("private static int Endless(int n) => Endless(n + 1);", "=> Endless(0) * x;", "BPG0008 «Endless(n + 1)»")]
    [InlineData("private readonly int[] _a = new int[int.MaxValue];", "=> _a[0] * x;", "BPG0008 «new int[int.MaxValue]»")]
    [InlineData("private readonly Layer[] _a = Repeat(2000000000, _ => Dense(1));", "=> _a[0](x);", "BPG0008 «Repeat(2000000000, _ => Dense(1))»")]
    [InlineData("", "{ var s = \"ab\"; while (true) s += s; }", "BPG0008 «s += s»")]
    [InlineData("", "=> Dense(4)(Dense(4)(x));", "BPG0009 «Dense(4)(Dense(4)(x))»")]
    [InlineData("", "{ for (int i = 0; i < 2; i++) { var layer = Dense(4); x = layer(x); } return x; }", "BPG0009 «layer(x)»")]
    [InlineData("private readonly Parameter _p = Parameter(3);", "=> x;", "BPG0010 «_p»")]
    [InlineData("private static float F(float a) => a + float.Parse(\"1\");", "=> Map(F, x);", "BPG0013 «\"1\"»")]
    [InlineData("private static readonly int[] A = [1, 2];", "=> A[2] * x;", "BPG0014 «A[2]»")]
    [InlineData("", "{ int zero = 0; return 1 / zero * x; }", "BPG0014 «1 / zero»")]
    [InlineData("", "{ int big = int.MaxValue; return (big + 1) * x; }", "BPG0014 «big + 1»")]
    [InlineData("", "{ throw new ArgumentException(\"too wide\"); }", "BPG0014 «throw new ArgumentException(\"too wide\");»")]
    [InlineData("", "{ Layer? none = null; return none!(x); }", "BPG0014 «none!(x)»")]
    [InlineData("private readonly Layer _l = Dense(3); public M() { _l = Dense(4); }", "=> _l(x);", "BPG0005 «_l = Dense(4)»")]
    public void A_mistake_is_reported_at_its_expression(string members, string forward, string finding)
    {
        var result = GeneratorHost.Read(Model(members, forward));
        Assert.Empty(result.Errors);
        Assert.Equal([finding], result.Findings);
    }

    [Theory]
    [InlineData("[Model] public class M { public Tensor Forward([Shape(2)] Tensor x) => x; }", "BPG0001 «M»")]
    [InlineData("public class Outer { [Model] public partial class M { public Tensor Forward([Shape(2)] Tensor x) => x; } }", "BPG0001 «Outer»")]
    [InlineData("[Model] file partial class M { public Tensor Forward([Shape(2)] Tensor x) => x; }", "BPG0003 «M»")]
    [InlineData("[Model] public partial class M { }", "BPG0002 «M»")]
    [InlineData("[Model] public partial class M { public int Forward(int x) => x; }", "BPG0002 «Forward»")]
    [InlineData("[Model] public partial class M { public Tensor Forward(Tensor x) => x; }", "BPG0003 «x»")]
    [InlineData("[Model] public partial class M { public Tensor Forward([Shape(2)] Tensor x, int n) => x; }", "BPG0003 «n»")]
    [InlineData("[Model] public partial class M { public Tensor Forward(ClassLabel x) => OneHot(x); }", "BPG0003 «x»")]
    [InlineData("[Model] public partial class M { public Tensor Forward([Shape(0)] Tensor x) => x; }", "BPG0007 «Shape(0)»")]
    [InlineData("[Model] public partial class M { public Tensor Forward([Shape(65536, 65536)] Tensor x) => x; }", "BPG0007 «Shape(65536, 65536)»")]
    [InlineData("[Model] public partial class M { public Tensor Forward([Classes(1)] ClassLabel x) => OneHot(x); }", "BPG0007 «Classes(1)»")]
    [InlineData("[Model, WeightDecay(-1)] public partial class M { public Tensor Forward([Shape(2)] Tensor x) => x; }", "BPG0007 «WeightDecay(-1)»")]
    [InlineData("[Model, ClipGradients(MaxNorm = -1)] public partial class M { public Tensor Forward([Shape(2)] Tensor x) => x; }", "BPG0007 «ClipGradients(MaxNorm = -1)»")]
    [InlineData("[Model] public partial class M { public Tensor Forward([Shape(2)] Tensor x) => x; public Tensor Loss(Tensor y, [Shape(2)] Tensor t) => y - t; }", "BPG0015 «y - t»")]
    [InlineData("[Model] public partial class M { public Tensor Forward([Shape(2)] Tensor x) => x; public Tensor Loss(Tensor y, Tensor t) => Sum(y - t); }", "BPG0003 «t»")]
    [InlineData("[Model] public partial class M { public Tensor Forward([Shape(2)] Tensor x) => x; public Tensor Loss(Tensor y, ClassLabel t) => Sum(y); }", "BPG0003 «t»")]
    [InlineData("[Model] public partial class M { public Tensor Forward([Shape(2)] Tensor x) => x; public Tensor Loss(Tensor y, [Shape(2)] Tensor x) => Sum(y - x); }", "BPG0003 «x»")]
    [InlineData("[Model] public partial class M { public Tensor Forward([Shape(2)] Tensor x) => x; public Tensor Loss(Tensor y, [Classes(3)] ClassLabel t) => SoftmaxCrossEntropy(y, t); }", "BPG0012 «SoftmaxCrossEntropy(y, t)»")]
    public void A_wrong_signature_is_reported_at_its_name(string source, string finding)
    {
        var result = GeneratorHost.Read(source);
        Assert.Empty(result.Errors);
        Assert.Equal([finding], result.Findings);
    }

    [Theory]
    [InlineData("private static float Slope(float x, float y) => 2 * x;", "BPG0017 «(float x, float y)»")]
    [InlineData("private static float Slope(float x) => x;", "BPG0018 «Slope»")]
    public void A_mistake_in_a_custom_derivative_is_reported_where_that_is(string rule, string finding)
    {
        var compilation = GeneratorHost.Compile("using BackpropGen; class C { public static float F(float x) => x * x; [Derivative(of: nameof(F))] " + rule + " }");
        var found = new List<string>();
        DerivativeRules.Check(
            (IMethodSymbol)compilation.GetTypeByMetadataName("C")!.GetMembers("Slope").Single(), compilation,
            problem => found.Add($"{problem.Kind.Id} «{problem.Location.SourceTree!.GetText().ToString(problem.Location.SourceSpan)}»"), default);
        Assert.Equal([finding], found);
    }

    [Fact]
    public void Independent_mistakes_are_all_found()
    {
        var result = GeneratorHost.Read(Model(
            "private readonly Layer _l = Dense(-1), _m = Dense(3);", "{ var y = _l(x) + 1; var z = _m(x) + x; return y + z; }"));
        Assert.Equal(["BPG0006 «_m(x) + x»", "BPG0007 «Dense(-1)»"], result.Findings.Order());
    }

    [Fact]
    public void A_mistake_in_a_loop_is_reported_once()
    {
        var result = GeneratorHost.Read(Model(
            "private readonly Layer[] _l = Repeat(5, _ => Dense(3));", "{ foreach (var l in _l) { var y = l(x) + x; } return x; }"));
        Assert.Equal(["BPG0006 «l(x) + x»"], result.Findings);
    }

    [Theory]
    [InlineData("", "=> Missing(x);")]
    [InlineData("private readonly Layer _l = Dense(\"3\");", "=> _l(x);")]
    [InlineData("", "=> x + ;")]
    [InlineData("", "{ var y = Tanh(; return y; }")]
    [InlineData("private readonly Layer _l = ", "=> _l(x);")]
    [InlineData("", "{ if (undefined > 3) return x; return Tanh(x); }")]
    [InlineData("", "{ return; }")]
    [InlineData("", "{ Layer l = 5; return l(x); }")]
    public void What_the_compiler_reports_is_poison_without_a_word(string members, string forward)
    {
        var result = GeneratorHost.Read(Model(members, forward));
        Assert.NotEmpty(result.Errors);
        Assert.Empty(result.Findings);
        Assert.True(result.Model!.IsBroken);
    }

    [Fact]
    public void Every_kind_of_problem_has_a_test_above()
    {
        var covered = typeof(ProblemTests).GetMethods()
            .SelectMany(static method => method.GetCustomAttributes(typeof(InlineDataAttribute), false).Cast<InlineDataAttribute>())
            .Select(static data => data.GetData(null!).Single()[^1] as string ?? "").Select(static finding => finding.Split(' ')[0]).ToHashSet();
        // Warnings are of scalar methods alone, whose own tests report them.
        Assert.Equal([], Problems.ProblemKinds.All.Where(static kind => !kind.IsWarning).Select(static kind => kind.Id).Where(id => !covered.Contains(id)));
    }

    [Fact]
    public void A_broken_model_keeps_the_names_of_its_api()
    {
        var model = GeneratorHost.Read("""
            [Model] public partial class M
            {
                public (Tensor mean, Tensor variance) Forward([Shape(4)] Tensor x) => Missing(x);
                public Tensor Loss(Tensor mean, Tensor variance, [Shape(4)] Tensor target) => Sum(mean);
            }
            """).Model!;
        Assert.True(model.IsBroken);
        Assert.Equal(["mean", "variance"], model.Inference.Outputs.Where(static output => output.Role == Graphs.OutputRole.Prediction).Select(static output => output.Name));
        Assert.Equal("target", Assert.Single(model.Targets).Name);
    }
}
