using System.Text;
using BackpropGen.Generator.Symbolics.Quotients;

namespace BackpropGen.Symbolics.Tests;

public sealed class EmissionTests
{
    private static readonly Dictionary<string, ScalarFunction> Functions = CollectFunctions();

    private static readonly Lazy<Type> Compiled = new(static () => CompiledSource.Load(Source()).GetType("Emitted")!);

    [Theory]
    [InlineData(Precision.Single, "scalar", 1e-5)]
    [InlineData(Precision.Single, "lanes", 1e-5)]
    [InlineData(Precision.Double, "scalar", 1e-12)]
    [InlineData(Precision.Double, "lanes", 1e-12)]
    internal void Every_function_of_the_table_has_its_reference_value(Precision precision, string form, double tolerance)
    {
        var failures = new List<string>();
        foreach (var row in FunctionTable.All)
        {
            foreach (double[] x in TablePoints.Of(row))
            {
                double[] rounded = Round(x, precision);
                double expected = ScalarFunction.Of(row).Evaluate(rounded);
                double actual = Call(row.Name, precision, form)(rounded);
                if (!expected.Equals(actual) && !(Math.Abs(expected - actual) <= tolerance * Math.Max(0.1, Math.Abs(expected))))
                {
                    failures.Add(FormattableString.Invariant($"{row.Name}({string.Join(", ", rounded)}) = {actual:R}, not {expected:R}"));
                }
            }
        }

        Assert.Empty(failures);
    }

    [Theory]
    [InlineData(Precision.Single, "scalar", 1e-5)]
    [InlineData(Precision.Single, "lanes", 1e-5)]
    [InlineData(Precision.Double, "scalar", 1e-12)]
    [InlineData(Precision.Double, "lanes", 1e-12)]
    [InlineData(Precision.Double, "late", 1e-12)]
    internal void Random_expressions_have_the_value_of_the_plain_arithmetic(Precision precision, string form, double tolerance)
    {
        foreach (var expression in Random())
        {
            double[] x = Round(expression.Point(0), precision);
            var (expected, magnitude) = expression.Evaluate(x);
            if (magnitude < 50)
            {
                Differences.AssertClose(expected, Call(Name(expression), precision, form)(x), tolerance * magnitude * magnitude, $"seed {expression.Seed}: {expression.Function}");
            }
        }
    }

