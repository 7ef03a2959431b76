using BackpropGen.Generator.Models;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>What cannot be differentiated is refused at the exact expression, which <c>[|…|]</c> marks, in the user's words.</summary>
public sealed class RefusalTests
{
    private const string Helpers = """
        private static double s_state = 2;
        private static readonly double Computed;
        private static double[] s_table = [1, 2];
        private static readonly double[] Fixed = [1, 2];
        private static readonly double First = Second, Second = First;
        private double _own = 3;
        private static event Action Changed;
        static Refused() { Computed = Math.Exp(1); }
        private static double Endless(double x) => [|Endless(x + 1)|];
        private static double Own(double x) { var made = [|new Refused()|]; return made._own * x; }
        private static double Side(double x) { [|s_state|] = x; return x; }
        private static async System.Threading.Tasks.Task<double> Later(double x) { await System.Threading.Tasks.Task.Yield(); return x; }
        private static System.Collections.Generic.IEnumerable<double> All(double x) { yield return x; }
        private class Thing { public double Value; public double Get() => Value; }
        private struct Mutable { public double A; }
        private static void Change(double[] a) { [|a[0]|] = 3; }
        private static void Twice(ref double a, ref double b) { a = 2; b = 3; }
        """;

    [Theory]
    // Integers in the gradient path.
    [InlineData("double F(double x) => [|(int)x|] * x;", "an integer has no derivative")]
    [InlineData("double F(double x) => [|(long)(x * 2)|];", "an integer has no derivative")]
    [InlineData("double F(double x) { int n = 3; [|n += 0.5 + x|]; return n * x; }", "an integer has no derivative")]
    [InlineData("double F(double x) { int n = 3; n += [|(int)x|]; return n * x; }", "an integer has no derivative")]
    [InlineData("double F(double x) { var a = new double[[|(int)x|]]; return a.Length; }", "an integer has no derivative")]
    [InlineData("double F(double x) { double[] a = [1, 2]; return a[[|(int)x|]]; }", "an integer has no derivative")]
    [InlineData("double F(double x) => [|Math.ILogB(x)|] * x;", "'ILogB' has no source here and no known derivative")]
    [InlineData("double F(double x) => (double)[|(decimal)x|];", "decimal")]
    // Side effects.
    [InlineData("double F(double x) { [|s_state|] = x; return x; }", "side effect")]
    [InlineData("double F(double x) { [|s_state|] += x; return x; }", "side effect")]
    [InlineData("double F(double x) => Side(x);", "side effect")]
    [InlineData("double F(double x) { [|Console.WriteLine(x)|]; return x; }", "side effect")]
    [InlineData("double F([Shape(2)] double[] x) { [|x[0]|] = 2; return x[0]; }", "side effect")]
    [InlineData("double F([Shape(2)] double[] x) { Change(x); return x[0]; }", "side effect")]
    [InlineData("double F([Shape(2)] double[] x) { foreach (double v in x) { [|x[0]|] += v; } return x[0]; }", "side effect")]
    [InlineData("double F([Shape(2)] double[] x) { x.AsSpan().Fill(1); return x[0]; }", "side effect", false)]
    [InlineData("double F(double x) { [|Fixed[0]|] = x; return x; }", "side effect")]
    [InlineData("double F(double x) { [|Changed += () => { }|]; return x; }", "event")]
    // What is not known.
    [InlineData("double F(double x) => x * [|s_state|];", "may change while the program runs")]
    [InlineData("double F(double x) => x * [|s_table|][0];", "may change while the program runs")]
    [InlineData("double F(double x) => x * [|Computed|];", "only known when the program runs")]
    [InlineData("double F(double x) => x * [|Environment.TickCount|];", "only known when the program runs")]
    [InlineData("double F(double x) => x * First;", "calls inside one another", false)]
    [InlineData("double F(double x) => [|BitConverter.Int64BitsToDouble(3)|] * x;", "[Derivative(of: ...)]")]
    [InlineData("double F(double x) => [|double.Parse(\"3\")|] * x;", "text", false)]
    [InlineData("double F(double x) => [|Math.ReciprocalEstimate(x)|];", "no known derivative")]
    [InlineData("double F(double x) => x * [|Random.Shared|].NextDouble();", "only known when the program runs")]
    // Control flow.
    [InlineData("double F(double x) { again: x *= 2; if (x < 1) { [|goto again;|] } return x; }", "goto", false)]
    [InlineData("double F(double x) { switch (3) { case 3: [|goto case 4;|] case 4: return x; } return 1; }", "goto")]
    [InlineData("double F(double x) { while ([|x > 0|]) { x -= 1; } return x; }", "end depends on a real argument")]
    [InlineData("double F(double x) { for (int i = 0; [|x < 3|]; i++) { x *= 2; } return x; }", "end depends on a real argument")]
    [InlineData("double F(double x) { do { x *= 2; } while ([|x < 3|]); return x; }", "end depends on a real argument")]
    [InlineData("double F(double x) { while (true) { x++; } }", "terms", false)]
    [InlineData("double F(double x) => Endless(x);", "calls inside one another")]
    [InlineData("double F(double x) { [|try { x *= 2; } catch (Exception) { x = 1; }|] return x; }", "exception cannot be caught")]
    [InlineData("double F(double x) { [|lock (Fixed) { x *= 2; }|] return x; }", "lock")]
    [InlineData("double F(double x) { [|using var stream = new System.IO.MemoryStream();|] return x; }", "lifetime")]
    [InlineData("double F(double x) { [|throw new ArgumentException(\"no\");|] }", "whatever the arguments are")]
    [InlineData("double F(double x) => [|Later(x)|].Result;", "asynchronous")]
    [InlineData("double F(double x) { double r = 0; foreach (double v in [|All(x)|]) { r += v; } return r; }", "iterator")]
    [InlineData("double F(double x) { foreach (char c in [|\"text\"|]) { x *= 2; } return x; }", "text", false)]
    // Objects, text, pointers.
    [InlineData("double F(double x) => Own(x);", "object")]
    [InlineData("double F(double x) { var thing = [|new Thing { Value = x }|]; return thing.Get(); }", "object")]
    [InlineData("double F(double x) { var list = [|new System.Collections.Generic.List<double>()|]; list.Add(x); return list[0]; }", "object")]
    [InlineData("double F(double x) { string s = [|$\"{x}\"|]; return s.Length * x; }", "text")]
    [InlineData("double F(double x) { dynamic d = x; return [|d + 1|]; }", "", false)]
    [InlineData("unsafe double F(double x) { double* p = [|&x|]; return *p; }", "pointer")]
    [InlineData("unsafe double F([Shape(2)] double[] x) { [|fixed (double* p = x) { return *p; }|] }", "pointer")]
    // References.
    [InlineData("double F(double x) { Span<double> a = [x, 1], c = a; if (x > 0) { c = [2, 3]; } [|c|][0] = 3; return a[0] * a[1]; }", "which memory it refers to")]
    [InlineData("double F(double x) { Span<double> a = [x, 1], b = [2, 3, 4], c = a; if (x > 0) { c = b; } return [|c|][0]; }", "which memory it refers to")]
    [InlineData("double F(double x) { Func<double, double> f = Math.Sin; if (x > 0) { f = Math.Cos; } return [|f|](x); }", "which function it is")]
    // Memory.
    [InlineData("double F([Shape(2)] ReadOnlySpan<double> x) => [|x[2]|];", "the index 2 is outside of its 2 elements")]
    [InlineData("double F([Shape(2)] ReadOnlySpan<double> x) => [|x[1..4]|].Length * x[0];", "outside of its 2 elements")]
    [InlineData("double F(double x, [Shape(2)] Span<double> y) { y[0] = [|y[1]|]; y[1] = 2; return x; }", "read before it is written")]
    [InlineData("double F(double x, [Shape(2)] Span<double> [|y|]) { y[0] = x; return x; }", "'y[1]' cannot be differentiated: it is not written on every path")]
    [InlineData("double F(double x, [Shape(2)] Span<double> [|y|]) { y[0] = x; if (x > 0) { y[1] = x; } return x; }", "'y[1]' cannot be differentiated: it is not written on every path")]
    [InlineData("double F(double x) { int n = 0; return x * ([|3 / n|]); }", "divides by zero")]
    [InlineData("double F(double x) { int n = int.MaxValue; return x * checked([|n + 1|]); }", "it overflows")]
    [InlineData("double F(double x) { var a = new double[[|70000|]]; return a[0] * x; }", "65536 elements")]
    public void What_cannot_be_differentiated_is_refused_at_its_expression(string program, string reason, bool isExact = true)
    {
        var (problems, source, place) = Read("[Differentiable] public static " + program + "\n" + (program.Contains("[|", StringComparison.Ordinal) ? Unmarked(Helpers) : Helpers));
        var problem = Assert.Single(problems);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
        string found = source.Substring(problem.Location.SourceSpan.Start, problem.Location.SourceSpan.Length);
        if (isExact && place is not null)
        {
            Assert.Equal(place, found);
        }
        else if (isExact)
        {
            // In a helper: one of the marked places.
            Assert.Contains("[|" + found + "|]", Helpers, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("double [|F|]() => 1;", "no parameter to differentiate by")]
    [InlineData("void [|F|](double x) { }", "gives no result")]
    [InlineData("double F(double x, int [|n|]) => x * n;", "'n' is of type 'int': an integer or a truth has no derivative")]
    [InlineData("double F(double x, bool [|b|]) => x;", "a truth has no derivative")]
    [InlineData("double F(double x, string [|s|]) => x;", "an object cannot be differentiated by")]
    [InlineData("double F(decimal [|x|]) => 1;", "use double")]
    [InlineData("double F(ref double [|x|]) => x;", "passed by 'ref'")]
    [InlineData("double F(double[] [|x|]) => x[0];", "write [Shape(n)] before 'double[] x'")]
    [InlineData("double F(ReadOnlySpan<double> [|x|]) => x[0];", "write [Shape(n)]")]
    [InlineData("double F([Shape(0)] ReadOnlySpan<double> [|x|]) => 1;", "one length, from 1 to")]
    [InlineData("double F([Shape(2, 3)] ReadOnlySpan<double> [|x|]) => 1;", "one length")]
    [InlineData("double F([Shape(2)] double[,] [|x|]) => 1;", "several axes")]
    [InlineData("double F([Shape(2)] params double[] [|x|]) => 1;", "params")]
    [InlineData("double F([Shape(2)] in ReadOnlySpan<double> [|x|]) => 1;", "passed by value")]
    [InlineData("double[] [|F|](double x) => [x];", "returns an array or a span")]
    [InlineData("double F(float [|x|], double y) => x * y;", "'x' is 'float' and 'y' is 'double'", false)]
    [InlineData("float [|F|](double x) => 1;", "'x' is 'double' and 'the result' is 'float'")]
    [InlineData("double F((double A, float B) [|p|]) => p.A;", "'p.A' is 'double' and 'p.B' is 'float'")]
    [InlineData("double F(Counted [|c|]) => c.X;", "'c.Count' is of type 'int'")]
    [InlineData("double F(Hidden [|h|]) => 1;", "'Hidden._x' cannot be read here")]
    [InlineData("double F(Sealed [|s|]) => s.X;", "cannot be made of its fields")]
    [InlineData("double F(Normal [|n|]) => n.X;", "cannot be made of its fields")]
    [InlineData("T [|F|]<T>(T x) => x;", "not generic")]
    [InlineData("int [|F|](double x) => 1;", "'the result' is of type 'int': an integer or a truth has no derivative: return a real number")]
    [InlineData("double F(Captured [|c|]) => c.Twice;", "'Captured' keeps its parameter 'value' where nobody else can read it")]
    public void A_signature_that_is_not_one_of_real_numbers_is_refused_at_the_parameter(string program, string reason, bool isExact = true)
    {
        var (problems, source, place) = Read("[Differentiable] public static " + program + """

            public readonly struct Captured(double value) { public double Twice => 2 * value; }
            public struct Counted { public double X; public int Count; }
            public struct Hidden { private double _x; }
            public readonly struct Sealed { public readonly double X; public Sealed(int x) { X = x; } }
            public readonly struct Normal { public readonly double X, Y; public Normal(double x, double y) { X = x / (x + y); Y = y / (x + y); } }
            """);
        var problem = Assert.Single(problems);
        Assert.Equal(ProblemKinds.InvalidSignature, problem.Kind);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
        Assert.True(!isExact || source.Substring(problem.Location.SourceSpan.Start, problem.Location.SourceSpan.Length) == place, problem.Message);
    }

    private static string Unmarked(string text) => text.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    private static (List<Problem> Problems, string Source, string? Place) Read(string members)
    {
        string marked = "using System;\nusing BackpropGen;\npublic partial class Refused\n{\n" + members + "\n}\n";
        int start = marked.IndexOf("[|", StringComparison.Ordinal), end = marked.IndexOf("|]", StringComparison.Ordinal);
        string? place = start < 0 || start > marked.IndexOf('\n', marked.IndexOf("[Differentiable]", StringComparison.Ordinal)) ? null : marked[(start + 2)..end];
        string source = Unmarked(marked);
        var compilation = CompiledSource.Compile(source);
        var problems = new List<Problem>();
        DifferentiableMethod? method = DifferentiableReader.Read(
            compilation.GetTypeByMetadataName("Refused")!.GetMembers("F").OfType<IMethodSymbol>().Single(), compilation, problems.Add, default);
        Assert.Null(method);
        return (problems, source, place);
    }
}
