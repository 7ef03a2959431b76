using System.Text;

namespace BackpropGen.Symbolics.Tests;

public sealed class EmissionTests
{
    private static readonly Dictionary<string, ScalarFunction> Functions = CollectFunctions();

    private static readonly Lazy<Type> Compiled = new(static () => CompiledSource.Load(Source()).GetType("Emitted")!);

    [Theory]
    [InlineData(Precision.Single, false, 1e-5)]
    [InlineData(Precision.Single, true, 1e-5)]
    [InlineData(Precision.Double, false, 1e-12)]
    [InlineData(Precision.Double, true, 1e-12)]
    internal void Every_function_of_the_table_has_its_reference_value(Precision precision, bool isVector, double tolerance)
    {
        var failures = new List<string>();
        foreach (var row in FunctionTable.All)
        {
            foreach (double[] x in TablePoints.Of(row))
            {
                double[] rounded = Round(x, precision);
                double expected = ScalarFunction.Of(row).Evaluate(rounded);
                double actual = Call(row.Name, precision, isVector)(rounded);
                if (!expected.Equals(actual) && !(Math.Abs(expected - actual) <= tolerance * Math.Max(0.1, Math.Abs(expected))))
                {
                    failures.Add(FormattableString.Invariant($"{row.Name}({string.Join(", ", rounded)}) = {actual:R}, not {expected:R}"));
                }
            }
        }

        Assert.Empty(failures);
    }

    [Theory]
    [InlineData(Precision.Single, false, 1e-5)]
    [InlineData(Precision.Single, true, 1e-5)]
    [InlineData(Precision.Double, false, 1e-12)]
    [InlineData(Precision.Double, true, 1e-12)]
    internal void Random_expressions_have_the_value_of_the_plain_arithmetic(Precision precision, bool isVector, double tolerance)
    {
        foreach (var expression in Random())
        {
            double[] x = Round(expression.Point(0), precision);
            var (expected, magnitude) = expression.Evaluate(x);
            if (magnitude < 50)
            {
                Differences.AssertClose(expected, Call(Name(expression), precision, isVector)(x), tolerance * magnitude * magnitude, $"seed {expression.Seed}: {expression.Function}");
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

    private static IEnumerable<RandomExpression> Random() => Enumerable.Range(1000, 120).Select(static seed => new RandomExpression(seed));

    private static string Name(RandomExpression expression) => "random" + expression.Seed;

    private static Dictionary<string, ScalarFunction> CollectFunctions()
    {
        var functions = FunctionTable.All.ToDictionary(static row => row.Name, ScalarFunction.Of);
        foreach (var expression in Random())
        {
            functions.Add(Name(expression), expression.Function);
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
                Append(source, name, function, precision, isVector: false);
                Append(source, name, function, precision, isVector: true);
            }
        }

        return source.Append('}').ToString();
    }

    private static void Append(StringBuilder source, string name, ScalarFunction function, Precision precision, bool isVector)
    {
        string scalar = precision == Precision.Single ? "float" : "double";
        string type = isVector ? $"global::System.Numerics.Vector<{scalar}>" : scalar;
        string[] names = [.. Enumerable.Range(0, function.Arity).Select(static i => "x" + i)];
        var code = isVector ? function.ToVectorCode(names, precision) : function.ToScalarCode(names, precision);
        string method = MethodName(name, precision, isVector);
        source.Append(System.Globalization.CultureInfo.InvariantCulture, $"static {type} {method}Body({string.Join(", ", names.Select(n => type + " " + n))})\n{{\n{string.Join("\n", code.Statements)}\nreturn {code.Result};\n}}\n");
        string arguments = string.Join(", ", names.Select((_, i) => isVector ? $"new {type}(({scalar})x[{i}])" : $"({scalar})x[{i}]"));
        source.Append(System.Globalization.CultureInfo.InvariantCulture, $"public static double {method}(double[] x) => {method}Body({arguments}){(isVector ? "[0]" : "")};\n");
    }

    private static string MethodName(string name, Precision precision, bool isVector) => $"M_{name}_{precision}_{(isVector ? "vector" : "scalar")}";

    private static Func<double[], double> Call(string name, Precision precision, bool isVector) =>
        Compiled.Value.GetMethod(MethodName(name, precision, isVector))!.CreateDelegate<Func<double[], double>>();

    private static double[] Round(double[] x, Precision precision) => precision == Precision.Single ? [.. x.Select(static value => (double)(float)value)] : x;
}