    [Theory]
    [InlineData(Precision.Single, "scalar", 1e-5)]
    [InlineData(Precision.Single, "lanes", 1e-5)]
    [InlineData(Precision.Double, "scalar", 1e-12)]
    [InlineData(Precision.Double, "lanes", 1e-12)]
    internal void A_quotient_with_its_gap_closed_has_its_reference_value_and_derivatives(Precision precision, string form, double tolerance)
    {
        foreach (var (name, function) in Quotients())
        {
            foreach (double x in new[] { 0, 1e-5, -0.03, 0.4, -0.72, 0.9 })
            {
                double[] at = Round([x], precision);
                Differences.AssertClose(function.Evaluate(at), Call(name, precision, form)(at), tolerance, FormattableString.Invariant($"{name} at {x}"));
            }
        }
    }

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    internal void Functions_printed_together_share_what_they_have_in_common(Precision precision)
    {
        var mish = ScalarFunction.Create(1, static (p, x) => x[0] * p.Call(FunctionTable.Tanh, p.Call(FunctionTable.Softplus, x[0])));
        var code = VectorFunction.Join([mish, mish.Derivative(0)], 1).ToScalarCode(["x"], precision);
        string text = string.Join("\n", code.Statements) + string.Join("\n", code.Results);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(text, "Tanh"));
        Assert.Equal(2, code.Results.Length);
    }

    [Theory]
    [InlineData(0, 0, 0, "x * y * (x - y + z)")]
    [InlineData(1, 0, 0, "y * x * (z - y + x)")]
    [InlineData(0, 1, 0, "x * y * (x + z - y)")]
    [InlineData(0, 0, 2, "x * y * (x - y + z)")]
    internal void What_is_known_last_is_added_and_multiplied_last(int x, int y, int z, string code)
    {
        var function = ScalarFunction.Create(3, static (_, a) => a[0] * a[1] * (a[0] - a[1] + a[2]));
        Assert.Equal(code, function.ToLanesCode(["x", "y", "z"], Precision.Double, arrivals: [x, y, z]).Results[0]);
    }

    private static IEnumerable<RandomExpression> Random() => Enumerable.Range(1000, 120).Select(static seed => new RandomExpression(seed));

    private static IEnumerable<(string Name, ScalarFunction Function)> Quotients() => QuotientTable.Numerators.SelectMany(static numerator => Enumerable.Range(0, 3)
        .Select(order => ($"{numerator.Name}_quotient{order}", ScalarFunction.Create(1, (pool, x) => pool.Call(QuotientTable.Get(numerator, order), x[0])))));

    private static string Name(RandomExpression expression) => "random" + expression.Seed;

    private static Dictionary<string, ScalarFunction> CollectFunctions()
    {
        var functions = FunctionTable.All.ToDictionary(static row => row.Name, ScalarFunction.Of);
        foreach (var expression in Random())
        {
            functions.Add(Name(expression), expression.Function);
        }

        foreach (var (name, function) in Quotients())
        {
            functions.Add(name, function);
        }

        return functions;
    }

    private static string Source()
    {
        var source = new StringBuilder("public static class Emitted\n{\n");
        foreach (var (name, function) in Functions)
        {
            foreach (var precision in new[] { Precision.Single, Precision.Double })
            {
                AppendScalar(source, name, function, precision);
                AppendLanes(source, name, function, precision, "lanes", arrivals: null);
            }

            // The later an argument comes, the earlier it is known.
            AppendLanes(source, name, function, Precision.Double, "late", [.. Enumerable.Range(0, function.Arity).Select(i => function.Arity - i)]);
        }

        return source.Append('}').ToString();
    }

    private static void AppendScalar(StringBuilder source, string name, ScalarFunction function, Precision precision)
    {
        string type = TypeOf(precision), method = MethodName(name, precision, "scalar");
        string[] names = Names(function);
        var code = function.ToScalarCode(names, precision);
        string parameters = string.Join(", ", names.Select(n => type + " " + n)), arguments = string.Join(", ", names.Select((_, i) => $"({type})x[{i}]"));
        source.Append(System.Globalization.CultureInfo.InvariantCulture, $$"""
            static {{type}} {{method}}Body({{parameters}})
            {
                {{string.Join("\n", code.Statements)}}
                return {{code.Result}};
            }
            public static double {{method}}(double[] x) => {{method}}Body({{arguments}});

            """);
    }

    /// <summary>As models are emitted: a map that the kernels run.</summary>
    private static void AppendLanes(StringBuilder source, string name, ScalarFunction function, Precision precision, string form, int[]? arrivals)
    {
        string type = TypeOf(precision), method = MethodName(name, precision, form);
        string[] names = Names(function);
        var code = function.ToLanesCode(names, precision, arrivals: arrivals);
        string loads = string.Concat(names.Select((n, i) => $"var {n} = operands.{(char)('A' + i)}<V>(i);\n"));
        string arguments = string.Concat(names.Select((_, i) => $", new global::BackpropGen.Kernels.Operand<{type}>(new {type}[] {{ ({type})x[{i}] }}, 0)"));
        source.Append(System.Globalization.CultureInfo.InvariantCulture, $$"""
            readonly struct {{method}}Map : global::BackpropGen.Kernels.IMap<{{type}}>
            {
                public static int Arity => {{function.Arity}};
                public static V Invoke<V>(ref readonly global::BackpropGen.Kernels.Sources<{{type}}> operands, nuint i)
                    where V : unmanaged, global::BackpropGen.Kernels.ILanes<V, {{type}}>
                {
                    {{loads}}{{string.Join("\n", code.Statements)}}
                    return {{code.Result}};
                }
            }
            public static double {{method}}(double[] x)
            {
                var y = new {{type}}[19];
                global::BackpropGen.Kernels.Elementwise.Map<{{type}}, {{method}}Map>(new global::BackpropGen.Kernels.Loop(19), global::System.MemoryExtensions.AsSpan(y){{arguments}});
                return y[0];
            }

            """);
    }

    private static string TypeOf(Precision precision) => precision == Precision.Single ? "float" : "double";

    private static string[] Names(ScalarFunction function) => [.. Enumerable.Range(0, function.Arity).Select(static i => "x" + i)];

    private static string MethodName(string name, Precision precision, string form) => $"M_{name}_{precision}_{form}";

    private static Func<double[], double> Call(string name, Precision precision, string form) =>
        Compiled.Value.GetMethod(MethodName(name, precision, form))!.CreateDelegate<Func<double[], double>>();

    private static double[] Round(double[] x, Precision precision) => precision == Precision.Single ? [.. x.Select(static value => (double)(float)value)] : x;
}
